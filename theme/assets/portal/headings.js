/** The link beside each heading copies its address, besides leading there. */

import { showToast } from "./toast.js";

/**
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
