/** A page without a browser: just what beacon.js touches, with a clock that tests move. */

/** @param {Record<string, any>} [changes] navigator, dataset, search, referrer, arrival, answers */
export function openPage({
  browser = {},
  dataset = {},
  search = "",
  referrer = "",
  arrival = "navigate",
  answers = [],
} = {}) {
  const listeners = new Map();
  const timers = new Map();
  const requests = [];
  const beacons = [];
  let now = 1_000;
  let ids = 0;
  const listen = (name, action) => listeners.set(name, [...(listeners.get(name) ?? []), action]);
  const forbidden = (name) => ({
    get: () => {
      throw new Error(`${name} was touched`);
    },
    configurable: true,
  });
  const document = { body: { dataset }, referrer, hidden: false, addEventListener: listen };
  Object.defineProperty(document, "cookie", forbidden("document.cookie"));
  const globals = {
    document,
    location: { search, origin: "https://help.example", hostname: "help.example" },
    navigator: { onLine: true, sendBeacon: (url, body) => beacons.push({ url, ...JSON.parse(body) }), ...browser },
    performance: { now: () => now, getEntriesByType: () => [{ type: arrival }] },
    addEventListener: listen,
    setTimeout: (action, wait = 0) => {
      timers.set((ids += 1), { at: now + wait, action });
      return ids;
    },
    clearTimeout: (id) => timers.delete(id),
    fetch: async (url, options) => {
      requests.push({ url, options, ...JSON.parse(options.body) });
      const answer = answers.length ? answers.shift() : { status: 204 };
      if (answer === "no network") throw new TypeError("failed to fetch");
      return { status: answer.status, headers: new Headers(answer.headers) };
    },
  };
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
    Object.defineProperty(globalThis, name, forbidden(name));

  const settled = async () => {
    for (let turn = 0; turn < 10; turn += 1) await null;
  };
  return {
    requests,
    beacons,
    browser: globals.navigator,
    /** Let time pass; timers run in order, promises in between. @param {number} ms */
    async pass(ms) {
      await settled();
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at);
        if (!next) break;
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].action();
        await settled();
      }
      now = end;
    },
    /** @param {string} name of an event of the page or the window @param {string} [visibilityState] */
    async happens(name, visibilityState) {
      if (visibilityState) document.hidden = visibilityState === "hidden";
      for (const action of listeners.get(name) ?? []) action({});
      await settled();
    },
    get timers() {
      return timers.size;
    },
    settled,
  };
}
