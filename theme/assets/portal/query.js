/** What a reader typed, made safe to carry around: bounded, well-formed, without white space at its ends. */

/** Code points; more than any question a person types, and a bound on what a hostile `?q=` can cost. */
export const MAX_QUERY_LENGTH = 200;
const MOST_QUOTED = 80;

/**
 * Bound and tidy a query. A lone surrogate becomes U+FFFD, because URL encoding would throw on it.
 * @param {string | null | undefined} text
 */
export function cleanQuery(text) {
  if (!text) return "";
  // Cut by UTF-16 units first: spreading 100 kB into an array only to drop it would cost the main thread.
  const bounded = [...text.trimStart().slice(0, 2 * MAX_QUERY_LENGTH)].slice(0, MAX_QUERY_LENGTH).join("");
  return bounded.replace(/\p{Surrogate}/gu, "\uFFFD").trimEnd();
}

/** What a box takes: pasted text stays whole for the reader to see, and a sentence says how much is looked at. */
export const MAX_TYPED_LENGTH = 2000;

/** Whether some of a text is not looked at. @param {string} text */
export const isCut = (text) => [...text.trim()].length > MAX_QUERY_LENGTH;

/** A query as a sentence quotes it: what is long stands in the box. @param {string} query */
export function quoted(query) {
  const chars = [...query];
  return chars.length > MOST_QUOTED ? `${chars.slice(0, MOST_QUOTED).join("").trimEnd()}…` : query;
}

/**
 * Address of the results page for a query; a region that the address says stays in it.
 * @param {URL} resultsPage
 * @param {string} query
 * @param {{ literal?: boolean }} [options] literal: without correction ("search instead for …")
 */
export function resultsUrl(resultsPage, query, { literal = false } = {}) {
  const url = new URL(resultsPage);
  const region = url.searchParams.get("region");
  url.search = "";
  if (query) url.searchParams.set("q", query);
  if (query && literal) url.searchParams.set("literal", "1");
  if (region) url.searchParams.set("region", region);
  return url;
}

/**
 * Resolve an address from the search index. The index is data, so an address that leaves the portal is not followed.
 * @param {string} address relative to `base`
 * @param {URL} base the site's root
 * @returns {URL | null}
 */
export function resolveInside(address, base) {
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  return url.origin === base.origin && url.pathname.startsWith(base.pathname) ? url : null;
}
