/**
 * The portal's side of the collector: fetches the beacon where one is configured, and is silent in every other case.
 * Nothing here may delay a page or fail aloud.
 */

/** @typedef {import("./settings.js").Settings} Settings */
/**
 * results: -1 when the search index failed. mode: where the results showed, or "click" when a click asked for them ("search instead for …").
 * @typedef {{ query: string, results: number, outcome: string, language: string, mode: "box" | "page" | "click" }} Shown
 */
/** An answer as it travels: article, 1 (helpful) or 0, reason (docs/spec/search-event.md, 3.5). @typedef {{ a: string, v: 0 | 1, r?: string }} Vote */
/**
 * @typedef {{
 *   input: (text: string) => void,
 *   composition: (active: boolean) => void,
 *   rendered: (shown: Shown) => void,
 *   enter: (query: string) => void,
 *   click: (choice: { article: string, position: number }) => void,
 *   view: (seen: { article: string, from: string }) => void,
 *   vote: (vote: Vote) => void,
 * }} Calls
 */
/** listening: whether somebody counts; false without a collector, and when the reader asked not to be counted. @typedef {Calls & { listening: Promise<boolean> }} Analytics */
/** off: nothing is sent. @typedef {(options: { endpoint: string, site: string, build: string, language: string, page: string }) => Calls & { off: boolean }} StartAnalytics */
/** @typedef {(url: string) => Promise<{ startAnalytics: StartAnalytics }>} ImportBeacon */

/**
 * Make the analytics of a page. Calls made before the beacon has arrived are handed over in order; if it never does, they are dropped.
 * @param {Pick<Settings, "collector" | "build" | "language" | "page">} settings
 * @param {ImportBeacon} [importBeacon] replaced in tests
 * @returns {Analytics}
 */
export function createAnalytics({ collector, build, language, page }, importBeacon = (url) => import(url)) {
  const beacon = collector
    ? importBeacon(new URL("../analytics/beacon.js", import.meta.url).href)
        .then(({ startAnalytics }) => startAnalytics({ ...collector, build, language, page }))
        .catch(() => null)
    : null;
  /** @param {(analytics: Calls) => void} call */
  const tell = (call) => void beacon?.then((analytics) => analytics && call(analytics)).catch(() => undefined);
  return {
    input: (text) => tell((analytics) => analytics.input(text)),
    composition: (active) => tell((analytics) => analytics.composition(active)),
    rendered: (shown) => tell((analytics) => analytics.rendered(shown)),
    enter: (query) => tell((analytics) => analytics.enter(query)),
    click: (choice) => tell((analytics) => analytics.click(choice)),
    view: (seen) => tell((analytics) => analytics.view(seen)),
    vote: (vote) => tell((analytics) => analytics.vote(vote)),
    listening: Promise.resolve(beacon).then((analytics) => analytics !== null && !analytics.off),
  };
}
