/** A short line at the foot of the screen, laid over the page so that nothing moves. */

import { element } from "./dom.js";

const SHOWN_MS = 2500;

/** @type {HTMLElement | null} */
let line = null;

/** @param {string} text */
export function showToast(text) {
  line?.remove();
  const shown = (line = element("p", { class: "toast", role: "status" }));
  document.body.append(shown);
  shown.textContent = text; // after it is in the page: a live region announces changes, not its first state
  setTimeout(() => shown.remove(), SHOWN_MS);
}
