/** How the panel looks: its style sheets, light or dark as the page around it, and the characters of a region. */

import { element } from "../portal/dom.js";

/** When the style for the dark holds, unless the page around is one of both. */
const DARK = "screen and (prefers-color-scheme: dark)";

/**
 * Hong Kong and Taiwan write some characters differently; the page of the host decides where it says.
 * @param {string} tag
 * @param {string} own
 */
export function glyphTag(tag, own) {
  const region = /^zh\b.*-(TW|HK|MO)\b/i.exec(tag)?.[1]?.toUpperCase();
  return region ? `zh-Hant-${region === "TW" ? "TW" : "HK"}` : own;
}

/**
 * Load the style before anything shows. `medium` is the size that readers have chosen in their browser, and all sizes
 * of the style are multiples of it; the page's own `rem` may be another.
 * @param {ShadowRoot} root
 */
export function loadStyles(root) {
  const measure = element("span"); // inside, where no rule of the page can reach
  measure.style.fontSize = "medium";
  root.append(measure);
  const size = parseFloat(getComputedStyle(measure).fontSize) || 16;
  measure.remove();
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host { --kb-rem: ${size}px; }`);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return Promise.all([loadStyle(root, "panel.css"), loadStyle(root, "panel-dark.css", DARK)]);
}

/**
 * @param {ShadowRoot} root
 * @param {string} name
 * @param {string} [media]
 */
function loadStyle(root, name, media) {
  const link = element("link", {
    rel: "stylesheet",
    crossorigin: "anonymous",
    href: new URL(`./${name}`, import.meta.url).href,
    media,
  });
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${link.href} could not be loaded`));
    root.append(link);
  });
}

/**
 * Show the style for the dark, or not.
 * @param {ShadowRoot} root
 * @param {"light" | "dark" | ""} scheme empty: as the reader's system
 */
export function turnDark(root, scheme) {
  const dark = /** @type {HTMLLinkElement} */ (root.querySelector("link[media]"));
  dark.media = scheme ? (scheme === "dark" ? "screen" : "not all") : DARK;
}
