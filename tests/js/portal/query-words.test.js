import assert from "node:assert/strict";
import { test } from "node:test";

import { singleWords } from "../../../theme/assets/portal/query-words.js";

test("an English question is cut into the words that tell something", () => {
  assert.deepEqual(singleWords("How can I fly a kite with my Octopus?", "en"), ["fly", "kite", "octopus"]);
});

test("Chinese is cut into words, though it has no blanks", () => {
  assert.deepEqual(singleWords("火箭退款", "zh-hant"), ["火箭", "退款"]);
});

test("both scripts in one question give words of both", () => {
  assert.deepEqual(singleWords("退款 octopus", "zh-hant"), ["退款", "octopus"]);
});

test("what stands between blanks is offered whole, even where the browser would cut it", () => {
  assert.equal(singleWords("恐龍 八達通", "zh-hant").includes("八達通"), true);
});

test("one word has no parts to offer", () => {
  assert.deepEqual(singleWords("Refund", "en"), []);
  assert.deepEqual(singleWords("退款", "zh-hant"), []);
});

test("a long question offers few words", () => {
  assert.ok(singleWords("alpha bravo charlie delta echo foxtrot golf hotel india", "en").length <= 6);
});

test("what is left out by a minus is not offered", () => {
  assert.deepEqual(singleWords("sick leave -copy", "en"), ["sick", "leave"]);
  assert.deepEqual(singleWords('refund parcel -"gift card"', "en"), ["refund", "parcel"]);
  assert.deepEqual(singleWords("退款 包裹 －八達通", "zh-hant"), ["退款", "包裹"]);
  assert.deepEqual(singleWords("drop-down menu", "en"), ["drop", "down", "menu"]);
});
