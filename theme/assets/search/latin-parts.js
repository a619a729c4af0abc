// An alphabetic word of a query → parts with readings. Twin: kbgen/search/latin_parts.py.
// Specification: index-format 5.3 and 6.

import { CORRECTED_FALL, CORRECTED_LATIN, LEAST_WEIGHT, MOST_PIECES, RELATIVE, WHOLE } from "./constants.js";
import { LatinDecoder } from "./decode-latin.js";
import { wordParts } from "./normalise.js";

/** @typedef {import("./score.js").Need} Need */
/** @typedef {import("./score.js").Part} Part */
/** @typedef {import("./score.js").PartReading} PartReading */

export class LatinParts {
  /** @param {import("./reader.js").IndexReader} index @param {import("./postings.js").PostingsLookup} lookup */
  constructor(index, lookup) {
    this.index = index;
    this.lookup = lookup;
    /** @type {LatinDecoder | null} */
    this.decoder = null;
  }

  /**
   * The parts of one word; `last`: it ends the query and may be unfinished.
   * @param {string} word @param {boolean} last @param {boolean} literal
   * @returns {Promise<Part[]>}
   */
  async parts(word, last, literal) {
    const whole = await this.literal(word);
    if (whole) return [{ typed: word, readings: [whole] }];
    const pieces = wordParts(word);
    if (pieces.length > 1 && pieces.length <= MOST_PIECES) {
      const parts = [];
      for (const piece of pieces) {
        const reading = await this.literal(piece);
        if (reading) parts.push({ typed: piece, readings: [reading] });
      }
      if (parts.length === pieces.length) return parts;
    }
    return [{ typed: word, readings: literal ? [] : await this.mended(word, last) }];
  }

  /**
   * The reading of a word as typed; null where no article holds it.
   * @param {string} word
   * @returns {Promise<PartReading | null>}
   */
  async literal(word) {
    const need = await this.need(word);
    return need && { needs: [need], weight: WHOLE, kind: "exact", words: [word] };
  }

  /**
   * What an article should hold for a word: the word itself or, for less, one of its stem.
   * @param {string} word
   * @returns {Promise<Need | null>}
   */
  async need(word) {
    await this.lookup.load("latn", [word]);
    const terms = [];
    for (const { family, weight } of this.lookup.places("latn")) {
      const postings = this.index.postings(family, word);
      if (!postings) continue;
      terms.push({ family, term: word, weight });
      const most = postings.highest;
      // A relative that is rarer than the word typed has higher impacts;
      // without this `refunds` would outweigh `refund`.
      for (const relative of postings.relatives) {
        const highest = this.index.postings(family, relative)?.highest ?? most;
        terms.push({
          family,
          term: relative,
          weight: Math.floor((weight * RELATIVE * Math.min(most, highest)) / (WHOLE * highest)),
        });
      }
    }
    return terms.length ? { terms, weight: WHOLE } : null;
  }

  /** @param {string} word @param {boolean} last @returns {Promise<PartReading[]>} */
  async mended(word, last) {
    this.decoder ??= new LatinDecoder(await this.index.lexicon("latn"));
    const candidates = this.decoder.candidates(word, last);
    await this.lookup.load(
      "latn",
      candidates.flatMap((candidate) => candidate.words),
    );
    const readings = [];
    for (const candidate of candidates) {
      const needs = [];
      for (const meant of candidate.words) {
        const need = await this.need(meant);
        if (need) needs.push(need);
      }
      const weight = Math.max(LEAST_WEIGHT, CORRECTED_LATIN - CORRECTED_FALL * (candidate.cost - candidates[0].cost));
      /** @type {import("./score.js").MatchKind} */
      const kind = candidate.kind === "prefix" ? "prefix" : "corrected";
      if (needs.length) readings.push({ needs, weight, kind, words: [candidate.words.join(" ")] });
    }
    return readings;
  }
}
