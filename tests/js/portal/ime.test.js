import assert from "node:assert/strict";
import { test } from "node:test";

import { createImeGuard } from "../../../theme/assets/portal/ime.js";

const enter = (timeStamp, rest = {}) => ({ key: "Enter", keyCode: 13, isComposing: false, timeStamp, ...rest });

test("Enter belongs to the reader when nothing is being composed", () => {
  assert.equal(createImeGuard().owns(enter(1000)), false);
});

test("Enter that picks a Zhuyin candidate belongs to the input method", () => {
  const guard = createImeGuard();
  guard.compositionStarts();
  assert.equal(guard.owns(enter(1000, { isComposing: true, keyCode: 229 })), true);
});

test("a key marked 229 belongs to the input method even when the browser forgets to say that it is composing", () => {
  assert.equal(createImeGuard().owns(enter(1000, { keyCode: 229 })), true);
});

test("Safari's order: the Enter after the end of the composition, in the same press, opens no result", () => {
  const guard = createImeGuard(true);
  guard.compositionStarts();
  guard.compositionEnds(1000);
  assert.equal(guard.owns(enter(1001)), true);
});

test("the next Enter, after the key has risen, is the reader's", () => {
  const guard = createImeGuard(true);
  guard.compositionStarts();
  guard.compositionEnds(1000);
  guard.keyRises();
  assert.equal(guard.owns(enter(1002)), false);
});

test("an Enter later than any single press is the reader's: a click ended the composition and no key rose", () => {
  const guard = createImeGuard(true);
  guard.compositionStarts();
  guard.compositionEnds(1000);
  assert.equal(guard.owns(enter(1200)), false);
});

test("a phone's keyboard ends its word just before Enter, which is the reader's all the same", () => {
  const guard = createImeGuard();
  guard.compositionStarts();
  guard.compositionEnds(1000);
  assert.equal(guard.owns(enter(1001)), false);
});

test("arrows move in the candidate window, not in the results", () => {
  const guard = createImeGuard();
  guard.compositionStarts();
  assert.equal(guard.owns({ keyCode: 40, isComposing: false, timeStamp: 5 }), true);
});

test("a field that loses the focus is no longer composing", () => {
  const guard = createImeGuard();
  guard.compositionStarts();
  guard.compositionEnds(-Infinity);
  assert.equal(guard.composing, false);
  assert.equal(guard.owns(enter(1000)), false);
});
