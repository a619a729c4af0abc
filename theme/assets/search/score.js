// Add impacts: needs → scores → ranking. Twin: kbgen/search/score.py. Specification: index-format 8.
// Every number is an integer below 2^53, so both twins rank alike.

/** @typedef {import("./reader.js").Postings} Postings */
/** @typedef {"exact" | "variant" | "synonym" | "corrected" | "prefix"} MatchKind */
/** @typedef {{ family: string, term: string, weight: number }} Term */
/** @typedef {{ terms: Term[], weight: number }} Need */
/** @typedef {{ needs: Need[], weight: number, kind: MatchKind, words: string[] }} PartReading */
/** @typedef {{ typed: string, readings: PartReading[] }} Part */
/** @typedef {{ pair: number, score: number, chosen: number[], mass: number }} Scored */
/** @typedef {(family: string, term: string) => Postings | null} Lookup */

// What a term that no article holds tells of what is meant, as the product of an impact and a weight; and a word that nothing explains.
const UNKNOWN_NEED = 140 * 256
const UNKNOWN_PART = 255 * 256 * 256

/**
 * Every pair that meets a need, best first; ties go to the lower pair number.
 * @param {Part[]} parts @param {Lookup} postings
 * @returns {Scored[]}
 */
export function rank(parts, postings) {
  /** @type {Map<number, Scored>} */
  const ranked = new Map()
  const worth = parts.map(({ readings }) => (readings.length ? information(readings[0].needs, postings) : UNKNOWN_PART))
  parts.forEach((part, number) => {
    /** @type {Map<number, { value: number, choice: number, share: number }>} */
    const best = new Map()
    part.readings.forEach((reading, choice) => {
      for (const [pair, { value, share }] of scoreReading(reading, postings)) {
        const known = best.get(pair)
        if (!known || value > known.value) best.set(pair, { value, choice, share })
      }
    })
    for (const [pair, { value, choice, share }] of best) {
      let scored = ranked.get(pair)
      if (!scored) ranked.set(pair, (scored = { pair, score: 0, chosen: new Array(parts.length).fill(-1), mass: 0 }))
      scored.score += value
      scored.mass += share * worth[number]
      scored.chosen[number] = choice
    }
  })
  const total = worth.reduce((sum, one) => sum + one, 0)
  for (const scored of ranked.values()) scored.mass = Math.floor(scored.mass / total)
  return [...ranked.values()].sort((one, other) => other.score - one.score || one.pair - other.pair)
}

/**
 * How much some needs ask for: rare and prominent words more, as is a word that no article holds (index-format 8.3).
 * @param {Need[]} needs @param {Lookup} postings
 */
export const information = (needs, postings) => needs.reduce((sum, need) => sum + need.weight * (most(need, postings) || UNKNOWN_NEED), 0)

/**
 * The highest product of impact and weight among all articles and the terms of a need, 0 where no article meets it.
 * @param {Need} need @param {Lookup} postings
 */
function most(need, postings) {
  let found = 0
  for (const { family, term, weight } of need.terms) {
    found = Math.max(found, (postings(family, term)?.highest ?? 0) * weight)
  }
  return found
}

/**
 * Pair → its score, and the share of the reading it holds, 0 to 65536.
 * @param {PartReading} reading @param {Lookup} postings
 * @returns {Map<number, { value: number, share: number }>}
 */
function scoreReading(reading, postings) {
  /** @type {Map<number, { value: number, share: number }>} */
  const scores = new Map()
  for (const need of reading.needs) {
    /** @type {Map<number, number>} */
    const best = new Map()
    for (const term of need.terms) {
      const found = postings(term.family, term.term)
      if (!found) continue
      for (let at = 0; at < found.pairs.length; at += 1) {
        const value = found.impacts[at] * term.weight
        if (value > (best.get(found.pairs[at]) ?? 0)) best.set(found.pairs[at], value)
      }
    }
    const worth = need.weight * most(need, postings)
    for (const [pair, value] of best) {
      const sum = scores.get(pair)
      if (sum) {
        sum.value += value * need.weight
        sum.share += worth
      } else scores.set(pair, { value: value * need.weight, share: worth })
    }
  }
  const total = information(reading.needs, postings)
  for (const sum of scores.values()) {
    sum.value *= reading.weight
    sum.share = Math.floor((sum.share * 65536) / total)
  }
  return scores
}
