import assert from "node:assert/strict";
import { test } from "node:test";

import { createTranslate, fill, splitTemplate } from "../../../theme/assets/portal/strings.js";

test("placeholders are filled wherever they stand", () => {
  assert.equal(fill("以下是「{corrected}」的結果。", { corrected: "退款" }), "以下是「退款」的結果。");
});

test("a value that looks like a placeholder or a replacement pattern is shown as it is", () => {
  assert.equal(fill("No article for “{query}”", { query: "{query} $& $1" }), "No article for “{query} $& $1”");
});

test("a placeholder without a value stays visible", () => {
  assert.equal(fill("{count} articles"), "{count} articles");
});

test("a placeholder named like a property of every object is not taken from there", () => {
  assert.equal(fill("{constructor} {toString}"), "{constructor} {toString}");
});

test("a template splits into text and gaps in reading order", () => {
  assert.deepEqual(splitTemplate("仍要搜尋「{query}」"), [{ text: "仍要搜尋「" }, { name: "query" }, { text: "」" }]);
});

test("one result is counted in the singular, none and many in the plural", () => {
  const translate = createTranslate({ "js.results.one": "1 result", "js.results.other": "{count} results" });
  assert.equal(translate.count("js.results", 1), "1 result");
  assert.equal(translate.count("js.results", 0), "0 results");
  assert.equal(translate.count("js.results", 23), "23 results");
});

test("an unknown key shows itself, so that the gap is noticed", () => {
  assert.equal(createTranslate({})("__proto__"), "__proto__");
});

test("a Latin name in a Chinese sentence has blanks around it, and no other value has", () => {
  const says = (/** @type {string} */ template, /** @type {string | number} */ value) => fill(template, { value });
  assert.equal(says("由{value}負責", "Harbour & Hill"), "由 Harbour & Hill 負責");
  assert.equal(says("由{value}負責", "海港"), "由海港負責");
  assert.equal(says("{value} 篇文章", 3), "3 篇文章");
  assert.equal(says("找不到「{value}」", "fps"), "找不到「fps」");
  assert.equal(says("by {value}", "海港"), "by 海港");
});
