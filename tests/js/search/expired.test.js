import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutExpired } from "../../../theme/assets/search/expired.js";

const ENDS = { en: { "delivery/sale": 1000 }, "zh-hant": { "delivery/sale": 1000 } };

/** @param {string} id @param {object} [more] */
const result = (id, more = {}) => ({ document: { id, language: "en" }, weak: false, ...more });

/** @param {object[]} results @param {object} [more] @returns {any} */
const answer = (results, more = {}) => ({ outcome: "exact", total: 12, results, card: null, ...more });

test("an article that has expired is left out and not counted", () => {
  const shown = withoutExpired(answer([result("delivery/sale"), result("delivery/fees")]), ENDS, 1000);
  assert.deepEqual([shown.results.map(({ document }) => document.id), shown.total], [["delivery/fees"], 11]);
});

test("until then it is a result like any other, and so is an article without an end", () => {
  const found = answer([result("delivery/sale"), result("delivery/fees")]);
  assert.deepEqual(withoutExpired(found, ENDS, 999), found);
  assert.equal(withoutExpired(found, undefined, 5000), found);
});

test("where nothing stays nothing was found, and where only weak ones stay they are called so", () => {
  assert.equal(withoutExpired(answer([result("delivery/sale")]), ENDS, 1000).outcome, "none");
  const weak = answer([result("delivery/sale"), result("delivery/fees", { weak: true })]);
  assert.equal(withoutExpired(weak, ENDS, 1000).outcome, "weak");
});

test("a row of an expired article is not said at once, and how long something takes is", () => {
  const row = answer([result("delivery/fees")], { card: { kind: "row", article: "delivery/sale" } });
  assert.equal(withoutExpired(row, ENDS, 1000).card, null);
  const takes = answer([], { card: { kind: "takes", article: "delivery/sale" } });
  assert.equal(withoutExpired(takes, ENDS, 1000).card?.kind, "takes");
});
