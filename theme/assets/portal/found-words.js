/**
 * The words that a result was found by, on their way from the click to the article, which marks them.
 *
 * They travel beside the address, not in it: `?…` would reach the log of the server, `#…` every link that a reader
 * copies, and `#:~:text=`, which some browsers lack, knows neither folded characters nor several places. sessionStorage
 * would do for this tab, but a new tab does not get it. So they lie in localStorage between the click and the page: an
 * article takes its words away as it reads them, and any page removes what was never fetched.
 */

const PREFIX = "kb-found:";
const KEPT_MS = 60_000;

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Shelf */

/**
 * Lay words down for the page at an address. Where storage is full or forbidden the page simply marks nothing.
 * @param {URL} address
 * @param {readonly string[]} words
 * @param {Shelf | null} [shelf]
 * @param {number} [now] ms
 */
export function keepFoundWords(address, words, shelf = openShelf(), now = Date.now()) {
  if (!shelf || !words.length) return;
  try {
    shelf.setItem(PREFIX + address.pathname, JSON.stringify({ until: now + KEPT_MS, words }));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error; // QuotaExceededError
  }
}

/**
 * Take the words for this page away, and all that are out of date.
 * @param {URL | Location} address
 * @param {Shelf | null} [shelf]
 * @param {number} [now] ms
 * @returns {string[]}
 */
export function takeFoundWords(address, shelf = openShelf(), now = Date.now()) {
  if (!shelf) return [];
  const kept = Array.from({ length: shelf.length }, (_, at) => shelf.key(at)).filter((key) => key?.startsWith(PREFIX));
  /** @type {string[]} */
  let taken = [];
  for (const key of kept) {
    const { until, words } = readEntry(shelf.getItem(/** @type {string} */ (key)));
    const own = key === PREFIX + address.pathname;
    if (own && until > now) taken = words;
    if (own || until <= now) shelf.removeItem(/** @type {string} */ (key));
  }
  return taken;
}

/**
 * Anything on the same host may write here, so nothing is believed.
 * @param {string | null} text
 * @returns {{ until: number, words: string[] }}
 */
function readEntry(text) {
  try {
    const { until, words } = JSON.parse(text ?? "null") ?? {};
    if (Number.isFinite(until) && Array.isArray(words))
      return { until, words: words.filter((word) => typeof word === "string" && word) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { until: 0, words: [] };
}

/** @returns {Shelf | null} null where the reader's browser keeps nothing */
function openShelf() {
  try {
    return localStorage;
  } catch (error) {
    if (error instanceof DOMException) return null; // SecurityError
    throw error;
  }
}
