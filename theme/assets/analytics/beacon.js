/**
 * Sends what settle.js is certain of. No cookie, no storage, nothing read from the device;
 * off for readers who ask not to be tracked. Clauses 12 and 13 of docs/spec/search-event.md.
 */

import { matchKey } from "./match-key.js";
import { createSettle } from "./settle.js";

/** @typedef {import("./settle.js").Certain} Certain */
/**
 * endpoint: address of POST /v1/events. l: language of the page, as it travels.
 * delivered: told of events that the collector was sent, and whether it took them.
 * @typedef {{
 *   endpoint: string, site: string, build: string, l: string, delivered?: (events: Certain[], taken: boolean) => void
 * }} Options
 */
/**
 * off: nothing is sent. tell: the steps of settle.js.
 * @typedef {{ off: unknown, tell: (step?: any, given?: any) => void }} Beacon
 */

/**
 * Start recording on this page. When the reader does not want it everything works as always, and nothing is sent.
 * @param {Options} options @returns {Beacon}
 */
export function startAnalytics({ endpoint, site, build, l, delivered }) {
  /** @type {Document & { prerendering?: boolean }} */
  const page = document;
  /** @type {Navigator & { globalPrivacyControl?: boolean }} */
  const browser = navigator;
  const wish = /** @type {{ kbAnalytics?: string }} */ (page.body.dataset).kbAnalytics;
  const off =
    wish === "off" ||
    browser.globalPrivacyControl ||
    browser.doNotTrack === "1" ||
    (browser.webdriver && wish !== "test");
  const settle = createSettle(newId, {
    l,
    asked: matchKey(new URLSearchParams(location.search).get("q") ?? ""),
    moved: page.referrer.startsWith(location.origin),
    restored: /reload|back/.test(/** @type {any} */ (performance.getEntriesByType("navigation")[0])?.type),
  });
  const clock = () => performance.now();

  /** @type {Certain[]} */
  let waiting = [];
  let tries = 0;
  let paused = 0;
  let timer = 0;

  /** @param {Certain[]} events */
  function take(events) {
    if (!off) waiting = [...waiting, ...events].slice(-50);
    clearTimeout(timer);
    if (waiting[0] || settle.wakes() < Infinity) timer = setTimeout(tell, 1e3);
  }

  /** @type {Beacon["tell"]} */
  function tell(step, given) {
    take(settle.step(clock(), step, given));
    flush();
  }

  /** The next 10 events, which stay below the collector's 16 KiB however long they are. */
  const next = () => (waiting = waiting.filter(({ at }) => clock() - at < 9e5)).splice(0, 10);

  /** @param {Certain[]} events */
  const body = (events) =>
    JSON.stringify({
      v: 1,
      site,
      b: build,
      e: events.map(({ at, ...event }) => ({ ...event, d: (clock() - at) | 0 })),
    });

  async function flush() {
    if (!browser.onLine || page.prerendering || clock() < paused) return;
    const events = next();
    if (!events[0]) return;
    paused = Infinity;
    /** @type {any} */
    const response = await fetch(endpoint, {
      method: "POST",
      body: body(events),
      keepalive: true,
      credentials: "omit",
    }).catch(() => {});
    delivered?.(events, response?.status < 300);
    const wait = 1e3 * response?.headers.get("Retry-After") || 0;
    const delay = (response?.status < 500 && !wait ? 0 : [1e3, 5e3, 3e4][tries++]) || 0;
    if (delay) waiting.unshift(...events);
    else tries = 0;
    paused = clock() + Math.max(wait, delay * (0.8 + Math.random() * 0.4));
    take([]);
  }

  const look = () => tell("visible", !page.hidden);
  addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  addEventListener("pagehide", () => {
    take(settle.step(clock(), "visible", false));
    for (let events; (events = next())[0]; ) browser.sendBeacon(endpoint, body(events));
  });
  look();
  return { off, tell };
}

/** 128 random bits in base64url. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .slice(0, 22)
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
