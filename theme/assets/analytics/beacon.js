/**
 * Sends what settle.js is certain of. No cookie, no storage, nothing read from the device; off for readers who ask not to be
 * tracked. Clauses 12 and 13 of docs/spec/search-event.md.
 */

import { matchKey } from "./match_key.js";
import { createSettle } from "./settle.js";

/** @typedef {import("./settle.js").Certain} Certain */
/** endpoint: address of POST /v1/events. @typedef {{ endpoint: string, site: string, build: string, language: string }} Options */
/** @typedef {{ query: string, results: number, outcome: string, mode?: string }} Shown */
/**
 * vote: an answer as it travels. off: nothing is sent. input: what the box holds now. composition: whether an input method composes. rendered: results for exactly this text are on screen.
 * @typedef {{
 *   input: (text: string) => void,
 *   composition: (active: boolean) => void,
 *   rendered: (shown: Shown) => void,
 *   enter: (query: string) => void,
 *   click: (choice: { article: string, position: number }) => void,
 *   view: (seen: { article: string, from: string }) => void,
 *   vote: (answer: { a: string, v: 0 | 1, r?: string }) => void,
 *   off: boolean,
 * }} Analytics
 */

const RETRY_MS = [1e3, 5e3, 3e4];

/**
 * Start recording on this page. When the reader does not want it everything works as always, and nothing is sent.
 * @param {Options} options @returns {Analytics}
 */
export function startAnalytics({ endpoint, site, build, language }) {
  /** @type {Document & { prerendering?: boolean }} */
  const page = document;
  /** @type {Navigator & { globalPrivacyControl?: boolean }} */
  const browser = navigator;
  const wish = page.body.dataset["kbAnalytics"];
  const off = !!(wish === "off" || browser.globalPrivacyControl || browser.doNotTrack === "1" || (browser.webdriver && wish !== "test"));
  const asked = matchKey(new URLSearchParams(location.search).get("q") ?? "");
  const restored = /reload|back/.test(/** @type {any} */ (performance.getEntriesByType("navigation")[0])?.type);
  const l = language === "en" ? language : "zh-Hant";
  const settle = createSettle(newId);
  const clock = () => Math.round(performance.now());

  /** @type {Certain[]} */
  let waiting = [];
  let flying = false;
  let tries = 0;
  let paused = 0;
  let timer = 0;

  /** @param {Certain[]} events */
  function take(events) {
    if (!off) waiting = [...waiting, ...events].slice(-50);
    clearTimeout(timer);
    if (waiting[0] || settle.wakes() < Infinity) timer = setTimeout(stepAndFlush, 1e3);
  }

  /** @type {(...given: any[]) => void} */
  const step = (...given) => take(settle.step(clock(), ...given));

  /** @type {(...given: any[]) => void} */
  const stepAndFlush = (...given) => {
    step(...given);
    void flush();
  };

  /** The next 10 events, which stay below the collector's 16 KiB however long they are. */
  const next = () => {
    waiting = waiting.filter(({ at }) => clock() - at < 9e5);
    return waiting.splice(0, 10);
  };

  /** @param {Certain[]} events */
  const body = (events) => JSON.stringify({ v: 1, site, b: build, e: events.map(({ at, ...event }) => ({ ...event, d: clock() - at })) });

  async function flush() {
    if (flying || !browser.onLine || page.prerendering || clock() < paused) return;
    const events = next();
    if (!events[0]) return;
    flying = true;
    const response = await fetch(endpoint, { method: "POST", body: body(events), keepalive: true, credentials: "omit" }).catch(() => null);
    flying = false;
    const wait = Number(response?.headers.get("Retry-After")) * 1e3 || 0;
    const delay = !response || response.status > 499 || wait ? RETRY_MS[tries++] : 0;
    if (delay) waiting.unshift(...events);
    else tries = 0;
    paused = clock() + Math.max(wait, (delay || 0) * (0.8 + Math.random() * 0.4));
    take([]);
  }

  const look = () => stepAndFlush("visible", page.visibilityState === "visible");
  page.addEventListener("visibilitychange", look);
  addEventListener("pageshow", look);
  addEventListener("pagehide", () => {
    step("visible", false);
    for (let events; (events = next())[0]; ) browser.sendBeacon(endpoint, body(events));
  });
  look();

  return {
    input: (text) => step("input", text),
    composition: (active) => step("composition", active),
    rendered({ query, results, outcome, mode }) {
      const linked = matchKey(query) === asked;
      step("rendered", { q: query, n: results, o: outcome, l, m: linked ? "url" : mode === "click" ? mode : "settle", restored: linked && restored });
    },
    off,
    enter: (query) => step("enter", query),
    click: (choice) => stepAndFlush("click", choice),
    view({ article, from }) {
      const f = /search|results/.test(from) ? "search" : page.referrer.startsWith(location.origin) ? "nav" : "other";
      if (!restored) take([{ at: clock(), t: "view", id: newId(), a: article, l, f }]);
    },
    vote(answer) {
      take([{ at: clock(), t: "vote", id: newId(), l, ...answer }]);
      void flush();
    },
  };
}

/** 128 random bits in base64url. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes)).slice(0, 22).replaceAll("+", "-").replaceAll("/", "_");
}
