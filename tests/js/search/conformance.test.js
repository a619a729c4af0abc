// The vectors of docs/spec/index-format.md that Python and JavaScript share;
// tests/search/test_conformance.py runs the other half.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { inFigures } from "../../../theme/assets/search/amounts.js";
import { Columns, DamagedError, openPack, unpack } from "../../../theme/assets/search/columns.js";
import { MAX_QUERY_LENGTH } from "../../../theme/assets/search/constants.js";
import { onTheClock } from "../../../theme/assets/search/day-times.js";
import { HanDecoder, plainSyllable } from "../../../theme/assets/search/decode-han.js";
import { editCost, LatinDecoder } from "../../../theme/assets/search/decode-latin.js";
import { sourceKey } from "../../../theme/assets/search/denials.js";
import {
  byCodePoint,
  firstCodePoints,
  fold,
  normalise,
  splitRuns,
  wordParts,
} from "../../../theme/assets/search/normalise.js";
import { inDigits } from "../../../theme/assets/search/number-words.js";
import { inCharacters, numberOf, numerals } from "../../../theme/assets/search/numerals.js";
import { holds, readOperators, sideBySide } from "../../../theme/assets/search/operators.js";
import { withPrices } from "../../../theme/assets/search/prices.js";
import { completedReading, isContraction, literalReading } from "../../../theme/assets/search/read-han.js";
import { aliasFiles, FORMAT, FormatError, parseManifest } from "../../../theme/assets/search/reader.js";
import { reasons } from "../../../theme/assets/search/reasons.js";
import { RegionPages } from "../../../theme/assets/search/region-pages.js";
import { looksRomanised, Romaniser } from "../../../theme/assets/search/romanised.js";
import { rank } from "../../../theme/assets/search/score.js";
import { toldReason } from "../../../theme/assets/search/told-reason.js";
import { whetherSpans } from "../../../theme/assets/search/whether.js";
import { zhuyinPinyin } from "../../../theme/assets/search/zhuyin.js";
import { engineFor, indexOf, openBase64, openIndex, plainTerms, seal, shownAnswer } from "./index-folder.js";

const FOLDER = new URL("../../conformance/", import.meta.url);

/** What only the builder does, in Python: counting terms and naming files. */
const BUILDER_ONLY = ["count-terms", "file-name"];

/** @type {Map<string, (given: any) => unknown>} */
const RUN = new Map();

// Text

RUN.set("cut", (given) => {
  let left = firstCodePoints(given.map(([text, times]) => text.repeat(times)).join(""), MAX_QUERY_LENGTH);
  const kept = [];
  for (const [text, times] of given) {
    let whole = 0;
    while (whole < times && left.startsWith(text)) {
      left = left.slice(text.length);
      whole += 1;
    }
    if (whole) kept.push([text, whole]);
    if (whole < times && left) {
      kept.push([left, 1]);
      left = "";
    }
  }
  return kept;
});
RUN.set("normalise", normalise);
RUN.set("word-parts", wordParts);
RUN.set("order", (given) => [...given].sort(byCodePoint));
RUN.set("split-runs", (text) => splitRuns(text).map((run) => [run.text, run.script, run.glued]));
RUN.set("fold", ({ text, table }) => fold(text, new Map(Object.entries(table))));

// Files

RUN.set("manifest", (text) => {
  try {
    parseManifest(text);
    return "open";
  } catch (error) {
    if (error instanceof FormatError) return "format";
    assert.ok(error instanceof DamagedError);
    return "damaged";
  }
});
RUN.set("file", async ({ file, place }) => {
  try {
    return Buffer.from((await unpack(Uint8Array.from(bytes(file)).buffer, place)).payload).toString("hex");
  } catch (error) {
    assert.ok(error instanceof DamagedError, String(error));
    return "damaged";
  }
});
RUN.set("numbers", (content) => new Columns(bytes(content)).numbers());
RUN.set("terms", (content) => new Columns(bytes(content)).terms());
RUN.set("shard", async (content) => {
  const terms = new Columns(bytes(content)).terms();
  const payloads = { d: ["directory/f", plainTerms(terms.slice(0, 1))], "f/0": ["f/0", bytes(content)] };
  const index = indexOf(payloads, { families: { "latn/en": { name: "f", directory: "d" } } });
  await index.load("latn/en", terms.slice(0, 1));
  return terms.map((term) => {
    const { pairs, impacts, relatives } = index.postings("latn/en", term);
    return [term, pairs.map((pair, at) => [pair, impacts[at]]), relatives];
  });
});
RUN.set("shard-name", async ({ firsts, term }) => {
  const index = indexOf(
    { d: ["directory/f", plainTerms(firsts)] },
    { families: { "latn/en": { name: "f", directory: "d" } } },
  );
  await index.directory("latn/en");
  const name = index.shardName("latn/en", term);
  return name === null ? null : Number(name.replace("f/", ""));
});
RUN.set("lexicon", async ({ script, payload }) => {
  const index = indexOf({ l: [`lexicon/${script}`, bytes(payload)] }, { lexicons: { [script]: "l" } });
  return [...(await index.lexicon(script))];
});
RUN.set("words", async ({ files, count, text }) => {
  const payloads = Object.entries(files).map(([number, content]) => [`w/${number}`, [`w/${number}`, bytes(content)]]);
  const found = await indexOf(Object.fromEntries(payloads), { words: { name: "w", files: count } }).words([...text]);
  return [...new Map(found.flatMap((words) => [...words]))].sort(([one], [other]) => byCodePoint(one, other));
});
RUN.set("forms", async (content) => {
  const { fold: table, written } = await indexOf({ f: ["forms", bytes(content)] }, { forms: "f" }).forms();
  return { fold: Object.fromEntries(table), written: Object.fromEntries(written) };
});
RUN.set("word-costs", async ({ family, shard, words }) => {
  const first = new Columns(bytes(shard)).terms().slice(0, 1);
  const index = indexOf(
    { d: ["directory/f", plainTerms(first)], "f/0": ["f/0", bytes(shard)] },
    { families: { [family]: { name: "f", directory: "d" } } },
  );
  await index.load(family, words);
  return words.map((word) => [index.wordCost(word) ?? null, index.postings(family, word) !== null]);
});
RUN.set("characters", async (content) => {
  const { pinyin, jyutping, features } = await indexOf(
    { c: ["characters", bytes(content)] },
    { characters: "c" },
  ).characters();
  return {
    pinyin,
    jyutping,
    features: [...features].map(([char, c]) => [
      char,
      c.pinyin,
      c.pinyinSecond,
      c.jyutping,
      c.phonetic,
      [...c.endings].sort((one, other) => one - other),
    ]),
  };
});
RUN.set("aliases", async (rows) => {
  const aliases = await indexOf(
    { "a/0": ["a/0", Buffer.from(JSON.stringify(rows))] },
    { aliases: { latn: { name: "a", files: 1 } } },
  ).aliases("latn", ["a"]);
  const sources = [...aliases.keys()].sort(byCodePoint);
  return sources.map((source) => [source, aliases.get(source).map(shownTarget)]);
});
RUN.set("source-key", sourceKey);
RUN.set("alias-files", async ({ script, texts, files, starts }) => {
  if (starts === null) return aliasFiles(script, texts, files, null);
  const index = indexOf({ s: [`starts/${script}`, bytes(starts)] }, { starts: { [script]: "s" } });
  const name = index.manifest.starts[script];
  index.packed.set(name, bytes(starts));
  return aliasFiles(script, texts, files, await index.starts(script));
});
RUN.set("named", async ({ name, file }) => {
  const index = openIndex((asked) =>
    asked === "manifest.json" ? seal(JSON.stringify({ format: FORMAT, lexicons: { latn: name } })) : bytes(file),
  );
  try {
    return (await index.lexicon("latn")).size;
  } catch (error) {
    assert.ok(error instanceof DamagedError, String(error));
    return "damaged";
  }
});
RUN.set("pack", async ({ language, file }) => {
  try {
    const { manifest, payloads } = await openPack(Uint8Array.from(bytes(file)).buffer, language);
    const { build } = parseManifest(new TextDecoder("utf-8", { ignoreBOM: true }).decode(manifest));
    return [
      build,
      Object.fromEntries([...payloads].map(([name, payload]) => [name, Buffer.from(payload).toString("hex")])),
    ];
  } catch (error) {
    if (error instanceof FormatError) return "format";
    assert.ok(error instanceof DamagedError, String(error));
    return "damaged";
  }
});
RUN.set("documents", async ({ records, language, url_suffix }) => {
  const manifest = { documents: { [language]: "d" }, documents_per_file: 8, url_suffix };
  const index = indexOf({ "d/0": ["d/0", Buffer.from(JSON.stringify(records))] }, manifest);
  const found = await index.documents(
    language,
    records.map((_, at) => at),
  );
  return [...found.values()].map(({ id, title, language: shown, url, type }) => ({
    id,
    title,
    language: shown,
    url,
    type,
  }));
});

// Alphabetic words

RUN.set("edit-cost", ({ typed, meant, limit }) => editCost([...typed], [...meant], limit));
RUN.set("candidates", ({ lexicon, typed, last, real }) => {
  const costs = new Map(Object.entries(lexicon).sort(([one], [other]) => byCodePoint(one, other)));
  return new LatinDecoder(costs).candidates(typed, last, real).map(({ words, cost, kind }) => [words, cost, kind]);
});

// Chinese

RUN.set("plain-syllable", plainSyllable);
RUN.set("character-cost", ({ characters, typed, meant }) => decoder({}, characters).characterCost(typed, meant));
RUN.set("literal-reading", ({ run, costs }) => {
  const { cost, segments } = literalReading([...run], mapOf(costs));
  return [cost, segments.map(({ word, start, end }) => [word, start, end])];
});
RUN.set("mended-readings", ({ run, costs, characters }) => {
  const chars = [...run];
  return decoder(costs, characters)
    .readings(chars, literalReading(chars, mapOf(costs)))
    .map(withEdits);
});
RUN.set("missing", ({ run, costs }) => {
  const chars = [...run];
  const found = decoder(costs, { pinyin: [], features: [] }).missing(chars, literalReading(chars, mapOf(costs)));
  return found.map(({ at, character, cost }) => [at, character, cost]);
});
RUN.set("completed-reading", ({ run, at, costs }) => {
  const chars = [...run];
  return withEdits(completedReading(chars, { at, character: chars[at], cost: 0 }, mapOf(costs)));
});

RUN.set("romanised", ({ text, costs, characters, besides = {} }) => {
  const found = new Romaniser(mapOf(costs), tableOf(characters), mapOf(besides)).readings(text);
  return [looksRomanised(text), found.map(({ words, cost }) => [words, cost])];
});
RUN.set("initials", ({ text, costs, characters, besides = {} }) => {
  const found = new Romaniser(mapOf(costs), tableOf(characters), mapOf(besides)).fromInitials(text);
  return found.map(({ words, cost }) => [words, cost]);
});
RUN.set("zhuyin", zhuyinPinyin);
RUN.set("prices", withPrices);
RUN.set("amounts", ({ text, held = [] }) => inFigures(text, async (amount) => held.includes(amount)));

RUN.set("contraction", (given) => {
  const segments = given.map(([word, start, end, edited]) => ({ word, start, end, edited: Boolean(edited) }));
  const edits = segments.filter(({ edited }) => edited).length;
  return isContraction({ segments, edits, cost: 0, text: "" });
});

// Phrases, and what is left out

RUN.set("operators", (given) => {
  const { query, names } = typeof given === "string" ? { query: given, names: [] } : given;
  const { words, unquoted, phrases, leftOut, note } = readOperators(query, new Set(names));
  const pairs = (marks) => marks.map(({ typed, text }) => [typed, text]);
  return { words, unquoted, phrases: pairs(phrases), left_out: pairs(leftOut), note: note && [note.kind, note.words] };
});
RUN.set("phrase", ({ text, phrase, fold: table }) =>
  holds(sideBySide([text], mapOf(table)), sideBySide([phrase], mapOf(table))),
);

// Numbers

RUN.set("number-of", numberOf);
RUN.set("number-words", ({ text, held }) => inDigits(text, async (writing) => held.includes(writing)));
RUN.set("day-times", ({ text, held }) => onTheClock(text, async (writing) => held.includes(writing)));
RUN.set("whether", whetherSpans);
RUN.set("numerals", (text) => numerals(text).map(({ source, others }) => [source, others]));
RUN.set("in-characters", ([figures, before, after]) => inCharacters(figures, before, after));

// Parts, score, answer

RUN.set("rank", ({ parts, postings, region_pages, region, near = [] }) => {
  const read = parts.map((readings, at) => ({
    typed: "",
    readings: readings.map(readingOf),
    near: (near[at] ?? []).map(([typed, group]) => ({ typed: typed && needOf(typed), group: needOf(group) })),
  }));
  const ranked = rank(
    read,
    (family, term) => {
      const rows =
        Object.hasOwn(postings, family) && Object.hasOwn(postings[family], term) ? postings[family][term] : null;
      const impacts = (rows ?? []).map(([, impact]) => impact);
      return rows && { pairs: rows.map(([pair]) => pair), impacts, relatives: [], highest: Math.max(0, ...impacts) };
    },
    1000,
    1000,
    null,
    new RegionPages(region_pages, {}, region),
  );
  return ranked.best.map(({ pair, score, mass, chosen }) => [pair, score, mass, chosen]);
});
RUN.set("parts", async ({ index, language, query, needs, literal = false }) => {
  const { queryParts } = engineFor(indexNamed(index), language);
  const runs = splitRuns(normalise(query));
  await queryParts.preload(runs);
  const parts = [...(await queryParts.parts(runs, literal)), ...(await queryParts.joinedParts(runs))];
  return parts.map(({ typed, readings }) => [typed, readings.map((reading) => shownReading(reading, needs))]);
});
RUN.set("everyday", async ({ index, language, typed }) => {
  const { near = [] } = await engineFor(indexNamed(index), language).everyday.withNear({ typed, readings: [] });
  return near.map((word) => [word.typed && shownNeed(word.typed), shownNeed(word.group)]);
});
RUN.set("query", async ({ index, language, query, region, limit = 10, literal = false }) =>
  shownAnswer(await engineFor(indexNamed(index), language, region).search(query, { limit, literal })),
);
RUN.set("told", async ({ query, language, outcome = "exact", reasons: given }) => {
  const whole = given.map(([typed, term, kind, extent = "whole"]) => ({
    query: typed,
    term,
    kind,
    field: "text",
    extent,
  }));
  const told = await toldReason(indexNamed("hand"), language, { query, outcome }, whole);
  return told && [told.query, told.term, told.kind];
});
RUN.set("card", async ({ index, language, query, literal = false }) => {
  const { card } = await engineFor(indexNamed(index), language).search(query, { literal });
  return card;
});
RUN.set("pinned", async ({ index, language, query, region, limit = 10 }) => {
  const { total, results } = await engineFor(indexNamed(index), language, region).search(query, { limit });
  return { total, results: results.map(({ document, score, pinned }) => [document.id, score, pinned]) };
});
RUN.set("reasons", async ({ index, language, query, limit = 10 }) => {
  const { results } = await engineFor(indexNamed(index), language).search(query, { limit });
  const found = [];
  for (const result of results) {
    const why = await reasons(indexNamed(index), result);
    found.push([
      result.document.id,
      why.map(({ query: typed, term, kind, field, extent }) => [typed, term, kind, field, extent]),
    ]);
  }
  return found;
});
RUN.set("first", async ({ index, language, query, literal = false }) => {
  const { outcome, corrected, results } = await engineFor(indexNamed(index), language).search(query, { literal });
  return [outcome, corrected, results[0]?.document.id ?? null];
});

/** @param {string} hex */
const bytes = (hex) => Buffer.from(hex, "hex");

/** @param {Record<string, number>} costs */
const mapOf = (costs) => new Map(Object.entries(costs));

/**
 * @param {Record<string, number>} costs
 * @param {{ pinyin: string[], features: [string, number, number, number, number, number[]][] }} table
 */
function decoder(costs, table) {
  return new HanDecoder(mapOf(costs), tableOf(table));
}

function tableOf({ pinyin, jyutping = [], features }) {
  const rows = features.map(([char, first, second, sound, phonetic, endings]) => [
    char,
    { pinyin: first, pinyinSecond: second, jyutping: sound, phonetic, endings },
  ]);
  return { features: new Map(rows), pinyin, jyutping };
}

const withEdits = ({ cost, segments }) => [
  cost,
  segments.map(({ word, start, end, edited }) => [word, start, end, edited ? 1 : 0]),
];

/** A target of an alias, with 1 where its words stand scattered. */
const shownTarget = ({ text, weight, kind, scattered }) => [text, weight, kind, ...(scattered ? [1] : [])];

const readingOf = ([weight, needs, scattered, told]) => ({
  weight,
  told,
  scattered: Boolean(scattered),
  kind: "exact",
  words: [],
  needs: needs.map(needOf),
});

const needOf = ([weight, terms, apart]) => ({
  weight,
  apart: Boolean(apart),
  terms: terms.map(([family, term, part]) => ({ family, term, weight: part })),
});

/** A need, with 1 where it tells an order alone. */
const shownNeed = ({ weight, terms, apart }) => [
  weight,
  terms.map(({ family, term, weight: part }) => [family, term, part]),
  ...(apart ? [1] : []),
];

const shownReading = ({ kind, weight, words, needs }, withNeeds) => [
  kind,
  weight,
  words,
  ...(withNeeds ? [needs.map(shownNeed)] : []),
];

const indexes = new Map();

/** @param {string} name */
function indexNamed(name) {
  if (!indexes.has(name)) indexes.set(name, openBase64(new URL(`indexes/${name}.files.json`, FOLDER)));
  return indexes.get(name);
}

for (const file of readdirSync(FOLDER).filter((name) => /^index-format-.*\.json$/.test(name))) {
  const name = file.slice("index-format-".length, -".json".length);
  if (BUILDER_ONLY.includes(name)) continue;
  for (const { id, why, in: given, out } of JSON.parse(readFileSync(new URL(file, FOLDER), "utf8"))) {
    test(`${id}: ${why}`, async () => assert.deepEqual(await RUN.get(name)(given), out));
  }
}
