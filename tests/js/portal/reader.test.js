import assert from "node:assert/strict";
import { test } from "node:test";

import { createAnalytics } from "../../../theme/assets/portal/analytics.js";
import { hasJustArrived, preferredLanguage } from "../../../theme/assets/portal/language-offer.js";
import { decodeAnchor } from "../../../theme/assets/portal/questions.js";
import { asksForSearch } from "../../../theme/assets/portal/shortcuts.js";

const press = (key, rest = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...rest,
});

test("readers of any Chinese are offered Chinese", () => {
  for (const tag of ["zh-HK", "zh-TW", "zh-Hant", "zh-MO", "zh-Hans", "zh", "yue-HK"])
    assert.equal(preferredLanguage([tag]), "zh-hant");
});

test("the first language the portal speaks decides", () => {
  assert.equal(preferredLanguage(["ja-JP", "en-GB", "zh-TW"]), "en");
});

test("a reader of neither language is offered nothing", () => {
  assert.equal(preferredLanguage(["ja-JP"]), null);
  assert.equal(preferredLanguage([]), null);
});

test("a reader who comes from a search engine has just arrived, one who follows a link of the portal has not", () => {
  assert.equal(hasJustArrived("https://www.example.org/", "https://example.com/help/", 5), true);
  assert.equal(hasJustArrived("https://example.com/help/en/", "https://example.com/help/", 5), false);
});

test("where the referrer is hidden, only the first page of a tab makes the offer", () => {
  assert.equal(hasJustArrived("", "https://example.com/help/", 1), true);
  assert.equal(hasJustArrived("", "https://example.com/help/", 4), false);
});

test("/ opens the search except where it is typed", () => {
  assert.equal(asksForSearch(press("/"), false), true);
  assert.equal(asksForSearch(press("/"), true), false);
});

test("a site can keep / for those who speak their letters, and Ctrl-K still opens the search", () => {
  const press = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
  assert.equal(asksForSearch({ ...press, key: "/" }, false, false), false);
  assert.equal(asksForSearch({ ...press, key: "k", ctrlKey: true }, false, false), true);
});

test("Ctrl-K and ⌘K open the search even from a field", () => {
  assert.equal(asksForSearch(press("k", { ctrlKey: true }), true), true);
  assert.equal(asksForSearch(press("K", { metaKey: true }), true), true);
});

test("other chords are left to the browser", () => {
  assert.equal(asksForSearch(press("k", { ctrlKey: true, shiftKey: true }), false), false);
  assert.equal(asksForSearch(press("/", { ctrlKey: true }), false), false);
  assert.equal(asksForSearch(press("/", { altKey: true }), false), false);
});

test("a key of the input method never opens the search", () => {
  assert.equal(asksForSearch(press("/", { isComposing: true }), false), false);
});

test("a Chinese anchor is found whether the browser encoded it or not", () => {
  assert.equal(decodeAnchor("#%E9%80%80%E6%AC%BE"), "退款");
  assert.equal(decodeAnchor("#退款"), "退款");
  assert.equal(decodeAnchor("#100%"), "100%");
});

const shown = { query: "refund", results: 3, outcome: "exact", language: "en", mode: "box" };
const page = { build: "b", language: "en", page: "" };

test("without a collector nothing is fetched", () => {
  const analytics = createAnalytics({ ...page, collector: null }, () => assert.fail("fetched"));
  analytics.rendered(shown);
});

test("what happens before the beacon arrives is told to it in order", async () => {
  const told = [];
  const beacon = { off: false, tell: (step, given) => told.push([step, given]) };
  const analytics = createAnalytics({ ...page, collector: { endpoint: "/e", site: "s" } }, async () => ({
    startAnalytics: () => beacon,
  }));
  analytics.input("refund");
  analytics.rendered(shown);
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  assert.deepEqual(told, [
    ["input", "refund"],
    ["rendered", { q: "refund", n: 3, o: "exact", m: "settle" }],
  ]);
});

test("a beacon that cannot be fetched disturbs nothing", async () => {
  const analytics = createAnalytics({ ...page, collector: { endpoint: "/e", site: "s" } }, () =>
    Promise.reject(new TypeError("blocked")),
  );
  analytics.input("refund");
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
});
