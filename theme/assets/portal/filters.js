/**
 * Which results the reader wants to see, by category and by type.
 * The choice is in the address, so it can be shared and undone.
 */

/**
 * @typedef {{
 *   category: string, type: string
 * }} Filtered what of a result is filtered; the category of an article outside any is ""
 */
/** @typedef {"category" | "type"} Group */
/**
 * The chosen values of each group; none chosen lets everything through.
 * @typedef {Readonly<Record<Group, readonly string[]>>} Filters
 */
/** @typedef {{ value: string, count: number, chosen: boolean }} Option */

/** @type {readonly Group[]} */
export const GROUPS = ["category", "type"];

/** @type {Filters} */
export const NO_FILTERS = Object.freeze({ category: [], type: [] });

/** More than any site has of either; a bound on what a hostile address can cost. */
const MOST_VALUES = 40;

/**
 * Read the filters of an address. A value that no result has is kept: the page shows it chosen, with a count of 0.
 * @param {URLSearchParams} parameters
 * @returns {Filters}
 */
export function readFilters(parameters) {
  /** @param {Group} group */
  const values = (group) => [...new Set(parameters.getAll(group))].slice(0, MOST_VALUES);
  return { category: values("category"), type: values("type") };
}

/**
 * Put filters into the address of a results page.
 * @param {URL} url
 * @param {Filters} filters
 */
export function writeFilters(url, filters) {
  for (const group of GROUPS) {
    url.searchParams.delete(group);
    for (const value of filters[group]) url.searchParams.append(group, value);
  }
  return url;
}

/** @param {Filters} filters */
export function isFiltering(filters) {
  return GROUPS.some((group) => filters[group].length > 0);
}

/**
 * Choose a value, or no longer.
 * @param {Filters} filters
 * @param {Group} group
 * @param {string} value
 * @returns {Filters}
 */
export function toggle(filters, group, value) {
  const others = filters[group].filter((chosen) => chosen !== value);
  return { ...filters, [group]: others.length < filters[group].length ? others : [...others, value] };
}

/**
 * The results that pass.
 * @template {Filtered} Result
 * @param {readonly Result[]} results
 * @param {Filters} filters
 * @returns {Result[]}
 */
export function pass(results, filters) {
  return results.filter((result) =>
    GROUPS.every((group) => !filters[group].length || filters[group].includes(result[group])),
  );
}

/**
 * The results that are counted: not the weak ones, where there are others.
 * @template {{ weak: boolean }} Result
 * @param {readonly Result[]} results
 * @returns {readonly Result[]}
 */
export function counted(results) {
  const strong = results.filter(({ weak }) => !weak);
  return strong.length ? strong : results;
}

/**
 * The values of a group with the number of results each would show, the filters of the other group applied; most first.
 * @param {readonly Filtered[]} results
 * @param {Filters} filters
 * @param {Group} group
 * @returns {Option[]}
 */
export function optionsOf(results, filters, group) {
  const counts = new Map([...results.map((result) => result[group]), ...filters[group]].map((value) => [value, 0]));
  for (const result of pass(results, { ...filters, [group]: [] }))
    counts.set(result[group], (counts.get(result[group]) ?? 0) + 1);
  // The order is that of all results, so that a choice in the other
  // group does not move what the reader is about to press.
  const whole = new Map(
    [...counts.keys()].map((value) => [value, results.filter((result) => result[group] === value).length]),
  );
  return [...counts]
    .map(([value, count]) => ({ value, count, chosen: filters[group].includes(value) }))
    .sort((one, other) => (whole.get(other.value) ?? 0) - (whole.get(one.value) ?? 0));
}
