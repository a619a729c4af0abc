import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { matchKey } from "../../../theme/assets/analytics/match-key.js";
import { createSettle, refines } from "../../../theme/assets/analytics/settle.js";

const vectors = JSON.parse(
  readFileSync(new URL("../../conformance/search-event-settle.json", import.meta.url), "utf8"),
);

/**
 * Play a script: [at, step, ...what]. "shows": the text and its results arrive together; "wait": time passes.
 * Returns what became certain, with ids replaced by the queries they stand for.
 * @param {any[][]} script
 */
function play(script) {
  let ids = 0;
  const [, , query = "", , , mode, restored = false] =
    script.find(([, step, ...what]) => step === "rendered" && ["url", "enter"].includes(what[3])) ?? [];
  const settle = createSettle(() => `id-${(ids += 1)}`, {
    l: "en",
    asked: matchKey(query),
    moved: mode === "enter",
    restored,
  });
  const certain = [];
  for (const [at, step, ...what] of script) {
    if (step === "shows" || step === "input") certain.push(...settle.step(at, "input", what[0]));
    if (step === "shows" || step === "rendered") {
      const [q, n, o, m = "settle", , x] = what;
      certain.push(...settle.step(at, "rendered", { q, n, o, m, x }));
    }
    if (step === "wait") certain.push(...settle.step(at));
    if (step === "click") certain.push(...settle.step(at, "click", { article: what[0], position: what[1] }));
    if (["composition", "enter", "moved", "visible"].includes(step)) certain.push(...settle.step(at, step, what[0]));
  }
  const queries = new Map(certain.filter(({ t }) => t === "search").map(({ id, q }) => [id, q]));
  return JSON.parse(JSON.stringify(certain)).map(({ id, l, ...event }) => {
    if ("p" in event) event.p = queries.get(event.p);
    if ("s" in event) event.s = queries.get(event.s);
    return event;
  });
}

for (const { id, why, in: script, out } of vectors) {
  test(`${id}: ${why}`, () => assert.deepEqual(sorted(play(script)), sorted(out)));
}

/** @param {any[]} events properties in one order */
function sorted(events) {
  return events.map((event) => Object.fromEntries(Object.entries(event).sort()));
}

test("no id is used twice", () => {
  const used = [];
  const settle = createSettle(() => `id-${used.push(0)}`, { l: "en", asked: "", moved: false, restored: false });
  const certain = [];
  for (const [at, q] of [
    [0, "refund"],
    [2_000, "delivery"],
    [4_000, "invoice"],
  ]) {
    certain.push(
      ...settle.step(at, "input", q),
      ...settle.step(at, "rendered", { q, n: 3, o: "exact", l: "en", m: "settle" }),
    );
    certain.push(...settle.step(at + 1_500, "click", { article: q, position: 1 }));
  }
  assert.equal(new Set(certain.map(({ id }) => id)).size, 6);
});

test("the distance of two texts agrees with a plain table of distances", () => {
  // biome-ignore format: a table
  const words = [
    "", "a", "ab", "ba", "abc", "acb", "abcd", "bcd", "xabc", "refund", "refnud", "refnd", "refundd", "rfeudn",
    "deliver", "delivery", "dleivery", "退款", "推款", "退貨", "款退", "退款時間",
  ];
  for (const a of words) {
    for (const b of words) {
      const strict = Math.min([...a].length, [...b].length) < 6 || /\p{sc=Han}/u.test(a + b);
      const expected = a.startsWith(b) || b.startsWith(a) || distance([...a], [...b]) <= (strict ? 1 : 2);
      assert.equal(refines(a, b), expected, `${a} → ${b}`);
    }
  }
});

/** Optimal string alignment, by the book. @param {string[]} a @param {string[]} b */
function distance(a, b) {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      table[i][j] = Math.min(
        table[i - 1][j] + 1,
        table[i][j - 1] + 1,
        table[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.length][b.length];
}
