/**
 * The portal's side of the collector: fetches the beacon where one is configured, and is silent in every other case.
 * Nothing here may delay a page or fail aloud.
 */

/** @typedef {import("./search-session.js").Outcome} Outcome */
/** @typedef {import("./settings.js").Settings} Settings */
/**
 * results: -1 when the search index failed. besides: what was shown besides results.
 * mode: where the results showed, or "click" when a click asked for them ("search instead for …").
 * @typedef {{
 *   query: string, results: number, outcome: Outcome, language: string, mode: "box" | "page" | "click",
 *   besides?: "answer" | "suggested" | undefined
 * }} Shown
 */
/** @typedef {"not-found" | "unclear" | "outdated" | "too-long" | "wrong" | "other"} VoteReason */
/**
 * An answer as it travels: article, 1 (helpful) or 0, reason, comment (docs/spec/search-event.md, 3.5).
 * @typedef {{ a: string, v: 0 | 1, r?: VoteReason, c?: string }} Vote
 */
/**
 * told: whether the collector took the vote, after each try.
 * @typedef {{
 *   input: (text: string) => void,
 *   composition: (active: boolean) => void,
 *   rendered: (shown: Shown) => void,
 *   enter: (query: string) => void,
 *   moved: (query: string) => void,
 *   click: (choice: { article: string, position: number }) => void,
 *   view: (seen: { a: string, f: "search" | "nav" | "other" }) => void,
 *   vote: (vote: Vote, told?: (taken: boolean) => void) => void,
 * }} Calls
 */
/**
 * listening: whether somebody counts; false without a collector, and when the reader asked not to be counted.
 * @typedef {Calls & { listening: Promise<boolean> }} Analytics
 */
/**
 * off: nothing is sent. tell: a step of settle.js.
 * @typedef {{ off: unknown, tell: (step: string, given?: unknown) => void }} Beacon
 */
/** @typedef {(events: { t: import("../analytics/settle.js").EventType }[], taken: boolean) => void} Delivered */
/**
 * @callback StartAnalytics
 * @param {{ endpoint: string, site: string, build: string, l: string, delivered: Delivered }} options
 * @returns {Beacon}
 */
/** @typedef {(url: string) => Promise<{ startAnalytics: StartAnalytics }>} ImportBeacon */

/**
 * Make the analytics of a page. Calls made before the beacon has arrived are handed over in order;
 * if it never does, they are dropped.
 * @param {Pick<Settings, "collector" | "build" | "language">} settings
 * @param {ImportBeacon} [importBeacon] replaced in tests
 * @returns {Analytics}
 */
export function createAnalytics({ collector, build, language }, importBeacon = (url) => import(url)) {
  /** @type {(taken: boolean) => void} */
  let toldOfVote = () => undefined;
  /** @type {Delivered} */
  const delivered = (events, taken) => {
    if (events.some(({ t }) => t === "vote")) toldOfVote(taken);
  };
  const beacon = collector
    ? importBeacon(new URL("../analytics/beacon.js", import.meta.url).href)
        .then(({ startAnalytics }) =>
          startAnalytics({ ...collector, build, l: language === "en" ? language : "zh-Hant", delivered }),
        )
        .catch(() => null)
    : null;
  /** @param {string} step @param {unknown} given */
  const tell = (step, given) => void beacon?.then((analytics) => analytics?.tell(step, given)).catch(() => undefined);
  return {
    input: (text) => tell("input", text),
    composition: (active) => tell("composition", active),
    rendered: ({ query, results, outcome, mode, besides }) =>
      tell("rendered", {
        q: query,
        n: results,
        o: outcome,
        m: mode === "click" ? mode : "settle",
        ...(besides && { x: besides }),
      }),
    enter: (query) => tell("enter", query),
    moved: (query) => tell("moved", query),
    click: (choice) => tell("click", choice),
    view: (seen) => tell("record", { t: "view", ...seen }),
    vote: (vote, told = () => undefined) => {
      toldOfVote = told;
      tell("record", { t: "vote", ...vote });
    },
    listening: Promise.resolve(beacon).then((analytics) => analytics !== null && !analytics.off),
  };
}
