// Words of a query → who holds a word near them: phone, and articles that say device.
// Twin: kbgen/search/everyday.py. Specification: index-format 5.9.

import { LONGEST_EVERYDAY, SHORTEST_ROOT, WHOLE } from "./constants.js";
import { fold, splitRuns } from "./normalise.js";
import { characterPairs } from "./postings.js";
import { kinship } from "./word-forms.js";

/** @typedef {import("./normalise.js").Run} Run */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").Need} Need */
/** @typedef {Map<string, string[]>} Words each with the terms of its groups */

/** Finds the everyday words of a query, in the language of its reader. */
export class EverydayWords {
  /**
   * @param {import("./reader.js").IndexReader} index @param {import("./postings.js").PostingsLookup} lookup
   * @param {import("./latin-parts.js").LatinParts} latin @param {"en" | "zh-hant"} language
   */
  constructor(index, lookup, latin, language) {
    this.index = index;
    this.lookup = lookup;
    this.latin = latin;
    this.language = language;
    this.family = `everyday/${language}`;
  }

  /** Fetch what the words of a query are near to. @param {Run[]} runs */
  async preload(runs) {
    const found = await this.found(await this.folded(runs));
    await this.index.load(
      this.family,
      found.flatMap(({ terms }) => terms),
    );
  }

  /** A part of the query as typed with the words near its words. @param {Part} part @returns {Promise<Part>} */
  async withNear(part) {
    const texts = await this.folded(splitRuns(part.typed));
    const found = await this.found(texts);
    if (!found.length) return part;
    await this.index.load(
      this.family,
      found.flatMap(({ terms }) => terms),
    );
    const near = found.map(async ({ word, terms }) => ({
      typed: texts.length === 1 && texts[0] === word ? null : await this.typed(word),
      group: { terms: terms.map((term) => ({ family: this.family, term, weight: WHOLE })), weight: WHOLE },
    }));
    return { ...part, near: await Promise.all(near) };
  }

  /** The runs in the script of the language, folded. @param {Run[]} runs */
  async folded(runs) {
    const script = this.language === "en" ? "latn" : "hani";
    const own = runs.filter((run) => run.script === script);
    if (script === "latn" || !own.length) return own.map(({ text }) => text);
    const forms = await this.index.forms();
    return own.map(({ text }) => fold(text, forms.fold));
  }

  /**
   * The everyday words of some runs, with the terms of their groups; of Chinese ones the longest from the left.
   * @param {string[]} texts
   */
  async found(texts) {
    const words = await this.index.everyday(this.language);
    return texts.flatMap((text) => (this.language === "en" ? latinWord(text, words) : hanWords([...text], words)));
  }

  /** What an article should hold for a word itself: a Chinese one by any of its pairs. @param {string} word */
  async typed(word) {
    if (this.language === "en") return (await this.latin.need(word)) ?? { terms: [], weight: WHOLE };
    const pairs = characterPairs([...word]);
    await this.lookup.load("hani", pairs);
    const families = this.lookup.families("hani");
    const terms = pairs.flatMap((term) => families.map(({ name, weight }) => ({ family: name, term, weight })));
    return { terms, weight: WHOLE };
  }
}

/** @param {string} text @param {Words} words */
function latinWord(text, words) {
  const start = text.slice(0, SHORTEST_ROOT);
  const alike = [...words].filter(([word]) => word.startsWith(start) && isForm(text, word));
  const terms = new Set(alike.flatMap(([, found]) => found));
  return terms.size ? [{ word: text, terms: [...terms] }] : [];
}

/** @param {string[]} chars @param {Words} words */
function hanWords(chars, words) {
  const found = [];
  for (let at = 0; at < chars.length; ) {
    let size = LONGEST_EVERYDAY;
    while (size > 1 && !words.has(chars.slice(at, at + size).join(""))) size -= 1;
    const word = chars.slice(at, at + size).join("");
    if (size > 1) found.push({ word, terms: words.get(word) ?? [] });
    at += size;
  }
  return found;
}

/** @param {string} typed @param {string} word */
const isForm = (typed, word) => typed === word || kinship(typed, word) === "inflected";
