/** The style of the search box on pages that come without it: articles, which are to be read first. */

import { element } from "./dom.js";

const [LATER, FIRST] = ["search.css", "reading.css"];

/** @type {Promise<void> | null} */
let coming = null;

/**
 * Fetch the style where the page has not got it; again, the same promise. Null where it is there.
 * It never rejects: a box without its style is still a box.
 * @returns {Promise<void> | null}
 */
export function searchStyle() {
  const first = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[href$="/${FIRST}"]`));
  if (!first || document.querySelector("link[data-kb-there]")) return null;
  coming ??= new Promise((resolve) => {
    const link = element("link", { rel: "stylesheet", href: new URL(LATER, first.href).href });
    const there = () => {
      link.dataset.kbThere = "";
      resolve();
    };
    link.onload = there;
    link.onerror = there;
    first.after(link); // before the site's own styles, which may say otherwise
  });
  return coming;
}
