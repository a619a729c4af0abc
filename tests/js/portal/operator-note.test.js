import assert from "node:assert/strict";
import { test } from "node:test";

import { operatorNote } from "../../../theme/assets/portal/answer-view.js";
import { createTranslate } from "../../../theme/assets/portal/strings.js";

const translate = createTranslate({ "js.note.phrase": "No phrase: “{words}”" });

test("an answer whose phrases could not be had names each of them", () => {
  const note = { kind: "phrase", words: ["print run", "rush order"] };
  assert.equal(operatorNote({ note }, { translate, language: "en" }), "No phrase: “print run”, “rush order”");
});

test("an answer that is as it was asked for says nothing of signs", () => {
  assert.equal(operatorNote({ note: null }, { translate, language: "en" }), "");
});
