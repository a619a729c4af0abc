/** Offers the other language to a reader whose browser asks for it. Nobody is redirected, and nothing is stored. */

import { element } from "./dom.js";

/** @typedef {import("./settings.js").Language} Language */

/**
 * The portal's language that a reader's browser asks for first.
 * Readers of any Chinese, Simplified included, are better served by Traditional Chinese than by English.
 * @param {readonly string[]} languages `navigator.languages`, best first
 * @returns {Language | null} null where the browser asks for neither
 */
export function preferredLanguage(languages) {
  for (const tag of languages) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh" || primary === "yue") return "zh-hant";
    if (primary === "en") return "en";
  }
  return null;
}

/** Mark the reader's language on the gateway. @param {Language | null} preferred */
export function markDoor(preferred) {
  if (preferred) document.querySelector(`[data-kb-door="${preferred}"]`)?.classList.add("is-yours");
}

/**
 * Whether the reader has just come to the portal, so that the offer is made once and not on every page. Without a
 * referrer (a typed address, a bookmark, a browser or host that hides it) only the first page of a tab counts.
 * @param {string} referrer `document.referrer`
 * @param {string} base the site's root
 * @param {number} visited how many pages this tab has shown, this one included
 */
export function hasJustArrived(referrer, base, visited) {
  return referrer ? !referrer.startsWith(base) : visited <= 1;
}

/**
 * How many pages of this site the tab has shown; where the browser cannot tell, of all sites. `history.length` counts
 * the empty page of a new tab too, so that a typed address would never be a reader's first page.
 */
function pagesVisited() {
  const entry = "navigation" in window ? window.navigation.currentEntry : null;
  return entry ? entry.index + 1 : history.length;
}

/**
 * On a page reached from outside the portal: offer the same page in the reader's language, in that language.
 * @param {import("./settings.js").Settings} settings
 * @param {Language | null} preferred
 */
export function offerLanguage({ language, base, translate }, preferred) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.switch:not([title])"));
  if (!preferred || preferred === language || !link) return;
  if (!hasJustArrived(document.referrer, base.href, pagesVisited())) return;
  const dismiss = element("button", { type: "button", class: "textbutton" }, translate("js.offer.no"));
  const accept = element("a", { href: link.href, hreflang: link.hreflang }, translate("js.offer.yes"));
  const offer = element(
    "div",
    { class: "toast", lang: link.hreflang, role: "region", "aria-label": link.textContent ?? "" },
    accept,
    dismiss,
  );
  dismiss.addEventListener("click", () => offer.remove());
  document.body.append(offer);
}
