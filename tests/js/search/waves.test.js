// How many round trips a first search waits for: files that are asked for side by side are one wave.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import { openPack } from "../../../theme/assets/search/columns.js";
import { SearchEngine } from "../../../theme/assets/search/engine.js";
import { IndexReader, parseManifest } from "../../../theme/assets/search/reader.js";
import { shownAnswer } from "./index-folder.js";

/** @type {Record<string, string>} */
const encoded = JSON.parse(readFileSync(new URL("../../conformance/indexes/shop.files.json", import.meta.url), "utf8"));
const files = new Map(Object.entries(encoded).map(([name, content]) => [name, Buffer.from(content, "base64")]));

/** Hands out what a file holds when the host's turn comes, so that waves can be told apart without a clock. */
class TurnReader extends IndexReader {
  /** @type {{ name: string, give: () => void }[]} */
  asked = [];

  /** @param {string} name */
  async sound(name) {
    await new Promise((resolve) => this.asked.push({ name, give: () => resolve(undefined) }));
    const whole = gunzipSync(/** @type {Buffer} */ (files.get(`${name}.bin`)));
    return new Uint8Array(whole.subarray(4 + whole[3]));
  }
}

/**
 * What is fetched for a query after the pack, wave by wave, and the answer.
 * @param {"en" | "zh-hant"} language @param {string} query
 * @param {boolean} large what a pack holds beyond what opens the index is taken out, as it is in that of a large portal
 */
async function wavesOf(language, query, large) {
  const content = /** @type {Buffer} */ (files.get(`${language}.pack`));
  const { manifest: sealed, payloads } = await openPack(Uint8Array.from(content).buffer, language);
  const manifest = parseManifest(new TextDecoder().decode(sealed));
  const opening = [manifest.forms, ...Object.values(manifest.families).map(({ directory }) => directory)];
  if (large) for (const name of payloads.keys()) if (!opening.includes(name)) payloads.delete(name);
  const index = new TurnReader(manifest, () => Promise.reject(new Error("not asked")), payloads);
  const waves = [];
  let done = false;
  const answer = new SearchEngine(index, language).search(query).finally(() => (done = true));
  while (!done) {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    const wave = index.asked.splice(0);
    if (wave.length) waves.push(wave.map(({ name }) => name));
    for (const { give } of wave) give();
  }
  return { waves, answer: shownAnswer(await answer) };
}

for (const [language, query, most] of /** @type {["en" | "zh-hant", string, number][]} */ ([
  ["en", "refund", 2],
  ["en", "refund fps", 2],
  ["en", "退款", 2],
  ["zh-hant", "退款", 2],
  ["zh-hant", "退款 refund", 2],
]))
  test(`a large portal answers ${query} (${language}) ${most} waves after the pack`, async () => {
    const { waves, answer } = await wavesOf(language, query, true);
    assert.ok(answer.results.length, "found");
    assert.ok(waves.length <= most, JSON.stringify(waves));
  });

for (const [language, query] of /** @type {["en" | "zh-hant", string][]} */ ([
  ["en", "refnd"],
  ["en", "refnd crad"],
  ["zh-hant", "推款"],
  ["zh-hant", "推款 refnd"],
  ["zh-hant", "tuikuan"],
]))
  test(`a large portal mends ${query} (${language}) in two waves more, however many words are wrong`, async () => {
    const { waves, answer } = await wavesOf(language, query, true);
    assert.equal(answer.outcome, "corrected");
    assert.ok(waves.length <= 4, JSON.stringify(waves));
  });

for (const [language, query, most] of /** @type {["en" | "zh-hant", string, number][]} */ ([
  ["en", "refund", 1],
  ["zh-hant", "退款", 1],
  ["en", "refnd parcl", 2],
  ["zh-hant", "推款", 2],
]))
  test(`a small portal answers ${query} (${language}) ${most} waves after the pack`, async () => {
    const { waves, answer } = await wavesOf(language, query, false);
    assert.ok(answer.results.length, "found");
    assert.ok(waves.length <= most, JSON.stringify(waves));
  });

test("what a pack holds gives the same answer as the files", async () => {
  for (const query of ["refund", "退款", "推款", "refnd", "fps 退款"])
    for (const language of /** @type {const} */ (["en", "zh-hant"])) {
      const [small, large] = [await wavesOf(language, query, false), await wavesOf(language, query, true)];
      assert.deepEqual(small.answer, large.answer);
    }
});
