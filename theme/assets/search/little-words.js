// Words that say little typed wrong: waht is *what*, and neither *wait* nor a word that decides anything.
// Twin: kbgen/search/little_words.py. Specification: index-format 5.2.7.

import { LETTER_EDIT, LONGEST_UNMENDED } from "./constants.js";
import { LatinDecoder } from "./decode-latin.js";
import { byCodePoint } from "./normalise.js";
import { CODES } from "./prices.js";
import { looksRomanised } from "./romanised.js";

/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {{ cost: number, word: string }} Near */

const LETTERS = /^[a-z]+$/;

export class LittleWords {
  /** @param {import("./reader.js").IndexReader} index @param {import("./latin-parts.js").LatinParts} latin */
  constructor(index, latin) {
    this.index = index;
    this.latin = latin;
    /** @type {LatinDecoder | null} */
    this.decoder = null;
  }

  /**
   * The runs of a query with the words meant in place of those typed; one alone stays, as it may be anything.
   * @param {Run[]} runs
   * @returns {Promise<Run[]>}
   */
  async read(runs) {
    if (runs.length < 2) return runs;
    return Promise.all(
      runs.map(async (run, at) =>
        run.script === "latn" ? { ...run, text: await this.meant(run.text, at === runs.length - 1) } : run,
      ),
    );
  }

  /**
   * The word that says little and is nearer than any that says something, or what was typed.
   * @param {string} typed @param {boolean} last it ends the query and may be unfinished
   */
  async meant(typed, last) {
    if (typed.length <= LONGEST_UNMENDED || !LETTERS.test(typed) || this.index.little.has(typed) || CODES.has(typed))
      return typed;
    const [nearest] = this.near(typed);
    if (!nearest || looksRomanised(typed) || (await this.latin.sameWord(typed)).length) return typed;
    if (await this.index.isRealEnglish(typed)) return typed;
    const site = await this.latin.words();
    const others = site.near(typed, nearest.cost).map(({ word }) => word);
    for (const { kind, words } of site.candidates(typed, last)) if (kind === "prefix") others.push(words[0]);
    return others.every((word) => this.index.little.has(word)) ? nearest.word : typed;
  }

  /**
   * The words that a typed one may have been meant for, the nearest first; three letters only in another order, or
   * written in short.
   * @param {string} typed
   * @returns {Near[]}
   */
  near(typed) {
    if (!this.decoder) {
      const words = [...this.index.little].filter((word) => word.length > LONGEST_UNMENDED && LETTERS.test(word));
      this.decoder = new LatinDecoder(new Map(words.map((word) => [word, 0])));
    }
    const letters = sorted(typed);
    return this.decoder
      .near(typed, LETTER_EDIT)
      .filter(
        ({ word }) => typed.length > LONGEST_UNMENDED + 1 || sorted(word) === letters || isWithoutVowel(typed, word),
      )
      .sort((one, other) => one.cost - other.cost || kind(one, typed) - kind(other, typed) || byWord(one, other));
  }
}

/**
 * Tell whether what was typed is a word without one vowel inside, as people write in short: wht, whn.
 * @param {string} typed @param {string} word
 */
const isWithoutVowel = (typed, word) =>
  [...word].some(
    (char, at) =>
      at > 0 && at < word.length - 1 && "aeiou".includes(char) && typed === word.slice(0, at) + word.slice(at + 1),
  );

/** The letters of a word in order. @param {string} word */
const sorted = (word) => [...word].sort().join("");

/**
 * 0 where letters were only swapped, 1 where one was left out or put in, 2 where one is another.
 * @param {Near} near @param {string} typed
 */
const kind = ({ word }, typed) => (sorted(word) === sorted(typed) ? 0 : word.length === typed.length ? 2 : 1);

/** @param {Near} one @param {Near} other */
const byWord = (one, other) => byCodePoint(one.word, other.word);
