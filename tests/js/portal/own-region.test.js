import assert from "node:assert/strict";
import test from "node:test";
import { ownRegionFirst } from "../../../theme/assets/portal/own-region.js";
import { resultsUrl } from "../../../theme/assets/portal/query.js";

/** @param {string[]} ids those with a star are weak matches */
const results = (...ids) => ids.map((id) => ({ id: id.replace("*", ""), weak: id.endsWith("*") }));
/** @param {{ id: string }[]} found */
const idsOf = (found) => found.map(({ id }) => id);

test("the page of the reader's region takes the best place of its article, and nothing else moves", () => {
  const found = results("fees/tw", "faq", "fees/hk", "points/tw", "points/hk");
  assert.deepEqual(idsOf(ownRegionFirst(found, "hk")), ["fees/hk", "faq", "fees/tw", "points/hk", "points/tw"]);
  assert.deepEqual(idsOf(ownRegionFirst(found, "tw")), idsOf(found));
});

test("where the address says no region, or none that there is, results stay as they were found", () => {
  const found = results("fees/tw", "fees/hk");
  for (const region of ["", "HK", "cn", "__proto__"])
    assert.deepEqual(idsOf(ownRegionFirst(found, region)), idsOf(found));
});

test("an article of another name, or a weak match, takes no place of a page for another region", () => {
  assert.deepEqual(idsOf(ownRegionFirst(results("a/tw", "b/hk", "hk", "tw"), "hk")), ["a/tw", "b/hk", "hk", "tw"]);
  assert.deepEqual(idsOf(ownRegionFirst(results("a/tw", "a/hk*"), "hk")), ["a/tw", "a/hk"]);
});

test("the region of the address stays in the address of results", () => {
  const page = new URL("https://h.example/en/search/?region=tw&q=old&type=faq");
  const asked = resultsUrl(page, "運費");
  assert.deepEqual(
    [...asked.searchParams],
    [
      ["q", "運費"],
      ["region", "tw"],
    ],
  );
});
