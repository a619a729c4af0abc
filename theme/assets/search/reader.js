// Read the files of an index, each once. Twin: kbgen/search/reader.py. Specification: index-format 3 and 4.

import { Columns, DamagedError, isSealed, parseJson, unpack } from "./columns.js";
import { MOST_TARGETS } from "./constants.js";
import { byCodePoint } from "./normalise.js";
import { parseCosts, parseDocuments, parseEveryday, parseShard } from "./payloads.js";
import { Remembered } from "./remembered.js";

/** Which manifests the client understands (index-format 1.2). */
export const FORMAT = 2;

/** Sets of alias files that were put together and are kept: a query asks for its own again and again. */
const ALIASES_KEPT = 8;
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** @typedef {import("./payloads.js").Postings} Postings */
/** @typedef {import("./payloads.js").Document} Document */
/**
 * @typedef {{
 *   fold: Map<string, string>, written: Map<string, string>
 * }} Forms written: folded to the form that the site writes most
 */
/**
 * @typedef {{ pinyin: number, pinyinSecond: number, jyutping: number, phonetic: number, endings: number[] }} Character
 * endings: of Cangjie codes (4.6)
 */
/** @typedef {{ features: Map<string, Character>, pinyin: string[], jyutping: string[] }} Characters */
/**
 * scattered: no article says it as a phrase.
 * @typedef {{ text: string, weight: number, kind: "variant" | "synonym", scattered?: boolean | undefined }} AliasTarget
 */
/** @typedef {[anchor: string, title: string, text: string]} TextSection */
/**
 * @typedef {{
 *   format: number, build: string, pairs: number, url_suffix: string,
 *   families: Record<string, { name: string, directory: string }>,
 *   lexicons: { latn: string, hani: string }, words: { name: string, files: number }, forms: string,
 *   characters: string, aliases: Record<"latn" | "hani", { name: string, files: number }>,
 *   real: { name: string, files: number }, starts?: Record<"latn" | "hani", string>,
 *   alias_words?: string, alias_sounds?: string, everyday?: Record<string, string>,
 *   documents: Record<string, string>, documents_per_file: number,
 *   categories: Record<string, Record<string, string>>, light?: string, little?: string,
 *   little_names?: Record<string, number[]>,
 *   answers?: Record<string, { name: string, entries: string, pairs_per_file: number }>,
 *   expires?: import("./expired.js").Ends, region_pages?: import("./region-pages.js").Pages[],
 *   region_names?: Record<string, string[]>,
 * }} Manifest
 */
/**
 * @typedef {{
 *   words: string[][], answers: import("./answers.js").Entry[], pins: [string, number][], promise: string
 * }} AnswersFile
 */
/**
 * @typedef {{
 *   words: string[][],
 *   entries: [pair: number, ways: import("./answers.js").Way[], card: import("./answers.js").AnswerCard][]
 * }} EntriesFile
 */

/** The index has another format than this script. */
export class FormatError extends Error {}

/**
 * The manifest as it came from the host (index-format 1.2 and 3.1).
 * @param {string} text
 * @returns {Manifest}
 */
export function parseManifest(text) {
  let manifest = null;
  try {
    manifest = JSON.parse(text);
  } catch {
    // A page the host sent instead; said below.
  }
  if (typeof manifest !== "object" || manifest === null || Array.isArray(manifest))
    throw new DamagedError("manifest.json is no JSON object");
  if (!isSealed(text)) throw new DamagedError("manifest.json is not as the build wrote it");
  if (manifest.format !== FORMAT) throw new FormatError(`index format ${manifest.format}, not ${FORMAT}`);
  return manifest;
}

export class IndexReader {
  /**
   * @param {Manifest} manifest from parseManifest
   * @param {(name: string, again: boolean) => Promise<ArrayBuffer>} fetchFile rejects when the file cannot be had
   * @param {Map<string, Uint8Array>} packed payloads that came with the manifest, by name
   */
  constructor(manifest, fetchFile, packed = new Map()) {
    this.manifest = manifest;
    /** Words that say little and that no article holds (index-format 3.1). */
    this.light = new Set((manifest.light ?? "").split(" "));
    /** All words that say little. */
    this.little = new Set([...this.light, ...(manifest.little ?? "").split(" ")]);
    /** Titles and keywords of words that say little alone, canonical → pairs that have them (index-format 3.1). */
    this.littleNames = new Map(Object.entries(manifest.little_names ?? {}));
    this.fetchFile = fetchFile;
    this.packed = packed;
    /** @type {Map<string, Promise<any>>} */
    this.pending = new Map();
    /** @type {Remembered<Map<string, AliasTarget[]>>} */
    this.aliasSets = new Remembered(ALIASES_KEPT);
    /** @type {Map<string, { name: string, firsts: string[] }>} */
    this.directories = new Map();
    /** @type {Map<string, Map<string, Postings>>} */
    this.shards = new Map();
    /** @type {Map<string, number>} */
    this.wordCosts = new Map();
    /** @type {Set<string>} */
    this.realWords = new Set();
  }

  /**
   * One parsed file, fetched once; one that is damaged or cannot be had is asked of the host again, once.
   * @template T
   * @param {string} name @param {string} place @param {(payload: Uint8Array) => T} parse
   * @returns {Promise<T>}
   */
  once(name, place, parse) {
    let found = this.pending.get(name);
    if (!found) {
      found = this.file(name, place, parse);
      found.catch(() => this.pending.delete(name));
      this.pending.set(name, found);
    }
    return found;
  }

  /**
   * @template T
   * @param {string} name @param {string} place @param {(payload: Uint8Array) => T} parse
   * @returns {Promise<T>}
   */
  async file(name, place, parse) {
    const payload = this.packed.get(name);
    if (payload) return parse(payload);
    try {
      return parse(await this.sound(name, place, false));
    } catch {
      return parse(await this.sound(name, place, true));
    }
  }

  /** @param {string} name @param {string} place @param {boolean} again */
  async sound(name, place, again) {
    const { whole, payload } = await unpack(await this.fetchFile(name, again), place);
    if (!name.includes("/") && !(await isNamed(whole, name))) throw new DamagedError(`this is not what ${name} holds`);
    return payload;
  }

  /** @param {string} family */
  async directory(family) {
    const place = Object.hasOwn(this.manifest.families, family) ? this.manifest.families[family] : undefined;
    if (!place || this.directories.has(family)) return;
    const firsts = await this.once(place.directory, `directory/${place.name}`, (payload) =>
      new Columns(payload).terms(),
    );
    this.directories.set(family, { name: place.name, firsts });
  }

  /** @param {string} family @param {string} term */
  shardName(family, term) {
    const directory = this.directories.get(family);
    if (!directory) return null;
    let low = 0;
    let high = directory.firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byCodePoint(directory.firsts[middle], term) <= 0) low = middle + 1;
      else high = middle;
    }
    return low ? `${directory.name}/${low - 1}` : null;
  }

  /**
   * Fetch the shards that would hold these terms.
   * @param {string} family @param {Iterable<string>} terms
   */
  async load(family, terms) {
    await this.directory(family);
    const names = new Set();
    for (const term of terms) {
      const name = this.shardName(family, term);
      if (name && !this.shards.has(name)) names.add(name);
    }
    const isHan = family.startsWith("hani/");
    await Promise.all(
      [...names].map(async (name) => {
        const { postings, costs, real } = await this.once(name, name, (payload) => parseShard(payload, isHan));
        this.shards.set(name, postings);
        for (const [word, cost] of costs) this.wordCosts.set(word, cost);
        for (const word of real) this.realWords.add(word);
      }),
    );
  }

  /**
   * Postings of a term whose shard was loaded; null where no article holds it.
   * @param {string} family @param {string} term
   * @returns {Postings | null}
   */
  postings(family, term) {
    const name = this.shardName(family, term);
    return (name && this.shards.get(name)?.get(term)) || null;
  }

  /**
   * What a Chinese word costs whose first pair of characters was loaded; undefined where it is no word of the site.
   * @param {string} word
   */
  wordCost(word) {
    return this.wordCosts.get(word);
  }

  /**
   * Whether a word whose first pair of characters was loaded is none of the site and yet no typing mistake.
   * @param {string} word
   */
  isRealChinese(word) {
    return this.realWords.has(word);
  }

  /**
   * Whether a dictionary has an alphabetic word (index-format 4.10).
   * @param {string} word
   */
  async isRealEnglish(word) {
    if (word.length < 2) return false;
    const { name, files } = this.manifest.real;
    const part = `${name}/${lettersStart(word) % files}`;
    const words = await this.once(part, part, (payload) => new Set(new Columns(payload).terms()));
    return words.has(word);
  }

  /**
   * Words with their costs: what typos and romanised words are looked for in.
   * @param {"latn" | "hani"} script
   * @returns {Promise<Map<string, number>>}
   */
  lexicon(script) {
    return this.once(this.manifest.lexicons[script], `lexicon/${script}`, parseCosts);
  }

  /** Words of alphabetic sources of aliases that no article holds. @returns {Promise<string[]>} */
  async aliasWords() {
    const name = this.manifest.alias_words;
    return name ? this.once(name, "alias_words", (payload) => new Columns(payload).terms()) : [];
  }

  /** Chinese sources of aliases that are looked for by their sound. @returns {Promise<string[]>} */
  async aliasSounds() {
    const name = this.manifest.alias_sounds;
    return name ? this.once(name, "alias_sounds", (payload) => new Columns(payload).terms()) : [];
  }

  /**
   * The words of everyday groups in a language, each with the terms of its groups (index-format 4.13).
   * @param {"en" | "zh-hant"} language
   * @returns {Promise<Map<string, string[]>>}
   */
  async everyday(language) {
    const name = this.manifest.everyday?.[language];
    return name ? this.once(name, `everyday/${language}`, parseEveryday) : new Map();
  }

  /**
   * Files of the Chinese words that share a character with a text,
   * and of others, with their costs (index-format 4.5.2).
   * @param {string[]} chars
   * @returns {Promise<Map<string, number>[]>}
   */
  words(chars) {
    const { name, files } = this.manifest.words;
    const numbers = new Set(chars.map((char) => /** @type {number} */ (char.codePointAt(0)) % files));
    return Promise.all([...numbers].map((number) => this.once(`${name}/${number}`, `${name}/${number}`, parseCosts)));
  }

  /** Forms of Han characters. @returns {Promise<Forms>} */
  forms() {
    return this.once(this.manifest.forms, "forms", (payload) => {
      const columns = new Columns(payload);
      const targets = [...columns.text()];
      const variants = [...columns.text()];
      return {
        fold: new Map(variants.map((variant, at) => [variant, targets[at]])),
        written: new Map(
          targets.map((target, at) => /** @type {[string, string]} */ ([target, variants[at]])).reverse(),
        ),
      };
    });
  }

  /** @returns {Promise<Characters>} */
  characters() {
    return this.once(this.manifest.characters, "characters", (payload) => {
      const columns = new Columns(payload);
      const gaps = columns.numbers();
      const pinyin = columns.text().split(" ");
      const first = columns.numbers();
      const second = columns.numbers();
      const jyutping = columns.text().split(" ");
      const sounds = columns.numbers();
      const phonetic = columns.numbers();
      const counts = columns.numbers();
      const endings = columns.numbers();
      let from = 0;
      const features = new Map();
      let code = 0;
      gaps.forEach((gap, at) => {
        code += gap;
        features.set(String.fromCodePoint(code), {
          pinyin: first[at],
          pinyinSecond: second[at],
          jyutping: sounds[at],
          phonetic: phonetic[at],
          endings: endings.slice(from, from + counts[at]),
        });
        from += counts[at];
      });
      return { features, pinyin, jyutping };
    });
  }

  /**
   * What words of a script stand for others; only what may begin somewhere in the texts is fetched.
   * @param {"latn" | "hani"} script @param {string[]} texts words of a query, or folded runs of Han characters
   * @returns {Promise<Map<string, AliasTarget[]>>}
   */
  async aliases(script, texts) {
    const { name, files } = this.manifest.aliases[script];
    const numbers = aliasFiles(script, texts, files, await this.starts(script));
    return this.aliasSets.get(`${script} ${numbers}`, async () => {
      const found = await Promise.all(
        numbers.map((number) =>
          this.once(`${name}/${number}`, `${name}/${number}`, (payload) => aliasTargets(parseJson(payload))),
        ),
      );
      return new Map(found.flatMap((targets) => [...targets]));
    });
  }

  /**
   * The numbers of what sources begin with, where the pack has them: they are not worth a request.
   * @param {"latn" | "hani"} script
   * @returns {Promise<Set<number> | null>}
   */
  async starts(script) {
    const name = this.manifest.starts?.[script] ?? "";
    if (!this.packed.has(name)) return null;
    return this.once(name, `starts/${script}`, (payload) => {
      let number = 0;
      return new Set(new Columns(payload).numbers().map((gap) => (number += gap)));
    });
  }

  /**
   * What readers of a language see of some pairs.
   * @param {string} language @param {number[]} pairs
   * @returns {Promise<Map<number, Document>>}
   */
  async documents(language, pairs) {
    const size = this.manifest.documents_per_file;
    const found = await Promise.all(
      pairs.map(async (pair) => {
        const name = `${this.manifest.documents[language]}/${Math.floor(pair / size)}`;
        const records = await this.once(name, name, (payload) =>
          parseDocuments(payload, language, this.manifest.url_suffix),
        );
        return /** @type {[number, Document]} */ ([pair, records[pair % size]]);
      }),
    );
    return new Map(found);
  }

  /**
   * What the site answers at once, as its file has it (index-format 4.11); null where the index has none.
   * @param {string} language
   * @returns {Promise<AnswersFile | null>}
   */
  async answers(language) {
    const name = this.manifest.answers?.[language]?.name;
    return name ? this.once(name, `answers/${language}`, parseJson) : null;
  }

  /**
   * The file with the rows and questions of a pair (index-format 4.11.1).
   * @param {string} language @param {number} pair
   * @returns {Promise<EntriesFile>}
   */
  async answerEntries(language, pair) {
    const listed = this.manifest.answers?.[language];
    if (!listed) return { words: [], entries: [] };
    const name = `${listed.entries}/${Math.floor(pair / listed.pairs_per_file)}`;
    return this.once(name, name, parseJson);
  }

  /** @param {Document} document @returns {Promise<TextSection[]>} */
  text(document) {
    return this.once(document.textName, `text/${document.language}/${document.id}`, parseJson);
  }
}

/**
 * The numbers of the files that may hold sources which begin somewhere in some texts (index-format 4.7 and 4.7.1).
 * @param {"latn" | "hani"} script @param {string[]} texts words of a query, or folded runs of Han characters
 * @param {number} files how many there are @param {Set<number> | null} starts null where that is not known
 */
export function aliasFiles(script, texts, files, starts) {
  const places = script === "hani" ? texts.flatMap(hanStarts) : texts.map((text) => [text.split(" ", 1)[0]]);
  const known = places.filter((begins) => !starts || begins.some((begin) => starts.has(startNumber(begin))));
  const numbers = known.map(([begin]) => (script === "hani" ? codePoint(begin) : lettersStart(begin)) % files);
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** At each place of a run its character, and that with the next. @param {string} text */
function hanStarts(text) {
  const chars = [...text];
  return chars.map((char, at) => [char, char + (chars[at + 1] ?? "")]);
}

/** The number that stands for a start; a few share one. @param {string} start */
const startNumber = (start) => [...start].reduce((number, char) => (33 * number + codePoint(char)) % 65_536, 0);

/** @param {string} char */
const codePoint = (char) => /** @type {number} */ (char.codePointAt(0));

/**
 * A number made of the first two letters of an alphabetic word, by which files of words are told apart.
 * @param {string} word
 */
const lettersStart = (word) => 26 * word.charCodeAt(0) + (word.charCodeAt(1) || 0);

/**
 * What each source stands for, the strongest first, each once, at most MOST_TARGETS (index-format 4.7).
 * @param {[sources: string[], targets: [string, number, "variant" | "synonym", 1?][]][]} rows
 */
function aliasTargets(rows) {
  /** @type {Map<string, Map<string, AliasTarget>>} */
  const found = new Map();
  for (const [sources, targets] of rows) {
    for (const source of sources) {
      const known = found.get(source) ?? new Map();
      found.set(source, known);
      for (const [text, weight, kind, scattered] of targets)
        if (text !== source && !(known.get(text)?.weight >= weight))
          known.set(text, { text, weight, kind, scattered: Boolean(scattered) });
    }
  }
  /** @type {Map<string, AliasTarget[]>} */
  const aliases = new Map();
  for (const [source, known] of found) {
    const ordered = [...known.values()].sort(
      (one, other) => other.weight - one.weight || byCodePoint(one.text, other.text),
    );
    if (ordered.length) aliases.set(source, ordered.slice(0, MOST_TARGETS));
  }
  return aliases;
}

/**
 * Whether a single file is the one its name says (index-format 3.2).
 * The place in its header is the same in every build.
 * Browsers hash only on pages that came by HTTPS; elsewhere the checksum of gzip has to do.
 * @param {ArrayBuffer} whole what the file unpacks to: packed, the same content is other bytes on another machine
 * @param {string} name
 */
async function isNamed(whole, name) {
  if (!globalThis.crypto?.subtle) return true;
  let bits = "";
  for (const byte of new Uint8Array(await crypto.subtle.digest("SHA-256", whole), 0, 7))
    bits += byte.toString(2).padStart(8, "0");
  return [...name].every((char, at) => BASE32[parseInt(bits.slice(5 * at, 5 * at + 5), 2)] === char);
}
