import assert from "node:assert/strict";
import { test } from "node:test";

import { openPage } from "./page.js";

// KBGEN_BEACON: the script as a site publishes it; a test of the build runs these tests on it again.
const { startAnalytics: startBeacon } = await import(
  process.env.KBGEN_BEACON ?? "../../../theme/assets/analytics/beacon.js"
);

const OPTIONS = { endpoint: "https://collect.example/v1/events", site: "harbour-hill", build: "b1", l: "zh-Hant" };
const NOTHING = { results: 0, outcome: "none" };
const FOUND = { results: 3, outcome: "exact" };

function startAnalytics(options) {
  const { tell } = startBeacon(options);
  return {
    tell,
    click: (choice) => tell("click", choice),
    enter: (query) => tell("enter", query),
    view: (a, f) => tell("record", { t: "view", a, f }),
  };
}

/**
 * @param {ReturnType<typeof startAnalytics>} analytics
 * @param {string} query
 * @param {{ results: number, outcome: string }} [answer]
 */
function show({ tell }, query, { results, outcome } = FOUND) {
  tell("input", query);
  tell("rendered", { q: query, n: results, o: outcome, m: "settle" });
}

test("a search and its click travel in one request, as the collector wants them", async () => {
  const page = openPage();
  const analytics = startAnalytics(OPTIONS);
  show(analytics, "退款要幾耐", { results: 2, outcome: "weak" });
  await page.pass(1_500);
  analytics.click({ article: "returns/refund-times", position: 2 });
  await page.settled();
  assert.equal(page.requests.length, 1);
  const [{ url, options, v, site, b, e }] = page.requests;
  assert.deepEqual({ url, v, site, b }, { url: OPTIONS.endpoint, v: 1, site: "harbour-hill", b: "b1" });
  const [search, click] = e;
  assert.match(search.id, /^[A-Za-z0-9_-]{21}[AQgw]$/);
  assert.deepEqual(
    { ...search, id: 0 },
    { t: "search", id: 0, d: 500, q: "退款要幾耐", n: 2, o: "weak", l: "zh-Hant", m: "settle" },
  );
  assert.deepEqual({ ...click, id: 0 }, { t: "click", id: 0, d: 0, s: search.id, a: "returns/refund-times", k: 2 });
  assert.notEqual(click.id, search.id);
  assert.deepEqual({ ...options, body: 0 }, { method: "POST", body: 0, keepalive: true, credentials: "omit" });
});

for (const [why, settings] of Object.entries({
  "global privacy control is on": { browser: { globalPrivacyControl: true } },
  "do not track is on": { browser: { doNotTrack: "1" } },
  "a program drives the browser": { browser: { webdriver: true } },
  "the page switches it off": { dataset: { kbAnalytics: "off" } },
})) {
  test(`nothing is sent when ${why}`, async () => {
    const page = openPage(settings);
    const analytics = startAnalytics(OPTIONS);
    analytics.view("a", "other");
    show(analytics, "refund", NOTHING);
    await page.pass(60_000);
    analytics.click({ article: "a", position: 1 });
    await page.happens("pagehide");
    assert.deepEqual([page.requests, page.beacons], [[], []]);
  });
}

test("our own browser tests may say that they are tests", async () => {
  const page = openPage({ browser: { webdriver: true }, dataset: { kbAnalytics: "test" } });
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(10_000);
  assert.equal(page.requests.length, 1);
});

test("a test page still honours the reader's wish", async () => {
  const page = openPage({ browser: { webdriver: true, globalPrivacyControl: true }, dataset: { kbAnalytics: "test" } });
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(10_000);
  assert.deepEqual(page.requests, []);
});

test("leaving the page sends what waits with sendBeacon, and nothing twice", async () => {
  const page = openPage();
  const analytics = startAnalytics(OPTIONS);
  show(analytics, "refund");
  await page.pass(1_200);
  await page.happens("pagehide");
  await page.happens("pagehide");
  await page.pass(60_000);
  assert.deepEqual(
    page.beacons.map(({ e }) => e.map((event) => event.q)),
    [["refund"]],
  );
  assert.deepEqual(page.requests, []);
});

test("whoever started it is told whether the collector took what was sent, after each try", async () => {
  const page = openPage({ answers: ["no network", { status: 503 }, { status: 204 }] });
  const told = [];
  const { tell } = startAnalytics({
    ...OPTIONS,
    delivered: (events, taken) => told.push([events.map(({ t }) => t), taken]),
  });
  tell("record", { t: "vote", a: "returns/refund-times", v: 1 });
  await page.pass(20_000);
  assert.deepEqual(told, [
    [["vote"], false],
    [["vote"], false],
    [["vote"], true],
  ]);
});

test("hiding the page sends at once", async () => {
  const page = openPage();
  show(startAnalytics(OPTIONS), "refund");
  await page.pass(1_200);
  await page.happens("visibilitychange", "hidden");
  assert.equal(page.requests.length, 1);
});

test("a collector that is down is tried again three times with the same ids, then left alone", async () => {
  const page = openPage({ answers: ["no network", { status: 503 }, { status: 500 }, { status: 503 }] });
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(120_000);
  assert.equal(page.requests.length, 4);
  assert.equal(new Set(page.requests.map(({ e }) => e[0].id)).size, 1);
  assert.equal(page.timers, 0);
});

test("the age of an event grows with every try, so its time stays", async () => {
  const page = openPage({ answers: [{ status: 503 }] });
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(30_000);
  const [first, second] = page.requests.map(({ e }) => e[0].d);
  assert.ok(second >= first + 800, `${first} → ${second}`);
});

test("a refusal is not repeated", async () => {
  const page = openPage({ answers: [{ status: 400 }] });
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(120_000);
  assert.equal(page.requests.length, 1);
});

test("a collector that names a time is not asked before it", async () => {
  const page = openPage({ answers: [{ status: 429, headers: { "Retry-After": "60" } }] });
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(50_000);
  assert.equal(page.requests.length, 1);
  await page.pass(60_000);
  assert.equal(page.requests.length, 2);
});

test("events after a failure wait for the pause, then go together", async () => {
  const page = openPage({ answers: [{ status: 503, headers: { "Retry-After": "20" } }] });
  const analytics = startAnalytics(OPTIONS);
  show(analytics, "refund", NOTHING);
  await page.pass(7_000);
  show(analytics, "octopus", NOTHING);
  await page.pass(60_000);
  assert.deepEqual(
    page.requests.map(({ e }) => e.map((event) => event.q)),
    [["refund"], ["refund", "octopus"]],
  );
});

test("offline nothing is tried; online everything goes", async () => {
  const page = openPage();
  page.browser.onLine = false;
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(60_000);
  assert.deepEqual(page.requests, []);
  page.browser.onLine = true;
  await page.pass(1_000);
  assert.equal(page.requests.length, 1);
});

test("what could not be sent within fifteen minutes is dropped", async () => {
  const page = openPage();
  page.browser.onLine = false;
  show(startAnalytics(OPTIONS), "refund", NOTHING);
  await page.pass(901_500);
  page.browser.onLine = true;
  await page.pass(10_000);
  assert.deepEqual(page.requests, []);
  assert.equal(page.timers, 0);
});

test("a long queue keeps the newest fifty and goes in small parts", async () => {
  const page = openPage();
  const analytics = startAnalytics(OPTIONS);
  for (let number = 0; number < 60; number += 1) analytics.view(`a${number}`, "other");
  await page.happens("pagehide");
  assert.deepEqual(
    page.beacons.map(({ e }) => e.length),
    [10, 10, 10, 10, 10],
  );
  assert.equal(page.beacons[0].e[0].a, "a10");
});

test("ten of the longest searches stay below 16 KiB", async () => {
  const page = openPage();
  const analytics = startAnalytics(OPTIONS);
  for (let number = 0; number < 10; number += 1) {
    show(analytics, `${number}"\\${"𠮷".repeat(250)}`.repeat(1), NOTHING);
    await page.pass(3_000);
    analytics.enter(`${number}"\\${"𠮷".repeat(250)}`);
  }
  await page.happens("pagehide");
  const bodies = [...page.requests, ...page.beacons].map(({ options, ...body }) =>
    Buffer.byteLength(JSON.stringify(body)),
  );
  assert.ok(Math.max(...bodies) < 16_384, String(bodies));
});

test("a view says where the article was opened from", async () => {
  const page = openPage();
  startAnalytics(OPTIONS).view("returns/refund-times", "search");
  await page.pass(2_000);
  const [{ id, d, ...view }] = page.requests[0].e;
  assert.deepEqual(view, { t: "view", a: "returns/refund-times", l: "zh-Hant", f: "search" });
});

for (const arrival of ["reload", "back_forward"]) {
  test(`${arrival} sends neither a view nor the query of the address`, async () => {
    const page = openPage({ arrival, search: "?q=refund" });
    const analytics = startAnalytics({ ...OPTIONS, l: "en" });
    analytics.view("a", "other");
    show(analytics, "refund", NOTHING);
    await page.pass(60_000);
    await page.happens("pagehide");
    assert.deepEqual([page.requests, page.beacons], [[], []]);
  });
}

test("a query of the address is a linked one", async () => {
  const page = openPage({ search: "?q=%E9%80%80%E6%AC%BE" });
  show(startAnalytics(OPTIONS), "退款", NOTHING);
  await page.pass(10_000);
  assert.equal(page.requests[0].e[0].m, "url");
});

test("a quiet page sets no timer", async () => {
  const page = openPage();
  startAnalytics(OPTIONS);
  await page.settled();
  assert.equal(page.timers, 0);
});

test("a query brought from another page of ours was entered, and counts when its results appear", async () => {
  const page = openPage({ search: "?q=refund", referrer: "https://help.example/en/" });
  show(startAnalytics(OPTIONS), "refund");
  await page.happens("pagehide");
  assert.deepEqual(
    page.beacons.flatMap(({ e }) => e.map(({ q, m }) => [q, m])),
    [["refund", "enter"]],
  );
});

test("a text taken to the results page is left to that page", async () => {
  const page = openPage();
  const analytics = startAnalytics(OPTIONS);
  show(analytics, "refund");
  await page.pass(1_500);
  analytics.tell("moved", "refund");
  await page.happens("pagehide");
  await page.pass(60_000);
  assert.deepEqual([page.requests, page.beacons], [[], []]);
});
