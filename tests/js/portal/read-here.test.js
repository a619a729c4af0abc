/** Articles read in this tab, from entries that anything on the host may have written into. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { noteArticle, readArticles } from "../../../theme/assets/portal/read-here.js";

const BASE = new URL("https://example.com/help/");
const HERE = new URL("https://example.com/help/en/a/");

/** @param {[string | null, unknown][]} entries */
function tabOf(entries) {
  const made = entries.map(([url, state], index) => ({ url, index, getState: () => state }));
  return { entries: () => made, currentEntry: made.at(-1) ?? null, updateCurrentEntry: () => undefined };
}

/** @param {string} title */
const noted = (title) => ({ kbRead: { title, lang: "en" } });

test("the latest articles come first, each once and without its anchor, and not the one being read", () => {
  const tab = tabOf([
    ["https://example.com/help/en/b/#x", noted("B")],
    ["https://example.com/help/en/c/", noted("C")],
    ["https://example.com/help/en/b/", noted("B")],
    ["https://example.com/help/en/a/", noted("A")],
  ]);
  const found = readArticles(BASE, HERE, tab).map(({ title, url }) => `${title} ${url.href}`);
  assert.deepEqual(found, ["B https://example.com/help/en/b/", "C https://example.com/help/en/c/"]);
});

test("entries of other sites and pages, and those that something else wrote into, are no articles", () => {
  const tab = tabOf([
    ["https://example.com/shop/", noted("Shop")],
    ["https://elsewhere.example/help/en/b/", noted("Elsewhere")],
    [null, noted("No address")],
    ["https://example.com/help/en/b/", null],
    ["https://example.com/help/en/c/", "text"],
    ["https://example.com/help/en/d/", { kbRead: { title: 1, lang: "en" } }],
    ["https://example.com/help/en/e/", { kbRead: null }],
    ["https://example.com/help/en/f/", { kbRead: { title: "", lang: "en" } }],
  ]);
  assert.deepEqual(readArticles(BASE, HERE, tab), []);
});

test("a browser without the history of its tab shows no list and takes no harm", () => {
  noteArticle("A", "en", null);
  assert.deepEqual(readArticles(BASE, HERE, null), []);
});
