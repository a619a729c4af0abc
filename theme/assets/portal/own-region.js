/** Pages of one article for several regions: whose address says a region gets the page of that first. */

/** Codes of regions as addresses have them: what the id of such a page ends in (`delivery/fees/hk`). */
const REGIONS = ["hk", "tw"];

/**
 * The results with the page of the reader's region in the best place that any page of its article has.
 * Nothing else moves, and no page passes from the weak matches to the others.
 * @template {{ id: string, weak: boolean }} R
 * @param {readonly R[]} results
 * @param {string} region code of a region; empty where the address says none: nothing is guessed
 * @returns {R[]}
 */
export function ownRegionFirst(results, region) {
  const ordered = [...results];
  if (!REGIONS.includes(region)) return ordered;
  for (const [at, { id, weak }] of ordered.entries()) {
    const article = id.slice(0, id.lastIndexOf("/"));
    const other = id.slice(article.length + 1);
    if (!article || other === region || !REGIONS.includes(other)) continue;
    const own = ordered.findIndex((one, place) => place > at && one.id === `${article}/${region}` && one.weak === weak);
    if (own > 0) [ordered[at], ordered[own]] = [ordered[own], ordered[at]];
  }
  return ordered;
}
