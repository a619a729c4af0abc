/** What headings do: the link beside each copies its address, and the table of contents marks the one being read. */

import { decodeAnchor } from "./questions.js";
import { showToast } from "./toast.js";

/**
 * The link beside each heading copies its address, besides leading there.
 * @param {HTMLElement} article
 * @param {import("./strings.js").Translate} translate
 */
export function copyHeadingLinks(article, translate) {
  article.addEventListener("click", (event) => {
    const link =
      event.target instanceof Element
        ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("a.headerlink"))
        : null;
    // The clipboard needs a secure context; without one the link still puts the anchor into the address bar.
    if (link)
      navigator.clipboard?.writeText(link.href).then(
        () => showToast(translate("js.copied")),
        () => undefined,
      );
  });
}

/**
 * Let the language switch lead to the same heading that the address names.
 * @param {HTMLAnchorElement} link
 * @param {[here: string, there: string][]} pairs anchors of the same headings
 */
export function followInOtherLanguage(link, pairs) {
  const there = new Map(pairs);
  const lead = () => (link.hash = there.get(decodeAnchor(location.hash)) ?? "");
  lead();
  addEventListener("hashchange", lead);
}

/** Mark in the table of contents which part of the article the reader is in. @param {HTMLElement} toc */
export function followReading(toc) {
  /** @type {Map<Element, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of toc.querySelectorAll("a")) {
    const heading = document.getElementById(decodeAnchor(link.hash));
    if (heading) links.set(heading, link);
  }
  const mark = () => {
    const passed = [...links].filter(([heading]) => heading.getBoundingClientRect().top < innerHeight / 3);
    const current = passed.at(-1)?.[1];
    for (const link of links.values()) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  // A heading that crosses the upper third of the screen is the only
  // thing that changes the mark, so nothing runs per scroll step.
  const watcher = new IntersectionObserver(mark, { rootMargin: "0px 0px -66% 0px" });
  for (const heading of links.keys()) watcher.observe(heading);
}
