// Articles that have expired since the index was built are not shown (index-format 3.6): by the reader's clock.

/** @typedef {import("./engine.js").Answer} Answer */
/** When each text ends that does, in seconds since 1970. @typedef {Record<string, Record<string, number>>} Ends */

/** What a card says of an article alone; other cards tell what the settings hold. */
const OF_ARTICLES = ["row", "question"];

/**
 * @param {Answer} answer
 * @param {Ends | undefined} ends by language of the text and id; of an index without any, undefined
 * @param {number} now in seconds since 1970
 * @returns {Answer}
 */
export function withoutExpired(answer, ends, now) {
  if (!ends) return answer;
  const over = (/** @type {string} */ id, /** @type {string} */ language) => (ends[language]?.[id] ?? Infinity) <= now;
  const results = answer.results.filter(({ document: { id, language } }) => !over(id, language));
  const { card } = answer;
  const cardIsOver =
    card && OF_ARTICLES.includes(card.kind) && Object.keys(ends).some((l) => over(card.article ?? "", l));
  return {
    ...answer,
    results,
    total: answer.total - (answer.results.length - results.length),
    outcome: results.length ? (results[0].weak ? "weak" : answer.outcome) : "none",
    card: cardIsOver ? null : card,
  };
}
