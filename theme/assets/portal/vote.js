/** "Was this helpful?" at the end of an article: one vote per page view, with a reason from a list after "no",
 * and where the site lets readers, a comment after that. */

/** @typedef {import("./analytics.js").Analytics} Analytics */
/** @typedef {import("./analytics.js").VoteReason} VoteReason */

/** A collector that has not answered after so long is taken for unreachable, until it does. */
const PATIENCE_MS = 4000;

/**
 * @param {HTMLElement} section
 * @param {string} article
 * @param {Analytics} analytics
 */
export async function startVote(section, article, analytics) {
  if (!(await analytics.listening)) {
    section.hidden = true; // nobody would count the answer, or the reader asked not to be counted
    return;
  }
  section.classList.remove("is-waiting");
  /** @param {string} name */
  const step = (name) => /** @type {HTMLElement | null} */ (section.querySelector(`[data-kb-step="${name}"]`));
  const ask = step("ask");
  const why = step("why");
  const thanks = /** @type {HTMLElement} */ (section.querySelector("[role=status]"));
  let voted = false;

  const more = step("comment");
  /** @type {VoteReason | undefined} */
  let given;

  /**
   * @param {0 | 1} helpful
   * @param {VoteReason} [reason]
   * @param {(taken: boolean) => void} [told]
   * @param {string} [text]
   */
  function vote(helpful, reason, told, text) {
    if (voted) return;
    voted = true;
    analytics.vote({ a: article, v: helpful, ...(reason && { r: reason }), ...(text && { c: text }) }, told);
  }

  /**
   * Vote, and say thank you when the vote has arrived.
   * @param {boolean} helpful
   * @param {VoteReason} [reason]
   * @param {string} [text]
   */
  function finish(helpful, reason, text) {
    if (ask) ask.hidden = true;
    if (why) why.hidden = true;
    if (more) more.hidden = true;
    const askUs = step("ask-us");
    const unanswered = setTimeout(() => told(false), PATIENCE_MS);
    /** @param {boolean} taken */
    function told(taken) {
      clearTimeout(unanswered);
      thanks.textContent = thanks.dataset[!taken ? "kbUnsent" : helpful ? "kbThanksYes" : "kbThanksNo"] ?? "";
      if (askUs) askUs.hidden = helpful && taken;
    }
    thanks.tabIndex = -1;
    thanks.textContent = thanks.dataset.kbSending ?? "";
    thanks.focus({ preventScroll: true }); // the button that had the focus is gone
    vote(helpful ? 1 : 0, reason, told, text);
  }

  ask?.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.value === "1") {
      finish(true);
    } else if (button && why) {
      ask.hidden = true;
      why.hidden = false;
      why.querySelector("legend")?.focus({ preventScroll: true });
      addEventListener("pagehide", () => vote(0, given)); // "no" counts, also from readers who leave before saying more
    }
  });
  why?.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    given = /** @type {VoteReason} */ (button.value);
    if (!more || !why) return finish(false, given);
    why.hidden = true;
    more.hidden = false;
    more.querySelector("textarea")?.focus({ preventScroll: true });
  });
  const typed = () => [...(more?.querySelector("textarea")?.value.trim() ?? "")].slice(0, 500).join("");
  more?.addEventListener("submit", (event) => {
    event.preventDefault();
    finish(false, given, typed());
  });
  more?.querySelector("[type=button]")?.addEventListener("click", () => finish(false, given));
}
