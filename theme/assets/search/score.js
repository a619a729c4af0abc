// Add impacts: needs → scores → ranking. Twin: kbgen/search/score.py. Specification: index-format 8.
// Every number is an integer below 2^53, so both twins rank alike.

import { UNKNOWN_NEED, UNKNOWN_PART, WHOLE_SHARE } from "./constants.js";

/** @typedef {import("./reader.js").Postings} Postings */
/** @typedef {"exact" | "variant" | "synonym" | "corrected" | "prefix"} MatchKind */
/** @typedef {{ family: string, term: string, weight: number }} Term */
/** @typedef {{ terms: Term[], weight: number }} Need */
/** @typedef {{ needs: Need[], weight: number, kind: MatchKind, words: string[] }} PartReading */
/** @typedef {{ typed: string, readings: PartReading[] }} Part */
/** @typedef {{ pair: number, score: number, chosen: number[], mass: number }} Scored */
/** @typedef {(family: string, term: string) => Postings | null} Lookup */

/**
 * The best `most` of the pairs that meet a need, best first; ties go to the lower pair number.
 * total: how many meet one.
 * @param {Part[]} parts @param {Lookup} postings @param {number} pairs how many the index has @param {number} most
 * @returns {{ total: number, best: Scored[] }}
 */
export function rank(parts, postings, pairs, most) {
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
  const best = first(scores, most).map((pair) => {
    const chosen = choices.map((numbers) => numbers[pair]);
    return { pair, score: scores[pair], chosen, mass: Math.floor(masses[pair] / total) };
  });
  return { total: scores.reduce((count, score) => count + (score ? 1 : 0), 0), best };
}

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
 * For each pair the value of its best reading, what of the part that holds (0 to 65536), and its number or −1.
 * @param {Part} part @param {Lookup} postings @param {number} pairs
 */
function scorePart(part, postings, pairs) {
  const values = new Float64Array(pairs);
  const shares = new Float64Array(pairs);
  const chosen = new Int32Array(pairs).fill(-1);
  part.readings.forEach((reading, choice) => {
    const { sums, told } = scoreReading(reading, postings, pairs);
    const total = information(reading.needs, postings);
    for (let pair = 0; pair < pairs; pair += 1) {
      if (sums[pair] * reading.weight <= values[pair]) continue;
      values[pair] = sums[pair] * reading.weight;
      shares[pair] = Math.floor((told[pair] * WHOLE_SHARE) / total);
      chosen[pair] = choice;
    }
  });
  return { values, shares, chosen };
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
        if (!best[pair]) told[pair] += worth;
        sums[pair] += more;
        best[pair] += more;
      }
    }
    // What the next need finds here is zero again; cheaper than to fill the whole array.
    for (const term of need.terms) for (const pair of postings(term.family, term.term)?.pairs ?? []) best[pair] = 0;
  }
  return { sums, told };
}
