// Words typed wrong that no article holds however they are spelt, and that stand for what one holds: kowlon.
// Twin: kbgen/search/misspelt.py. Specification: index-format 5.2.6.

import {
  ALIAS_WORD,
  DEAREST_ALIAS_EDITS,
  DEAREST_IN_SHORT,
  LONGEST_SHORT_ALIAS,
  MOST_ALIAS_WORDS,
  SHORTEST_BESIDE_NAME,
  SHORTEST_MISSPELT,
} from "./constants.js";
import { LatinDecoder } from "./decode-latin.js";
import { sourceKey } from "./denials.js";
import { byCodePoint } from "./normalise.js";
import { CODES } from "./prices.js";

/**
 * What was typed, word by word, and the source of an alias that was meant.
 * cost: edits and words, as in index-format 6.4.
 * @typedef {{ words: string[], source: string, cost: number }} Misspelt
 */
/** @typedef {{ cost: number, word: string }} Near */
/**
 * Words that a word may have been meant for. isSure: whatever stands beside it.
 * @typedef {{ ofTables: Near[], ofSite: Near[], isSure: boolean }} WordsNear
 */

/** @type {WordsNear} */
const NONE_NEAR = { ofTables: [], ofSite: [], isSure: false };

export class MisspeltSources {
  /** @param {import("./reader.js").IndexReader} index @param {import("./latin-parts.js").LatinParts} latin */
  constructor(index, latin) {
    this.index = index;
    this.latin = latin;
    /** @type {LatinDecoder | null} */
    this.decoder = null;
  }

  /**
   * What the most words from `start` may have been meant for; null where nothing is near.
   * @param {import("./normalise.js").Run[]} runs @param {number} start
   * @returns {Promise<Misspelt | null>}
   */
  async found(runs, start) {
    const some = runs.slice(start, start + MOST_ALIAS_WORDS);
    const other = some.findIndex((run) => run.script !== "latn" || run.dotted);
    const words = (other < 0 ? some : some.slice(0, other)).map((run) => run.text);
    const [ofNames, known] = await Promise.all([
      Promise.all(words.map((word) => this.isOfName(word))),
      Promise.all(words.map((word) => this.known(word))),
    ]);
    const near = words.map((word, at) => {
      const besideName = ofNames.some((isOfName, other) => isOfName && other !== at);
      return this.near(word, known[at], besideName);
    });
    for (let size = words.length; size > 0; size -= 1) {
      const [found] = (await this.sources(words.slice(0, size), near, ofNames)).sort(
        (one, other) => one.cost - other.cost || byCodePoint(one.source, other.source),
      );
      if (found) return { ...found, words: words.slice(0, size), cost: found.cost + ALIAS_WORD };
    }
    return null;
  }

  /**
   * The sources that some words are but for one of them, with the cost of its edits.
   * @param {string[]} words @param {WordsNear[]} near @param {boolean[]} ofNames
   */
  async sources(words, near, ofNames) {
    const isMeant = (/** @type {number} */ at) =>
      near[at].isSure || words.some((_, other) => other !== at && ofNames[other]);
    const meant = words.flatMap((_, at) =>
      (isMeant(at) ? [...near[at].ofTables, ...(words.length > 1 ? near[at].ofSite : [])] : []).map(
        ({ cost, word }) => ({
          cost,
          source: [...words.slice(0, at), word, ...words.slice(at + 1)].join(" "),
        }),
      ),
    );
    if (!meant.length) return [];
    const keys = meant.map(({ source }) => sourceKey(source));
    const aliases = await this.index.aliases(
      "latn",
      keys.map((key) => key.split(" ")[0]),
    );
    return meant.filter((_, at) => aliases.has(keys[at]));
  }

  /**
   * What tells whether a word may be typed wrong; null where it may not. All is fetched side by side.
   * @param {string} word
   */
  async known(word) {
    const isPlain = word.length >= SHORTEST_BESIDE_NAME && !/[0-9+#]/u.test(word) && !CODES.has(word);
    if (!isPlain || (await this.latin.need(word))) return null;
    const [same, real, tables, site] = await Promise.all([
      this.latin.sameWord(word),
      this.index.isRealEnglish(word),
      this.words(),
      this.latin.words(),
    ]);
    return same.length ? null : { real, tables, site };
  }

  /**
   * The words of sources, and those of the site, that a word may have been meant for.
   * @param {string} word @param {{ real: boolean, tables: LatinDecoder, site: LatinDecoder } | null} known
   * @param {boolean} besideName whether a word near it is of a name
   * @returns {WordsNear}
   */
  near(word, known, besideName) {
    const { length } = [...word];
    const isSure = length >= SHORTEST_MISSPELT && !known?.real;
    if (!known || length < SHORTEST_BESIDE_NAME || (!isSure && !besideName)) return NONE_NEAR;
    const dearest = length <= LONGEST_SHORT_ALIAS ? DEAREST_ALIAS_EDITS : DEAREST_IN_SHORT;
    return { ofTables: known.tables.near(word, dearest), ofSite: known.site.near(word, dearest), isSure };
  }

  /**
   * Whether only sources of aliases have a word: tuen, so that the *mum* beside it is no word as it stands.
   * @param {string} word
   */
  async isOfName(word) {
    if ([...word].length < SHORTEST_BESIDE_NAME || (await this.latin.need(word))) return false;
    const [real, words] = await Promise.all([this.index.isRealEnglish(word), this.index.aliasWords()]);
    return !real && words.includes(word);
  }

  async words() {
    const words = await this.index.aliasWords();
    return (this.decoder ??= new LatinDecoder(new Map(words.map((word) => [word, 0]))));
  }
}
