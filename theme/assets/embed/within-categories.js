/** A search client that finds articles of some categories only. */

/** @typedef {import("../portal/search-session.js").SearchClient} SearchClient */
/** @typedef {import("../portal/search-session.js").Answer} Answer */

/** As many as the results page counts: what lies behind them would hardly be read. */
const ASKED_FOR = 50;

/**
 * @param {SearchClient} client
 * @param {readonly string[]} categories ids; none: no limit
 * @returns {SearchClient}
 */
export function withinCategories(client, categories) {
  if (!categories.length) return client;
  return {
    ...client,
    search: async (query, { limit, ...how }) =>
      limited(await client.search(query, { ...how, limit: Math.max(limit, ASKED_FOR) }), categories, limit),
  };
}

/**
 * @param {Answer} answer
 * @param {readonly string[]} categories
 * @param {number} limit
 * @returns {Answer}
 */
function limited(answer, categories, limit) {
  const results = answer.results.filter(({ category }) => categories.includes(category));
  const outcome = !results.length ? "none" : results.every(({ weak }) => weak) ? "weak" : answer.outcome;
  return {
    ...answer,
    results: results.slice(0, limit),
    total: results.length,
    outcome,
    card: cardWithin(answer, categories),
  };
}

/**
 * What is said at once, unless it stands in an article of another category; contact is everybody's.
 * @param {Answer} answer
 * @param {readonly string[]} categories
 */
function cardWithin({ card }, categories) {
  const article = card?.article ?? "";
  return article.includes("/") && !categories.includes(article.slice(0, article.indexOf("/"))) ? null : (card ?? null);
}

/**
 * The categories that an attribute names.
 * One that the portal lacks is said in the console, for whoever writes the page; it limits nothing.
 * @param {string | null} attribute ids, separated by blanks
 * @param {ReadonlyMap<string, unknown>} known
 */
export function namedCategories(attribute, known) {
  const named = (attribute ?? "").split(/\s+/u).filter(Boolean);
  for (const id of named.filter((id) => !known.has(id))) {
    console.error(`kb-search: there is no category "${id}"; the portal has: ${[...known.keys()].join(", ")}`);
  }
  return named.filter((id) => known.has(id));
}
