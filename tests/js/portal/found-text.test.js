import assert from "node:assert/strict";
import { test } from "node:test";

import { foundText } from "../../../theme/assets/portal/answer-view.js";
import { createTranslate } from "../../../theme/assets/portal/strings.js";

const translate = createTranslate({
  "js.results.one": "1 result",
  "js.results.other": "{count} results",
  "js.more_than": "More than {count} results",
  "js.and_weak": "{found}, and others that may be related",
});

/** @param {string} found one letter for each result, s: strong, w: weak @param {number} [total] */
const say = (found, total = found.length) =>
  foundText({ results: [...found].map((kind) => ({ weak: kind === "w" })), total }, { translate });

test("results are counted", () => {
  assert.equal(say("s"), "1 result");
  assert.equal(say("sss"), "3 results");
});

test("weak matches are set apart and not counted", () => {
  assert.equal(say("ssww"), "2 results, and others that may be related");
  assert.equal(say("sww", 42), "1 result, and others that may be related");
});

test("where more like the last one follow, their number is not known", () => {
  assert.equal(say("sss", 42), "More than 3 results");
  assert.equal(say("sws", 42), "More than 2 results, and others that may be related");
});

test("of weak matches alone the sentence above them speaks", () => {
  assert.equal(say("ww"), "");
});
