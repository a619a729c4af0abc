// Whatever happens to a file on its way: the right answer or a clear error, never a wrong answer.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { constants, gunzipSync, gzipSync } from "node:zlib";

import { DamagedError } from "../../../theme/assets/search/columns.js";
import { SearchEngine } from "../../../theme/assets/search/engine.js";
import { FormatError, IndexReader, parseManifest } from "../../../theme/assets/search/reader.js";
import { seal, shownAnswer } from "./index-folder.js";

const QUERY = "退錢推款 refnd ACSD-45488";
const PAGE = Buffer.from("<!doctype html><title>404</title>");

/** @type {Record<string, string>} */
const encoded = JSON.parse(readFileSync(new URL("../../conformance/indexes/hand.files.json", import.meta.url), "utf8"));
const files = new Map(Object.entries(encoded).map(([name, content]) => [name, Buffer.from(content, "base64")]));
const manifest = parseManifest(String(files.get("manifest.json")));
const names = [...files.keys()].filter((name) => name !== "manifest.json");

/** @param {(name: string, again: boolean, content: Buffer) => Uint8Array} deliver what the host sends for a file */
async function ask(deliver) {
  const index = new IndexReader(manifest, async (name, again) => {
    const content = files.get(`${name}.bin`);
    assert.ok(content, name);
    return Uint8Array.from(deliver(`${name}.bin`, again, content)).buffer;
  });
  return shownAnswer(await new SearchEngine(index, "zh-hant").search(QUERY));
}

const right = await ask((_name, _again, content) => content);

/** As another machine packs it: other bytes, the same content. @param {Buffer} content @param {object} options */
const repacked = (content, options) => gzipSync(gunzipSync(content), options);

/** @param {Promise<unknown>} answer */
async function rightOrDamaged(answer) {
  const found = await answer.catch((error) => {
    assert.ok(error instanceof DamagedError, String(error));
    return right;
  });
  assert.deepEqual(found, right);
}

test("the query needs files of every kind", async () => {
  const asked = new Set();
  await ask((name, _again, content) => asked.add(name) && content);
  assert.ok(asked.size > 15);
  assert.equal(right.corrected, "退錢推款 refund acsd 45488");
});

for (const name of names) {
  test(`${name} cut short, changed, exchanged or replaced by a page never gives a wrong answer`, async () => {
    const whole = /** @type {Buffer} */ (files.get(name));
    const other = /** @type {Buffer} */ (files.get(names[(names.indexOf(name) + 1) % names.length]));
    const changed = [whole.length >> 1, 10, whole.length - 6].map((place) =>
      Buffer.from(whole.map((byte, at) => (at === place ? byte ^ 4 : byte))),
    );
    const wrong = [
      whole.subarray(0, -1),
      whole.subarray(0, whole.length >> 1),
      Buffer.alloc(0),
      PAGE,
      other,
      ...changed,
    ];
    for (const content of wrong)
      await rightOrDamaged(ask((asked, _again, sound) => (asked === name ? content : sound)));
  });
}

for (const options of [{ level: 0 }, { level: 1 }, { level: 9, strategy: constants.Z_HUFFMAN_ONLY }]) {
  test(`an index packed with ${JSON.stringify(options)} has the same names and gives the same answer`, async () => {
    const again = [];
    const others = names.filter((name) => !repacked(files.get(name), options).equals(files.get(name)));
    assert.ok(others.length > names.length / 2);
    const answer = await ask((name, isAgain, content) => {
      if (isAgain) again.push(name);
      return repacked(content, options);
    });
    assert.deepEqual(answer, right);
    assert.deepEqual(again, []);
  });
}

test("a file whose content was changed and packed soundly is not believed under its name", async () => {
  const whole = gunzipSync(files.get(`${manifest.lexicons.latn}.bin`));
  whole[whole.length - 1] ^= 8;
  await assert.rejects(
    ask((name, _again, content) => (name === `${manifest.lexicons.latn}.bin` ? gzipSync(whole) : content)),
    DamagedError,
  );
});

test("a damaged file is fetched once more, past the cache, and then believed", async () => {
  const asked = [];
  const answer = await ask((name, again, content) => {
    asked.push([name, again]);
    return again ? content : content.subarray(0, -1);
  });
  assert.deepEqual(answer, right);
  assert.equal(asked.filter(([, again]) => again).length, asked.length / 2);
});

test("each file is fetched once for many queries", async () => {
  const asked = [];
  const index = new IndexReader(manifest, async (name) => {
    asked.push(name);
    return Uint8Array.from(/** @type {Buffer} */ (files.get(`${name}.bin`))).buffer;
  });
  const engine = new SearchEngine(index, "zh-hant");
  await Promise.all([engine.search(QUERY), engine.search(QUERY)]);
  await engine.search(QUERY);
  assert.equal(new Set(asked).size, asked.length);
});

test("a file that could not be had is asked for again by the next query", async () => {
  let down = true;
  const index = new IndexReader(manifest, async (name) => {
    if (down) throw new Error("offline");
    return Uint8Array.from(/** @type {Buffer} */ (files.get(`${name}.bin`))).buffer;
  });
  const engine = new SearchEngine(index, "zh-hant");
  await assert.rejects(engine.search(QUERY), /offline/);
  down = false;
  assert.deepEqual(shownAnswer(await engine.search(QUERY)), right);
});

test("an index of another format is refused before anything is fetched", () => {
  assert.throws(() => parseManifest(String(seal(JSON.stringify({ ...manifest, format: 3 })))), FormatError);
});

test("a manifest with any one character changed is refused as damaged", () => {
  const text = String(files.get("manifest.json"));
  for (let at = 0; at < text.length; at += 1) {
    const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
    assert.throws(() => parseManifest(changed), DamagedError, changed);
  }
});

test("a query of 100,000 characters is answered like its first 200", async () => {
  const index = new IndexReader(
    manifest,
    async (name) => Uint8Array.from(/** @type {Buffer} */ (files.get(`${name}.bin`))).buffer,
  );
  const engine = new SearchEngine(index, "zh-hant");
  const long = "退款時間".repeat(25_000);
  const { query, ...answer } = await engine.search(long);
  assert.equal(query, long);
  assert.deepEqual(shownAnswer(answer), shownAnswer(await engine.search(long.slice(0, 200))));
});
