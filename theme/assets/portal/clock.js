/**
 * What holds from one moment to another, by the reader's clock: notices, the note on an article that has expired, and
 * what lists name until it does.
 * An ordinary script in the head, so that it has run before anything is drawn and nothing moves; where it cannot run,
 * notices stand with their dates.
 */
{
  const foldNotices = () => {
    for (const open of document.querySelectorAll(".news > details[open]")) open.removeAttribute("open");
  };
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** First moment and end in seconds since 1970, null for none, by the id of an element. */
  const times = /** @type {[string, [number | null, number | null]][]} */ (
    Object.entries(JSON.parse(script.dataset.kbTimes ?? "{}"))
  );
  /**
   * `until-1795924800` is every element of a list that is there until then, `since-…` every count that holds from
   * then on.
   * @param {string} id
   */
  const selectorOf = (id) => {
    const [, word, moment] = /^(until|since)-(\d+)$/.exec(id) ?? [];
    return word ? `[data-kb-${word}="${moment}"]` : `#${CSS.escape(id)}`;
  };
  const sheet = new CSSStyleSheet();
  const update = () => {
    const now = Date.now() / 1000;
    const away = times.filter(([, [from, end]]) => now < (from ?? now) || now >= (end ?? Infinity)).map(([id]) => id);
    const left = times.some(([id]) => id.startsWith("kb-notice-") && !away.includes(id));
    const selectors = [...away.map(selectorOf), ...(left ? [] : [".notices"])];
    sheet.replaceSync(selectors.map((selector) => `${selector}{display:none!important}`).join(""));
  };
  update();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.documentElement.classList.add("has-clock");
  document.addEventListener("visibilitychange", update);
  // On a low screen, as a page enlarged four times has, a notice is a line to open: folded while it is parsed, so that
  // nothing moves.
  const low = matchMedia("(max-height: 30rem)").matches ? new MutationObserver(foldNotices) : null;
  low?.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => low?.disconnect());
  // Until the next page: what is put away is kept nowhere.
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-kb-dismiss]") : null;
    if (!(button instanceof HTMLElement)) return;
    times.push([button.dataset.kbDismiss ?? "", [null, 0]]);
    update();
    document.getElementById("content")?.focus({ preventScroll: true });
  });
}
