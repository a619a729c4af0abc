import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { cut, matchKey } from "../../../theme/assets/analytics/match-key.js";

const vectors = JSON.parse(
  readFileSync(new URL("../../conformance/search-event-match-key.json", import.meta.url), "utf8"),
);

for (const { id, why, in: text, out } of vectors) {
  test(`${id}: ${why}`, () => assert.equal(matchKey(text), out));
}

test("a text is cut by code points, never inside a character", () => {
  assert.equal(cut("𠮷".repeat(300)), "𠮷".repeat(200));
});
