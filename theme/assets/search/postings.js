// Where a reader's language looks for terms, and with which weight. Twin: kbgen/search/postings.py.
// Specification: index-format 5.

import { ALIAS_COST, LONGEST_ALIAS, OTHER_LANGUAGE, WHOLE } from "./constants.js";

/** @typedef {import("./reader.js").IndexReader} IndexReader */
/** @typedef {"latn" | "hani"} Script */

/**
 * A family of postings and the weight, of 256, that its impacts have.
 * @typedef {{ name: string, weight: number }} Family
 */

export class PostingsLookup {
  /** @param {IndexReader} index @param {"en" | "zh-hant"} language */
  constructor(index, language) {
    this.index = index;
    this.isForChinese = language === "zh-hant";
    this.languages = this.isForChinese ? ["zh-hant", "en"] : ["en", "zh-hant"];
  }

  /**
   * Families of a script, the reader's own language first; English readers need no Chinese article's words.
   * @param {Script} script
   * @returns {Family[]}
   */
  families(script) {
    const [own, other] = this.languages;
    const families = [{ name: `${script}/${own}`, weight: WHOLE }];
    return families[0].name === "latn/en"
      ? families
      : [...families, { name: `${script}/${other}`, weight: OTHER_LANGUAGE }];
  }

  /** Fetch the shards that would hold these terms. @param {Script} script @param {string[]} terms */
  async load(script, terms) {
    await Promise.all(this.families(script).map(({ name }) => this.index.load(name, terms)));
  }

  /** The highest impact of a Chinese term whose shards are loaded, 0 where no pair holds it. @param {string} term */
  highest(term) {
    return Math.max(...this.families("hani").map(({ name }) => this.index.postings(name, term)?.highest ?? 0));
  }

  /** The pairs that hold a term, after its shards are fetched. @param {Script} script @param {string} term */
  async holding(script, term) {
    await this.load(script, [term]);
    return this.holdingAny(this.families(script).map(({ name }) => ({ family: name, term })));
  }

  /**
   * The pairs that hold one of some terms whose shards are loaded.
   * @param {{ family: string, term: string }[]} terms
   */
  holdingAny(terms) {
    return new Set(terms.flatMap(({ family, term }) => this.index.postings(family, term)?.pairs ?? []));
  }

  /**
   * The costs of the words of a folded Chinese text whose pairs are loaded: those of the site, real words, and what
   * stands in `aliases` (index-format 5.4).
   * @param {string[]} chars @param {Map<string, unknown>} [aliases]
   */
  wordCosts(chars, aliases = new Map()) {
    /** @type {Map<string, number>} */
    const costs = new Map();
    for (const [start] of chars.entries()) {
      for (let end = start + 1; end <= Math.min(chars.length, start + LONGEST_ALIAS); end += 1) {
        const word = chars.slice(start, end).join("");
        const known = aliases.has(word) || this.index.isRealChinese(word);
        const cost = this.index.wordCost(word) ?? (known ? ALIAS_COST : undefined);
        if (cost !== undefined) costs.set(word, cost);
      }
    }
    return costs;
  }

  /**
   * The highest sum of impacts of a pair that holds all of some Chinese terms whose shards are loaded, or 0.
   * @param {string[]} terms
   */
  mostHeld(terms) {
    /** @type {Map<number, number>} */
    let held = new Map();
    terms.forEach((term, number) => {
      /** @type {Map<number, number>} */
      const found = new Map();
      for (const { name } of this.families("hani")) {
        const postings = this.index.postings(name, term);
        if (!postings) continue;
        for (let at = 0; at < postings.pairs.length; at += 1) {
          const pair = postings.pairs[at];
          if (number === 0 || held.has(pair))
            found.set(pair, Math.max(found.get(pair) ?? 0, (held.get(pair) ?? 0) + postings.impacts[at]));
        }
      }
      held = found;
    });
    let most = 0;
    for (const impacts of held.values()) if (impacts > most) most = impacts;
    return most;
  }
}

/**
 * The terms that whoever holds a whole run holds: a word, or pairs of characters, or the only one.
 * @param {import("./normalise.js").Run} run
 */
export function runTerms({ script, text }) {
  const pairs = script === "hani" ? characterPairs([...text]) : [];
  return pairs.length ? pairs : [text];
}

/** The neighbouring pairs of characters of a run. @param {string[]} chars */
export const characterPairs = (chars) => chars.slice(1).map((char, at) => chars[at] + char);
