/** `/` and Ctrl-K or ⌘K go to the search box from anywhere on the page. */

/**
 * @typedef {{
 *   key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean, isComposing: boolean
 * }} Press
 */

/**
 * Whether a key press asks for the search box.
 * @param {Press} press
 * @param {boolean} writing the focus is in a field, where `/` is a character
 * @param {boolean} slash whether the site lets `/` open the search
 */
export function asksForSearch(press, writing, slash = true) {
  if (press.isComposing || press.altKey) return false;
  if (press.ctrlKey || press.metaKey) return press.key.toLowerCase() === "k" && !press.shiftKey;
  return slash && press.key === "/" && !writing;
}

/** @param {EventTarget | null} target */
export function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** @param {() => void} openSearch */
export function listenForShortcuts(openSearch) {
  const slash = document.body.dataset.kbSlash !== "off";
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !asksForSearch(event, isWriting(event.target), slash)) return;
    event.preventDefault();
    openSearch();
  });
}
