/** At the end of an article: its Markdown into the clipboard, and the page onto paper. */

import { portableMarkdown } from "./portable-markdown.js";
import { showToast } from "./toast.js";

/** @param {HTMLElement} tools */
export function startTools(tools) {
  const print = /** @type {HTMLButtonElement | null} */ (tools.querySelector("[data-kb-print]"));
  print?.addEventListener("click", () => window.print());
  const markdown = /** @type {HTMLAnchorElement | null} */ (tools.querySelector("[data-kb-markdown]"));
  // The clipboard needs a secure context; without one the link leads to the text.
  if (markdown && isSecureContext && "ClipboardItem" in window) offerCopy(markdown);
}

/** @param {HTMLAnchorElement} link */
function offerCopy(link) {
  const { kbCopy = "", kbCopied = "" } = link.dataset;
  link.textContent = kbCopy;
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    copy(link.href).then(
      () => showToast(kbCopied),
      () => location.assign(link.href), // refused, or not there to be had: the reader still gets to the text
    );
  });
}

/**
 * Safari lets only what a press asks for into the clipboard: the promise of the text, not the text when it has come.
 * @param {string} address
 */
function copy(address) {
  return navigator.clipboard.write([new ClipboardItem({ "text/plain": fetchText(address) })]);
}

/** @param {string} address */
async function fetchText(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const links = document.querySelectorAll(".prose a[href]");
  const pages = [...links].map(({ href }) => href);
  const text = portableMarkdown(await response.text(), { markdown: address, page: location.href, pages });
  return new Blob([text], { type: "text/plain" });
}
