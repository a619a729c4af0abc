/** The search without a worker: a browser starts none from the address of another site. */

import { codeOf, SearchService } from "../search/service.js";

/**
 * A client like that of `search/client.js`.
 * @param {{ base: string, locale: string }} options
 * @returns {import("../portal/search-session.js").SearchClient}
 */
export function createSearch({ base, locale }) {
  const service = new SearchService({ base, language: locale === "zh-hant" ? "zh-hant" : "en" });
  /** @template T @param {Promise<T>} answer @returns {Promise<T>} */
  const coded = (answer) =>
    answer.catch((error) => Promise.reject(Object.assign(new Error(String(error)), { code: codeOf(error) })));
  return {
    load: () => coded(service.load()),
    search: (query, { limit, literal = false }) => coded(service.search({ query, limit, literal })),
    excerpt: (result) => coded(service.excerpt(/** @type {any} */ (result))),
  };
}
