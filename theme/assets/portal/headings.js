/** "Copy link" beside each heading of an article. */

import { element } from "./dom.js";
import { showToast } from "./toast.js";

/**
 * @param {HTMLElement} article
 * @param {import("./strings.js").Translate} translate
 */
export function addCopyLinks(article, translate) {
  for (const heading of /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(":is(h2, h3, h4)[id]"))) {
    const label = translate("js.copy_link", { title: heading.textContent ?? "" });
    const link = element("a", { class: "copy", href: `#${heading.id}`, "aria-label": label });
    link.addEventListener("click", () => {
      // The clipboard needs a secure context; without one the link still puts the anchor into the address bar.
      navigator.clipboard?.writeText(link.href).then(() => showToast(translate("js.copied")), () => undefined);
    });
    heading.append(link);
  }
}
