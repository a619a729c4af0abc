import assert from "node:assert/strict";
import { test } from "node:test";

import { makeExcerpt } from "../../../theme/assets/search/excerpt.js";

const FOLD = new Map([
  ["錢", "钱"],
  ["時", "时"],
  ["間", "间"],
]);
const wanted = (latn, hani) => ({ latn: new Set(latn), hani: new Set(hani) });

test("what is found is told as the article writes it, in its title, headings and text", () => {
  const sections = [
    ["", "", "Refunds take days."],
    ["card", "By REFUND card", "退款時間：五天。"],
  ];
  const { found } = makeExcerpt(sections, wanted(["refund", "refunds"], ["退款", "款时", "时间"]), FOLD, "退錢及退款");
  assert.deepEqual(found, ["退款", "Refunds", "退款時間", "REFUND"]);
});

test("the section with most of the words is shown, from its beginning, with them marked", () => {
  const sections = [
    ["", "", "Money."],
    ["card", "Card", "A card refund takes five days."],
  ];
  const { section, parts } = makeExcerpt(sections, wanted(["refund", "card"], []), FOLD, "Refunds");
  assert.deepEqual(section, { anchor: "card", title: "Card" });
  assert.deepEqual(
    parts.filter(({ hit }) => hit).map(({ text }) => text),
    ["card", "refund"],
  );
  assert.equal(parts.map(({ text }) => text).join(""), "A card refund takes five days.");
});

test("words and numbers are found with the signs that they are looked for without", () => {
  const text = "Version 3.1.2 of C++, for HK$8,400. A P.O.D. of don’t, œuvre and 8,400,refund.";
  const looked = wanted(["3.1.2", "c++", "8400", "pod", "dont", "oeuvre", "refund"], []);
  const { found } = makeExcerpt([["", "", text]], looked, FOLD, "C# and v3.1.2");
  assert.deepEqual(found, ["v3.1.2", "3.1.2", "C++", "8,400", "P.O.D", "don’t", "œuvre", "refund"]);
});
