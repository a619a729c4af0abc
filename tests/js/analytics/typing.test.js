import assert from "node:assert/strict";
import { test } from "node:test";

import { matchKey } from "../../../theme/assets/analytics/match-key.js";
import { createSettle } from "../../../theme/assets/analytics/settle.js";
import { random, typeLikeAReader } from "./typing.js";

/**
 * What the rules make of a reader: the keys of the searches that are sent.
 * @param {ReturnType<typeof typeLikeAReader>} reader
 */
function recorded({ pages }) {
  const events = pages.flatMap(({ start, steps }) => {
    let ids = 0;
    const settle = createSettle(() => `id-${(ids += 1)}`, { ...start, l: "en", asked: matchKey(start.asked) });
    return steps.flatMap(([at, step, given]) => settle.step(at, step, given));
  });
  return events.filter(({ t }) => t === "search").map(({ q }) => matchKey(q));
}

/** How many of `found` stand in `wanted`, each as often as there. @param {string[]} found @param {string[]} wanted */
function shared(found, wanted) {
  const left = [...wanted];
  return found.filter((key) => left.includes(key) && left.splice(left.indexOf(key), 1)).length;
}

/** @param {number} first @param {number} last */
function score(first, last) {
  let sent = 0;
  let meant = 0;
  let right = 0;
  for (let seed = first; seed <= last; seed += 1) {
    const reader = typeLikeAReader(seed);
    const found = recorded(reader);
    const wanted = reader.meant.map(matchKey);
    sent += found.length;
    meant += wanted.length;
    right += shared(found, wanted);
  }
  return { sent, meant, precision: right / sent, recall: right / meant };
}

test("what is sent is what readers searched for, on seeds nobody has looked at", () => {
  const { sent, meant, precision, recall } = score(1_000_001, 1_004_000);
  console.log(
    `4,000 readers: ${meant} searches, ${sent} sent, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`,
  );
  assert.ok(precision >= 0.98 && recall >= 0.98, `precision ${precision}, recall ${recall}`);
});

test("a seed always makes the same reader", () => {
  assert.deepEqual(typeLikeAReader(7), typeLikeAReader(7));
  assert.notDeepEqual(typeLikeAReader(7), typeLikeAReader(8));
  assert.equal(random(1)(), random(1)());
});
