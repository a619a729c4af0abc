/**
 * Articles read in this tab, from the tab's own history: nothing is stored, and nothing outlives the tab
 * (docs/decisions/0035-read-in-this-tab.md).
 */

/** @typedef {{ title: string, lang: string, url: URL }} ReadArticle */
/** @typedef {{ getState: () => unknown, url: string | null, index: number }} Entry */
/**
 * The Navigation API; older browsers lack it, and show no list.
 * @typedef {{
 *   entries: () => Entry[], currentEntry: Entry | null, updateCurrentEntry: (options: { state: unknown }) => void
 * }} TabHistory
 */

const KEY = "kbRead";
const SHOWN = 5;

/** @returns {TabHistory | null} */
const tabHistory = () => /** @type {any} */ (globalThis).navigation ?? null;

/**
 * Note in the entry of this page what it is called, for pages that come after it.
 * @param {string} title
 * @param {string} lang
 * @param {TabHistory | null} [tab]
 */
export function noteArticle(title, lang, tab = tabHistory()) {
  if (!tab?.currentEntry) return;
  const before = tab.currentEntry.getState();
  const others = typeof before === "object" && before ? before : {};
  tab.updateCurrentEntry({ state: { ...others, [KEY]: { title, lang } } });
}

/**
 * Articles of the portal that were read in this tab, the latest first, without the one being read.
 * @param {URL} base the portal's root
 * @param {URL | Location} here
 * @param {TabHistory | null} [tab]
 * @returns {ReadArticle[]}
 */
export function readArticles(base, here, tab = tabHistory()) {
  /** @type {Map<string, ReadArticle>} */
  const found = new Map();
  for (const entry of [...(tab?.entries() ?? [])].reverse()) {
    const article = articleOf(entry);
    if (!article || article.url.origin !== base.origin || !article.url.pathname.startsWith(base.pathname)) continue;
    const { pathname } = article.url;
    if (pathname !== here.pathname && !found.has(pathname)) found.set(pathname, article);
  }
  return [...found.values()].slice(0, SHOWN);
}

/** Anything on the same host may write into its entries, so nothing is believed. @param {Entry} entry */
function articleOf(entry) {
  const state = entry.getState();
  const noted = typeof state === "object" && state ? /** @type {any} */ (state)[KEY] : null;
  if (!entry.url || typeof noted?.title !== "string" || typeof noted?.lang !== "string" || !noted.title) return null;
  const url = new URL(entry.url);
  url.hash = "";
  return { title: noted.title, lang: noted.lang, url };
}
