/** A dialog keeps to what an on-screen keyboard leaves of the screen. */

/**
 * On-screen keyboards cover the page without making it smaller: tell the style sheet what is left of it.
 * @param {HTMLDialogElement} dialog
 */
export function keepAboveKeyboard(dialog) {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    const zoomed = seen.scale > 1.01; // then less shows because the reader wants it larger
    dialog.style.setProperty("--kb-seen-height", zoomed ? "" : `${seen.height}px`);
    dialog.style.setProperty("--kb-seen-top", zoomed ? "" : `${seen.offsetTop}px`);
  };
  seen.addEventListener("resize", fit);
  seen.addEventListener("scroll", fit);
  fit();
}
