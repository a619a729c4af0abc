/** Collapsed questions: a link to one opens it, and paper shows them all. */

/** Open the question that the address names; browsers do so only for what is inside it. */
export function openQuestionInAddress() {
  const id = decodeAnchor(location.hash);
  const question = id ? document.getElementById(id)?.closest("details") : null;
  if (!question || question.open) return;
  openAround(question);
  question.scrollIntoView();
}

/**
 * Open every question that an element is in, itself included, and every tab.
 * @param {Element} inside
 */
export function openAround(inside) {
  for (let closed = inside.closest("details"); closed; closed = closed.parentElement?.closest("details") ?? null)
    closed.open = true;
  inside.closest(".tab[hidden]")?.dispatchEvent(new Event("beforematch")); // as browsers tell a tab what is found in it
}

/**
 * The anchor of an address as an id; as it stands where it is not well-formed.
 * @param {string} hash
 */
export function decodeAnchor(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch (error) {
    if (error instanceof URIError) return hash.slice(1);
    throw error;
  }
}

/** Open every question while the page is printed. */
export function openQuestionsForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((question) => !question.open);
    for (const question of opened) question.open = true;
  });
  addEventListener("afterprint", () => {
    for (const question of opened) question.open = false;
  });
}
