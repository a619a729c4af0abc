import assert from "node:assert/strict";
import { test } from "node:test";

import {
  counted,
  NO_FILTERS,
  optionsOf,
  pass,
  readFilters,
  toggle,
  writeFilters,
} from "../../../theme/assets/portal/filters.js";

const RESULTS = [
  { id: "returns/refunds", category: "returns", type: "how-to" },
  { id: "returns/faq", category: "returns", type: "faq" },
  { id: "orders/faq", category: "orders", type: "faq" },
  { id: "about-us", category: "", type: "reference" },
];
const ids = (results) => results.map(({ id }) => id);
const counts = (options) => options.map(({ value, count }) => `${value}:${count}`);

test("without a choice every result passes", () => {
  assert.equal(pass(RESULTS, NO_FILTERS).length, 4);
});

test("two values of one group widen the choice, two groups narrow it", () => {
  assert.deepEqual(ids(pass(RESULTS, { category: ["returns", "orders"], type: ["faq"] })), [
    "returns/faq",
    "orders/faq",
  ]);
});

test("articles outside any category can be chosen", () => {
  assert.deepEqual(ids(pass(RESULTS, { category: [""], type: [] })), ["about-us"]);
});

test("a count says what a press would show: the other group's choice is applied, the own is not", () => {
  assert.deepEqual(counts(optionsOf(RESULTS, { category: ["orders"], type: ["faq"] }, "category")), [
    "returns:1",
    "orders:1",
    ":0",
  ]);
  assert.deepEqual(counts(optionsOf(RESULTS, { category: ["orders"], type: ["faq"] }, "type")), [
    "faq:1",
    "how-to:0",
    "reference:0",
  ]);
});

test("weak results are counted only where there are no others", () => {
  const [first, ...others] = RESULTS;
  const weak = others.map((result) => ({ ...result, weak: true }));
  assert.deepEqual(ids(counted([{ ...first, weak: false }, ...weak])), ["returns/refunds"]);
  assert.equal(counted(weak).length, 3);
});

test("a chosen value without results stays, so that it can be unchosen", () => {
  const options = optionsOf(RESULTS, { category: ["payment"], type: [] }, "category");
  assert.deepEqual(
    options.find(({ value }) => value === "payment"),
    { value: "payment", count: 0, chosen: true },
  );
});

test("a choice in one group does not reorder the other", () => {
  const order = (filters) => optionsOf(RESULTS, filters, "category").map(({ value }) => value);
  assert.deepEqual(order({ category: [], type: ["reference"] }), order(NO_FILTERS));
});

test("pressing twice is as never pressing", () => {
  const once = toggle(NO_FILTERS, "type", "faq");
  assert.deepEqual(once, { category: [], type: ["faq"] });
  assert.deepEqual(toggle(once, "type", "faq"), NO_FILTERS);
});

test("filters survive the way through an address, the category that is none included", () => {
  const filters = { category: ["設計", ""], type: ["faq", "policy"] };
  const url = writeFilters(new URL("https://example.com/en/search/?q=a&type=how-to"), filters);
  assert.deepEqual(readFilters(new URL(url.href).searchParams), filters);
  assert.equal(url.searchParams.get("q"), "a");
});

test("an address with thousands of filters, or the same one twice, is cut short", () => {
  const many = new URLSearchParams([
    ["type", "faq"],
    ["type", "faq"],
    ...Array.from({ length: 5000 }, (_, at) => ["category", `c${at}`]),
  ]);
  const { category, type } = readFilters(many);
  assert.ok(category.length <= 40);
  assert.deepEqual(type, ["faq"]);
});
