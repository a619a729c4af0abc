import assert from "node:assert/strict";
import { test } from "node:test";

import { awaitOptions, CLOSED, keepOptions, pressKey, showOptions } from "../../../theme/assets/portal/combobox.js";

const typed = { hasText: true };

/** @param {string[]} keys */
function pressAll(keys, state = showOptions(3)) {
  return keys.reduce((before, key) => pressKey(before, key, typed).state, state);
}

test("new answers have no active option, so Enter opens the results page and not an article by surprise", () => {
  assert.deepEqual(pressKey(showOptions(3), "Enter", typed).effect, "submit");
});

test("Enter follows the option the reader moved to", () => {
  const state = pressAll(["ArrowDown", "ArrowDown"]);
  assert.equal(state.active, 1);
  assert.equal(pressKey(state, "Enter", typed).effect, "follow");
});

test("Down past the last option comes back to the text, and so does Up from the first", () => {
  assert.equal(pressAll(["ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown"]).active, -1);
  assert.equal(pressAll(["ArrowDown", "ArrowUp"]).active, -1);
});

test("Up in the text goes to the last option", () => {
  assert.equal(pressAll(["ArrowUp"]).active, 2);
});

test("new answers forget which option was active", () => {
  assert.equal(showOptions(8).active, -1);
});

test("the arrows are left to the browser while there is nothing to choose", () => {
  assert.deepEqual(pressKey(showOptions(0), "ArrowDown", typed), { state: showOptions(0), effect: "none" });
});

test("Escape closes the list first and empties the box second", () => {
  const once = pressKey(showOptions(3), "Escape", typed);
  assert.equal(once.effect, "close");
  assert.equal(pressKey(once.state, "Escape", typed).effect, "clear");
});

test("Escape in an empty, closed box is left to the browser", () => {
  assert.equal(pressKey(CLOSED, "Escape", { hasText: false }).effect, "none");
});

test("Down opens a closed list again without choosing anything", () => {
  const closed = pressKey(showOptions(3), "Escape", typed).state;
  const opened = pressKey(closed, "ArrowDown", typed);
  assert.deepEqual(opened, { state: showOptions(3), effect: "open" });
});

test("Enter in an empty box does nothing", () => {
  assert.equal(pressKey(CLOSED, "Enter", { hasText: false }).effect, "none");
});

test("moving the caret makes the text active again", () => {
  assert.equal(pressAll(["ArrowDown", "ArrowLeft"]).active, -1);
  assert.equal(pressAll(["ArrowDown", "Home"]).active, -1);
});

test("a letter changes nothing by itself", () => {
  assert.deepEqual(pressKey(showOptions(3), "a", typed), { state: showOptions(3), effect: "none" });
});

test("arrows pressed before the options have come choose when they come", () => {
  const waiting = pressAll(["ArrowDown", "ArrowDown"], awaitOptions(showOptions(3)));
  assert.equal(pressKey(waiting, "ArrowDown", typed).effect, "move"); // the caret stays where it is
  assert.equal(showOptions(8, waiting).active, 1);
  assert.equal(showOptions(8, pressAll(["ArrowUp"], awaitOptions(CLOSED))).active, 7);
});

test("arrows pressed before an answer without options choose nothing", () => {
  assert.equal(showOptions(0, pressAll(["ArrowDown"], awaitOptions(CLOSED))).active, -1);
});

test("Enter before the options have come opens the results page: nobody chose what nobody saw", () => {
  assert.equal(pressKey(pressAll(["ArrowDown"], awaitOptions(showOptions(3))), "Enter", typed).effect, "submit");
});

test("text that asks the same question keeps the options and chooses none", () => {
  assert.deepEqual(keepOptions(pressAll(["ArrowDown", "Escape"])), showOptions(3));
});

test("another question, a moved caret and Escape forget arrows pressed before the options have come", () => {
  const waiting = pressAll(["ArrowDown"], awaitOptions(showOptions(3)));
  assert.equal(showOptions(3, awaitOptions(waiting)).active, -1);
  assert.equal(showOptions(3, pressAll(["Home"], waiting)).active, -1);
  assert.equal(showOptions(3, pressAll(["Escape"], waiting)).active, -1);
});
