// An alphabetic word of a query → parts with readings. Twin: kbgen/search/latin_parts.py.
// Specification: index-format 5.3 and 6.

import {
  CORRECTED_FALL,
  CORRECTED_LATIN,
  DERIVED,
  INFLECTED,
  LEAST_WEIGHT,
  MOST_PIECES,
  NO_PRICE,
  RELATIVE,
  SHORTEST_TAIL,
  WHOLE,
} from "./constants.js";
import { CURRENCIES, MEASURES } from "./currencies.js";
import { LatinDecoder } from "./decode-latin.js";
import { wordParts } from "./normalise.js";
import { CODES, priceOf } from "./prices.js";
import { numbersFrom } from "./run-groups.js";
import { information } from "./score.js";

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
    const price = priceOf(word);
    if (price) return [await this.price(word, price)];
    const whole = await this.literal(word);
    if (whole) return [{ typed: word, readings: [whole] }];
    const pieces = wordParts(word);
    if (pieces.length > 1 && pieces.length <= MOST_PIECES) {
      const parts = [];
      let told = 0;
      for (const piece of pieces) {
        const reading = await this.literal(piece);
        if (reading) parts.push({ typed: piece, readings: [reading] });
        if (reading || !CURRENCIES.has(piece)) told += 1;
      }
      if (parts.length === told) return parts;
    }
    return [literal ? { typed: word, readings: [] } : await this.unheld(word, last)];
  }

  /**
   * The part of a price: of who holds it and, for less, its number, unless that is said of another (5.2.5).
   * @param {string} word @param {import("./prices.js").PriceTerm} price
   * @returns {Promise<Part>}
   */
  async price(word, { number, terms, others }) {
    await this.lookup.load("latn", [...terms, ...(number ? [number] : []), ...others]);
    const own = await this.literal(word);
    if (own && others.length) return { typed: word, readings: [own] };
    const said = await Promise.all(others.map((other) => this.literal(other)));
    if (said.some(Boolean)) return { typed: word, readings: [] };
    const held = await Promise.all(terms.map((term) => this.need(term)));
    const needed = held.flatMap((need) => need?.terms ?? []);
    const alone = number ? await this.literal(number) : null;
    /** @type {PartReading[]} */
    const readings = needed.length
      ? [{ needs: [{ terms: needed, weight: WHOLE }], weight: WHOLE, kind: "exact", words: [word] }]
      : [];
    return { typed: word, readings: [...readings, ...(alone ? [unsure(alone)] : [])] };
  }

  /**
   * The part of a number with full stops: as typed or, where no article holds it, as a price (index-format 5.2.2).
   * @param {string} word
   * @returns {Promise<Part>}
   */
  async fraction(word) {
    const price = priceOf(word);
    if (price) return this.price(word, price);
    const plain = await this.literal(word);
    const money = plain ? null : priceOf(`any${word}`);
    const reading = plain ?? (money && (await this.price(word, money)).readings[0]);
    return { typed: word, readings: reading ? [reading] : [] };
  }

  /**
   * The part of a number with a measure that no article has both of, and how many runs they are (index-format 5.2.8):
   * 30kg; null where there is none.
   * @param {import("./normalise.js").Run[]} runs @param {number} start
   * @returns {Promise<{ part: Part, size: number } | null>}
   */
  async measured(runs, start) {
    const typed = runs.slice(start, start + 2).flatMap(({ script, text }) => (script === "latn" ? [text] : []));
    const pieces = wordParts(typed[0]);
    const size = pieces.length === 2 ? 1 : 2;
    const [number, unit = ""] = size === 1 ? pieces : typed;
    if (!/^[0-9]+$/u.test(number) || !MEASURES.has(unit) || (size === 1 && (await this.need(typed[0])))) return null;
    const terms = await this.sameWord(unit);
    const alone = await this.literal(number);
    if (!terms.length) return null;
    const pairs = this.lookup.holdingAny(terms);
    if (alone && [...this.lookup.holdingAny(alone.needs[0].terms)].some((pair) => pairs.has(pair))) return null;
    /** @type {PartReading} */
    const measure = { needs: [{ terms, weight: WHOLE }], weight: WHOLE, kind: "exact", words: [unit], told: NO_PRICE };
    return { part: { typed: `${number} ${unit}`, readings: [measure, ...(alone ? [unsure(alone)] : [])] }, size };
  }

  /**
   * The part of a word that no article holds: in another form, the end of a number, or mended. What is no word is
   * sooner one typed wrong than one made of another: chatrs is charts, and not of chat. What any of these may need is
   * fetched at once.
   * @param {string} word @param {boolean} last
   * @returns {Promise<Part>}
   */
  async unheld(word, last) {
    const [decoder, real] = await Promise.all([
      this.words(),
      this.index.isRealEnglish(word),
      this.lookup.load("latn", tails(word)),
    ]);
    const forms = decoder.forms(word);
    const reading = (await this.inAnotherForm(word)) ?? (await this.tail(word));
    if (reading || CODES.has(word)) return { typed: word, readings: reading ? [reading] : [] };
    const readings = await this.mended(decoder, word, last, real);
    const related = readings.length || real ? null : await this.inForms(forms);
    if (related) return { typed: word, readings: [related] };
    const maybe = real && !readings.length ? (forms[0]?.form ?? decoder.nearest(word)) : "";
    return { typed: word, readings, maybe: this.index.little.has(maybe) ? "" : maybe };
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
    for (const { name: family, weight } of this.lookup.families("latn")) {
      const postings = this.index.postings(family, word);
      if (!postings) continue;
      terms.push({ family, term: word, weight });
      for (const relative of postings.relatives)
        terms.push({ family, term: relative, weight: this.relativeWeight(family, weight, relative, postings) });
    }
    return terms.length ? { terms, weight: WHOLE } : null;
  }

  /**
   * What a word of the same stem counts. One that no more articles hold than the word typed may be rarer, and so has
   * higher impacts: without this `refunds` would outweigh `refund`. One that more hold has no such merit.
   * @param {string} family @param {number} weight @param {string} relative
   * @param {import("./payloads.js").Postings} typed
   */
  relativeWeight(family, weight, relative, typed) {
    const postings = this.index.postings(family, relative);
    if (postings && postings.pairs.length > typed.pairs.length) return Math.floor((weight * RELATIVE) / WHOLE);
    const highest = postings?.highest ?? typed.highest;
    return Math.floor((weight * RELATIVE * Math.min(typed.highest, highest)) / (WHOLE * highest));
  }

  /** The words of the site; they are fetched when the first word turns up that no article holds. */
  async words() {
    const words = await this.index.lexicon("latn");
    return (this.decoder ??= new LatinDecoder(words));
  }

  /**
   * The reading of a word that articles hold inflected or, an English word, derived (index-format 5.3.2).
   * @param {string} word
   */
  async inAnotherForm(word) {
    const forms = (await this.words()).forms(word);
    const kind = forms[0]?.kind;
    const isNear = kind === "inflected" || (kind === "derived" && (await this.index.isRealEnglish(word)));
    return isNear ? this.inForms(forms) : null;
  }

  /**
   * The reading of a word that articles hold in other forms only (index-format 5.3.3).
   * @param {string} word @param {LatinDecoder} decoder
   */
  related(word, decoder) {
    return this.inForms(decoder.forms(word).filter(({ kind }) => kind !== "distant"));
  }

  /**
   * @param {ReturnType<LatinDecoder["forms"]>} found
   * @returns {Promise<PartReading | null>}
   */
  async inForms(found) {
    await this.lookup.load(
      "latn",
      found.map(({ form }) => form),
    );
    const terms = [];
    for (const { form, kind } of found) {
      const part = kind === "inflected" ? INFLECTED : DERIVED;
      for (const term of (await this.need(form))?.terms ?? [])
        terms.push({ ...term, weight: Math.max(1, Math.floor((term.weight * part) / WHOLE)) });
    }
    return terms.length
      ? { needs: [{ terms, weight: WHOLE }], weight: WHOLE, kind: "exact", words: [found[0].form] }
      : null;
  }

  /**
   * The terms that are a word in any form: those of its need or, where none holds it, of its inflected forms.
   * @param {string} word
   */
  async sameWord(word) {
    const need = await this.need(word);
    if (need) return need.terms;
    const forms = (await this.words()).forms(word).filter(({ kind }) => kind === "inflected");
    return (await Promise.all(forms.map(({ form }) => this.need(form)))).flatMap((found) => found?.terms ?? []);
  }

  /**
   * The reading of a number whose end articles hold: a telephone number without its country (index-format 5.3.5).
   * @param {string} word
   */
  async tail(word) {
    for (const tail of tails(word)) {
      const reading = await this.literal(tail);
      if (reading) return reading;
    }
    return null;
  }

  /**
   * The part of neighbouring numbers that are or end with one that articles hold, the most first, and how many they are
   * (index-format 5.3.7); null where there are none.
   * @param {import("./normalise.js").Run[]} runs @param {number} start
   * @returns {Promise<{ part: Part, size: number } | null>}
   */
  async telephone(runs, start) {
    for (const words of numbersFrom(runs, start)) {
      const number = words.join("");
      const reading = (number.length < SHORTEST_TAIL ? null : await this.literal(number)) ?? (await this.tail(number));
      if (reading) return { part: { typed: words.join(" "), readings: [reading] }, size: words.length };
    }
    return null;
  }

  /**
   * The cost of the first candidate of a word that no article holds; null where there is none (index-format 6.4).
   * @param {string} word @param {boolean} last
   */
  async firstCost(word, last) {
    return (await this.words()).candidates(word, last)[0]?.cost ?? null;
  }

  /**
   * What words of the site cost that some words stand for at the cheapest; null where one stands for none.
   * @param {string[]} words
   */
  async mendingCost(words) {
    const decoder = await this.words();
    let sum = 0;
    for (const word of words) {
      const cost = decoder.cost(word);
      if (cost === null) return null;
      sum += cost;
    }
    return sum;
  }

  /**
   * @param {LatinDecoder} decoder @param {string} word @param {boolean} last @param {boolean} real
   * @returns {Promise<PartReading[]>}
   */
  async mended(decoder, word, last, real) {
    const candidates = decoder.candidates(word, last, real);
    await this.lookup.load(
      "latn",
      candidates.flatMap((candidate) => candidate.words),
    );
    /** @type {PartReading[]} */
    const readings = [];
    for (const candidate of candidates) {
      const needs = [];
      for (const meant of candidate.words) {
        const need = await this.need(meant);
        if (need) needs.push(need);
      }
      const weight = Math.max(LEAST_WEIGHT, CORRECTED_LATIN - CORRECTED_FALL * (candidate.cost - candidates[0].cost));
      /** @type {import("./score.js").MatchKind} */
      const kind =
        candidate.kind === "prefix" ? "prefix" : real && candidate.kind === "split" ? "variant" : "corrected";
      if (needs.length) readings.push({ needs, weight, kind, words: [candidate.words.join(" ")] });
    }
    return readings.map((reading) => this.fair(reading, readings[0]));
  }

  /**
   * A reading that counts less where it is rarer than the likeliest one: drivr is no drive because few hold that.
   * @param {PartReading} reading @param {PartReading} likeliest
   * @returns {PartReading}
   */
  fair(reading, likeliest) {
    /** @param {string} family @param {string} term */
    const postings = (family, term) => this.index.postings(family, term);
    const one = information(likeliest.needs, postings);
    const other = information(reading.needs, postings);
    const weight = Math.floor((reading.weight * (other + Math.min(one, other))) / (2 * other));
    return { ...reading, weight: Math.max(LEAST_WEIGHT, weight) };
  }
}

/** The ends of a number that may be the whole of it without a prefix, the longest first. @param {string} word */
const tails = (word) =>
  /^[0-9]+$/.test(word)
    ? Array.from({ length: Math.max(0, word.length - SHORTEST_TAIL) }, (_, at) => word.slice(at + 1))
    : [];

/**
 * The reading of a number alone, to who typed it with a unit: it says little of what an article holds (8.4.6).
 * @param {PartReading} reading
 * @returns {PartReading}
 */
export const unsure = (reading) => ({
  ...reading,
  weight: Math.floor((reading.weight * NO_PRICE) / WHOLE),
  told: NO_PRICE,
});
