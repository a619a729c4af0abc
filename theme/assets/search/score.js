// Add impacts: needs → scores → ranking. Twin: kbgen/search/score.py. Specification: index-format 8.
// Every number is an integer below 2^53, so both twins rank alike.

import {
  LEAST_HELD,
  LEAST_OF_PHRASE,
  MOST_WEAK,
  SHORT_QUERY,
  UNKNOWN_NEED,
  UNKNOWN_PART,
  WEAK,
  WEAK_SHORT,
  WHOLE,
  WHOLE_SHARE,
} from "./constants.js";
import { isHan } from "./normalise.js";

/** @typedef {import("./reader.js").Postings} Postings */
/** @typedef {"exact" | "variant" | "synonym" | "corrected" | "prefix"} MatchKind */
/** @typedef {{ family: string, term: string, weight: number }} Term */
/** apart: it tells an order alone (8.3.1). @typedef {{ terms: Term[], weight: number, apart?: boolean }} Need */
/**
 * swap: where it replaces words of a longer text, the first of them and what stands for it.
 * meant: what a mended word stands for, canonical, where no article holds the word itself.
 * scattered: it holds a phrase that no article says (8.4.4). told: what of 256 its share
 * counts, all where it is left out: less for a number without its unit (8.4.6) and for a doubtful word (8.4.7).
 * @typedef {{
 *   needs: Need[], weight: number, kind: MatchKind, words: string[], swap?: [typed: string, read: string],
 *   meant?: string, scattered?: boolean | undefined, told?: number | undefined
 * }} PartReading
 */
/**
 * A word of a part and who holds a word near it (index-format 5.9). typed: what an article should hold for the word
 * itself; null where the part is that word. group: for those near it.
 * @typedef {{ typed: Need | null, group: Need }} Near
 */
/**
 * A word, compound or Chinese run of the query as typed, with its readings; the literal one is first.
 * maybe: what a reader may be asked whether it was meant, where nothing else is known of it.
 * follows: it belongs to the same Chinese run as the part before. near: words near its words.
 * before, after: words beside it that say little and are no parts; after: of the last part.
 * @typedef {{
 *   typed: string, readings: PartReading[], maybe?: string, follows?: boolean, near?: Near[],
 *   before?: string, after?: string,
 * }} Part
 */
/**
 * mass: what of the query the pair holds, 0 to 65536, by information. weak: it is too little (index-format 9.1).
 * pinned: editors put it first (index-format 11.5).
 * @typedef {{ pair: number, score: number, chosen: number[], mass: number, weak: boolean, pinned?: boolean }} Scored
 */
/** total: how many are worth showing; best: the first of them. @typedef {{ total: number, best: Scored[] }} Ranked */
/** @typedef {(family: string, term: string) => Postings | null} Lookup */

/**
 * The best `most` of the pairs worth showing: those that hold enough of the query, by score, then a few weak ones
 * (index-format 9.5); ties go to the lower pair number. total: how many are worth it.
 * @param {Part[]} parts @param {Lookup} postings @param {number} pairs how many the index has @param {number} most
 * @param {Set<number> | null} [only] which pairs may be results; null for all
 * @param {import("./region-pages.js").RegionPages | null} [regions] which are pages of one article
 * @param {Set<string>} [little] words that say little, of which a query is not long
 * @returns {Ranked}
 */
export function rank(parts, postings, pairs, most, only = null, regions = null, little = new Set()) {
  const scores = new Float64Array(pairs);
  const masses = new Float64Array(pairs);
  let total = 0;
  const choices = parts.map((part) => {
    const worth = part.readings.length ? information(part.readings[0].needs, postings) : UNKNOWN_PART;
    total += worth;
    const { values, shares, chosen } = scorePart(part, postings, pairs);
    for (let pair = 0; pair < pairs; pair += 1) {
      scores[pair] += values[pair];
      masses[pair] += shares[pair] * worth;
    }
    return chosen;
  });
  if (only) for (let pair = 0; pair < pairs; pair += 1) if (!only.has(pair)) scores[pair] = 0;
  const held = masses.map((mass) => Math.floor(mass / Math.max(1, total)));
  const enough = leastMass(parts, little);
  const real = scores.map((score, pair) => (held[pair] >= enough ? score : 0));
  const weak = scores.map((score, pair) => (held[pair] < enough && held[pair] >= LEAST_HELD * WHOLE ? score : 0));
  regions?.join(real, weak, held);
  const best = [...first(real, most), ...first(weak, MOST_WEAK)].slice(0, most).map((pair) => ({
    pair,
    score: scores[pair],
    chosen: choices.map((numbers) => numbers[pair]),
    mass: held[pair],
    weak: held[pair] < enough,
  }));
  return { total: countAbove(real) + Math.min(MOST_WEAK, countAbove(weak)), best };
}

/**
 * What a query of so many parts ranks, with the article of a pinned pair first, `most` at most (index-format 11.5).
 * @param {Ranked} ranked @param {number | null} pair @param {number} parts @param {number} most
 * @param {import("./region-pages.js").RegionPages} regions
 * @returns {Ranked}
 */
export function withPin({ total, best }, pair, parts, most, regions) {
  if (pair === null) return { total, best };
  const pages = [pair, ...regions.others(pair)];
  const found = best.find((scored) => pages.includes(scored.pair));
  const unknown = { pair: regions.own(pair), score: 0, chosen: Array(parts).fill(-1), mass: 0 };
  const first = { ...(found ?? unknown), weak: false, pinned: true };
  const others = best.filter((scored) => !pages.includes(scored.pair));
  return { total: total + (!found && total === best.length ? 1 : 0), best: [first, ...others].slice(0, most) };
}

/**
 * What of a query an article holds at least, or it is a weak match (index-format 9.1). Of a short query for what is
 * named by a number that no article holds (5.7.3), 第三航廈, all are.
 * @param {Part[]} parts @param {Set<string>} little
 */
function leastMass(parts, little) {
  let halfWords = 0;
  for (const { typed } of parts) {
    const chars = [...typed];
    if (!chars.length) continue;
    halfWords += chars.filter(isHan).length;
    if (isHan(chars[0])) continue;
    halfWords += little.has(typed) ? 1 : 2 * typed.split(" ").length;
  }
  if (halfWords > SHORT_QUERY) return WEAK * WHOLE;
  const isNamed = parts.some(({ typed, readings }) => !readings.length && typed.startsWith("第"));
  return isNamed ? WHOLE_SHARE + 1 : WEAK_SHORT * WHOLE;
}

/** How many are above 0. @param {Float64Array} scores */
const countAbove = (scores) => scores.reduce((count, score) => count + (score ? 1 : 0), 0);

/** The pairs with the highest scores above 0, best first. @param {Float64Array} scores @param {number} most */
function first(scores, most) {
  /** @type {number[]} */
  const best = [];
  for (let pair = 0; pair < scores.length; pair += 1) {
    if (!scores[pair] || (best.length === most && scores[pair] <= scores[best[most - 1]])) continue;
    let place = best.length === most ? most - 1 : best.length;
    for (; place && scores[best[place - 1]] < scores[pair]; place -= 1) best[place] = best[place - 1];
    best[place] = pair;
  }
  return best;
}

/**
 * How much some needs ask for: rare and prominent words more, as is a word that no article holds (index-format 8.3).
 * @param {Need[]} needs @param {Lookup} postings
 */
export const information = (needs, postings) =>
  needs.reduce((sum, need) => sum + need.weight * (most(need, postings) || UNKNOWN_NEED), 0);

/**
 * The highest product of impact and weight among all articles and the terms of a need, 0 where no article meets it.
 * @param {Need} need @param {Lookup} postings
 */
function most(need, postings) {
  let found = 0;
  for (const { family, term, weight } of need.terms) {
    found = Math.max(found, (postings(family, term)?.highest ?? 0) * weight);
  }
  return found;
}

/**
 * Whether a reading is a phrase of several words for what no article holds: *work for us* for careers (8.4.2).
 * @param {Part} part @param {PartReading} reading
 */
function isLoose(part, { kind, needs }) {
  if (kind !== "variant" || needs.length < 2 || part.readings[0].kind === "exact") return false;
  return needs.every(({ terms }) => terms.every(({ family }) => family.startsWith("latn/")));
}

/**
 * Whether editors say what was typed stands for: who mentions Google is no answer to *Google Pay* (8.4.3).
 * @param {Part} part @param {PartReading} reading
 */
function isExplained(part, { kind }) {
  return kind === "exact" && part.readings.some((other) => other.kind === "synonym" && !other.swap);
}

/**
 * For each pair the value of its best reading, what of the part that holds (0 to 65536), and its number or −1.
 * @param {Part} part @param {Lookup} postings @param {number} pairs
 */
function scorePart(part, postings, pairs) {
  const values = new Float64Array(pairs);
  const said = new Float64Array(pairs);
  const shares = new Float64Array(pairs);
  const chosen = new Int32Array(pairs).fill(-1);
  part.readings.forEach((reading, choice) => {
    const { sums, told } = scoreReading(reading, postings, pairs);
    const total = information(reading.needs, postings);
    const least = isLoose(part, reading) ? LEAST_OF_PHRASE * total : 0;
    const whole = ((reading.told ?? WHOLE) * WHOLE_SHARE) / WHOLE;
    const leastTold = isExplained(part, reading) ? LEAST_OF_PHRASE * total : 0;
    for (let pair = 0; pair < pairs; pair += 1) {
      const value = sums[pair] * reading.weight;
      if (value <= said[pair] || WHOLE * sums[pair] < least || WHOLE * told[pair] < leastTold) continue;
      if (value > values[pair]) {
        values[pair] = value;
        chosen[pair] = choice;
      }
      if (!reading.scattered) {
        said[pair] = value;
        shares[pair] = Math.floor((told[pair] * whole) / total);
      }
    }
  });
  for (const { typed, group } of part.near ?? []) {
    const known = typed ? gains(typed, postings, pairs) : values;
    const more = gains(group, postings, pairs).map((gain, pair) => Math.max(0, gain - known[pair]));
    for (let pair = 0; pair < pairs; pair += 1) values[pair] += more[pair];
  }
  return { values, shares, chosen };
}

/**
 * What each pair gets for a need, as much as in a reading as typed.
 * @param {Need} need @param {Lookup} postings @param {number} pairs
 */
function gains(need, postings, pairs) {
  const reading = /** @type {PartReading} */ ({ needs: [need], weight: WHOLE, kind: "exact", words: [] });
  return scoreReading(reading, postings, pairs).sums.map((sum) => sum * WHOLE);
}

/**
 * For each pair the sum of what it gets for the needs of a reading, and what those that it meets tell.
 * @param {PartReading} reading @param {Lookup} postings @param {number} pairs
 */
function scoreReading(reading, postings, pairs) {
  const sums = new Float64Array(pairs);
  const told = new Float64Array(pairs);
  const best = new Float64Array(pairs);
  for (const need of reading.needs) {
    const worth = need.weight * most(need, postings);
    for (const term of need.terms) {
      const found = postings(term.family, term.term);
      if (!found) continue;
      const weight = term.weight * need.weight;
      for (let at = 0; at < found.pairs.length; at += 1) {
        const pair = found.pairs[at];
        const more = found.impacts[at] * weight - best[pair];
        if (more <= 0) continue;
        if (!best[pair] && !need.apart) told[pair] += worth;
        sums[pair] += more;
        best[pair] += more;
      }
    }
    // What the next need finds here is zero again; cheaper than to fill the whole array.
    for (const term of need.terms) for (const pair of postings(term.family, term.term)?.pairs ?? []) best[pair] = 0;
  }
  return { sums, told };
}
