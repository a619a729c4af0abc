/** "Was this helpful?" at the end of an article: one vote per page view, with a reason from a list after "no". */

/** @typedef {import("./analytics.js").Analytics} Analytics */

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

  /** @param {0 | 1} helpful @param {string} [reason] */
  function vote(helpful, reason) {
    if (voted) return;
    voted = true;
    analytics.vote({ a: article, v: helpful, ...(reason ? { r: reason } : {}) });
  }

  /** @param {boolean} helpful */
  function finish(helpful) {
    if (ask) ask.hidden = true;
    if (why) why.hidden = true;
    thanks.tabIndex = -1;
    thanks.textContent = (helpful ? thanks.dataset["kbThanksYes"] : thanks.dataset["kbThanksNo"]) ?? "";
    thanks.focus({ preventScroll: true }); // the button that had the focus is gone
    const askUs = step("ask-us");
    if (askUs) askUs.hidden = helpful;
  }

  ask?.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button?.value === "1") {
      vote(1);
      finish(true);
    } else if (button && why) {
      ask.hidden = true;
      why.hidden = false;
      why.querySelector("legend")?.focus({ preventScroll: true });
      addEventListener("pagehide", () => vote(0)); // "no" counts, also from readers who leave before giving a reason
    }
  });
  why?.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    vote(0, button.value);
    finish(false);
  });
}
