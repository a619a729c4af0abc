/** The entry that this page has in the history of its tab: what is kept there goes with the tab. */

/**
 * Keep a value in the entry, or take it out; what others keep there stays.
 * @param {string} key
 * @param {unknown} value undefined takes out what is there
 */
export function keepInEntry(key, value) {
  const { [key]: former, ...rest } = history.state ?? {};
  if (value !== undefined) history.replaceState({ ...rest, [key]: value }, "");
  else if (former !== undefined) history.replaceState(Object.keys(rest).length ? rest : null, "");
}

/** How the page was come to, such as `reload` or `back_forward`; empty where nobody can tell. */
export function arrival() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry instanceof PerformanceNavigationTiming ? entry.type : "";
}
