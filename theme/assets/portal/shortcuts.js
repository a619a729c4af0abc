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
 */
export function asksForSearch(press, writing) {
  if (press.isComposing || press.altKey) return false;
  if (press.ctrlKey || press.metaKey) return press.key.toLowerCase() === "k" && !press.shiftKey;
  return press.key === "/" && !writing;
}

/** @param {EventTarget | null} target */
export function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

/** @param {() => void} openSearch */
export function listenForShortcuts(openSearch) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || !asksForSearch(event, isWriting(event.target))) return;
    event.preventDefault();
    openSearch();
  });
}
