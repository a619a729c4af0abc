import assert from "node:assert/strict";
import { test } from "node:test";

import { keepFoundWords, takeFoundWords } from "../../../theme/assets/portal/found-words.js";
import { findSpans } from "../../../theme/assets/portal/highlight.js";

const PAGE = new URL("https://example.com/en/returns/refund-times/#by-card");
const OTHER = new URL("https://example.com/en/payment/");

/** Storage of a browser, in memory. */
function shelf(entries = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test("the page that the link leads to gets the words once", () => {
  const storage = shelf();
  keepFoundWords(PAGE, ["退款", "Refund"], storage, 1000);
  assert.deepEqual(takeFoundWords(OTHER, storage, 2000), []);
  assert.deepEqual(takeFoundWords(PAGE, storage, 2000), ["退款", "Refund"]);
  assert.deepEqual(takeFoundWords(PAGE, storage, 2000), []);
  assert.equal(storage.length, 0);
});

test("words that were never fetched are removed by whichever page comes a minute later", () => {
  const storage = shelf({ theirs: "kept" });
  keepFoundWords(PAGE, ["refund"], storage, 1000);
  assert.deepEqual(takeFoundWords(OTHER, storage, 61_000), []);
  assert.deepEqual([...storage.kept.keys()], ["theirs"]);
});

test("what else stands under such a name marks nothing and is removed", () => {
  for (const text of [
    "",
    "{",
    "null",
    "7",
    '{"until":"soon","words":["a"]}',
    '{"until":9e9,"words":"a"}',
    '{"until":9e9,"words":[1,""]}',
  ]) {
    const storage = shelf({ [`kb-found:${PAGE.pathname}`]: text });
    assert.deepEqual(takeFoundWords(PAGE, storage, 1000), [], text);
    assert.equal(storage.length, 0);
  }
});

test("a reader whose browser keeps nothing reads unmarked", () => {
  keepFoundWords(PAGE, ["refund"], null);
  assert.deepEqual(takeFoundWords(PAGE, null), []);
  const full = {
    ...shelf(),
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  keepFoundWords(PAGE, ["refund"], full, 1000);
});

/** @param {string} text @param {string[]} words */
const marked = (text, words) => findSpans(text, words).map(({ start, end }) => text.slice(start, end));

test("an alphabetic word is marked by itself, in capitals or not, and beside Chinese", () => {
  assert.deepEqual(marked("Art, art and cart: arts 用art紙 ART2", ["art"]), ["Art", "art", "art"]);
});

test("Chinese words are marked anywhere, the longest first", () => {
  assert.deepEqual(marked("申請退款時間及退款", ["退款", "退款時間"]), ["退款時間", "退款"]);
});

test("a character outside the basic plane is never cut", () => {
  assert.deepEqual(marked("大廈沒有𨋢，𨋢壞了", ["𨋢"]), ["𨋢", "𨋢"]);
});

test("a letter that grows when it is made small moves no mark", () => {
  assert.deepEqual(marked("İ refund", ["refund"]), ["refund"]);
});
