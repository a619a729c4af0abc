/** On paper no link can be followed, so its address stands behind it; that of another page of the portal in full. */

import { readable } from "./readable-address.js";

/** @param {HTMLElement} prose */
export function sayAddressesOnPaper(prose) {
  addEventListener("beforeprint", () => {
    for (const link of prose.querySelectorAll("a")) link.dataset.kbAddress = addressOf(link);
    const own = document.querySelector("[data-kb-own-address]");
    if (own) own.textContent = readable(location.href.replace(/#.*/, ""));
  });
}

/**
 * What a reader would type; empty where that stands there already or leads to this very page.
 * @param {HTMLAnchorElement} link
 */
function addressOf(link) {
  if (link.matches(".headerlink, .zoom, .footnote-ref, .footnote-backref") || !link.textContent?.trim()) return "";
  if (!["https:", "http:", "mailto:", "tel:"].includes(link.protocol)) return "";
  if (link.origin === location.origin && link.pathname === location.pathname) return "";
  const address = readable(link.href.replace(/^(mailto|tel):([^?]*).*/, "$2"));
  return bare(link.textContent).includes(bare(address)) ? "" : address;
}

/** @param {string} text */
const bare = (text) => text.toLowerCase().replace(/^https?:\/\/(www\.)?|[\s\-–()]|\/$/g, "");
