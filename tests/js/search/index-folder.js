// Indexes for tests: from a folder, from base64, or from payloads that a test wrote.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { crc32 } from "../../../theme/assets/search/columns.js";
import { SearchEngine } from "../../../theme/assets/search/engine.js";
import { FORMAT, IndexReader, parseManifest } from "../../../theme/assets/search/reader.js";

/** @param {(name: string) => Uint8Array} read bytes of a file by name */
export function openIndex(read) {
  const manifest = parseManifest(new TextDecoder().decode(read("manifest.json")));
  return new IndexReader(manifest, async (name) => Uint8Array.from(read(`${name}.bin`)).buffer);
}

/** @param {URL} folder ends in "/" */
export const openFolder = (folder) => openIndex((name) => readFileSync(new URL(name, folder)));

/** @param {URL} file JSON of names and base64 */
export function openBase64(file) {
  const files = JSON.parse(readFileSync(file, "utf8"));
  return openIndex((name) => Buffer.from(files[name], "base64"));
}

/** What a file unpacks to. @param {string} place @param {Uint8Array} payload */
function wholeOf(place, payload) {
  const name = Buffer.from(place);
  return Buffer.concat([Buffer.from([0x6b, 0x62, 1, ...varint(name.length)]), name, payload]);
}

/**
 * Single files get the names of their contents (index-format 3.2); the manifest calls them as the payloads do.
 * @param {Record<string, [place: string, payload: Uint8Array]>} payloads @param {object} manifest
 */
export function indexOf(payloads, manifest) {
  const files = new Map();
  const names = new Map();
  for (const [name, [place, payload]] of Object.entries(payloads)) {
    const whole = wholeOf(place, payload);
    if (!name.includes("/")) names.set(name, nameOf(whole));
    files.set(`${names.get(name) ?? name}.bin`, gzipSync(whole));
  }
  const named = JSON.stringify({ format: FORMAT, families: {}, ...manifest }, (key, value) =>
    key === "name" ? value : (names.get(value) ?? value),
  );
  files.set("manifest.json", seal(named));
  return openIndex((name) => /** @type {Uint8Array} */ (files.get(name)));
}

/** A manifest with the checksum of index-format 3.1. @param {string} json */
export function seal(json) {
  const text = Buffer.from(json.slice(0, -1));
  return Buffer.concat([text, Buffer.from(`,"crc32":"${crc32(text).toString(16).padStart(8, "0")}"}`)]);
}

/** @param {Uint8Array} whole */
function nameOf(whole) {
  const digits = "abcdefghijklmnopqrstuvwxyz234567";
  const bits = BigInt(`0x${createHash("sha256").update(whole).digest("hex").slice(0, 16)}`) >> 14n;
  return Array.from({ length: 10 }, (_, at) => digits[Number((bits >> BigInt(5 * (9 - at))) & 31n)]).join("");
}

/** Columns of terms that share nothing with the term before: enough for a directory. @param {string[]} terms */
export function plainTerms(terms) {
  const rests = Buffer.from(terms.join("\n"));
  return Buffer.concat([Buffer.from([...varint(terms.length), ...terms.map(() => 0), ...varint(rests.length)]), rests]);
}

/** @param {number} number */
const varint = (number) => (number < 128 ? [number] : [(number & 127) | 128, number >> 7]);

/**
 * What an answer says, in the order and the integers that both twins must give.
 * @param {import("../../../theme/assets/search/engine.js").Answer} answer
 */
export function shownAnswer({ outcome, corrected, suggested, total, results, note }) {
  return {
    ...(note ? { note } : {}),
    outcome,
    corrected,
    suggested,
    total,
    results: results.map(({ document, score, weak, own, chosen }) => [
      document.id,
      score,
      weak ? "weak" : "",
      own ? "own" : "",
      chosen.map(({ part, reading }) => [part.typed, reading.kind, ...reading.words]),
    ]),
  };
}

/**
 * @param {import("../../../theme/assets/search/reader.js").IndexReader} index
 * @param {"en" | "zh-hant"} language @param {string} [region]
 */
export const engineFor = (index, language, region) => new SearchEngine(index, language, region);
