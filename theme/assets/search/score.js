// Add impacts: needs → scores → ranking. Twin: kbgen/search/score.py. Specification: index-format 8.
// Every number is an integer below 2^53, so both twins rank alike.

/** @typedef {import("./reader.js").Postings} Postings */
/** @typedef {"exact" | "variant" | "synonym" | "corrected" | "prefix"} MatchKind */
/** @typedef {{ family: string, term: string, weight: number }} Term */
/** @typedef {{ terms: Term[], weight: number }} Need */
/** @typedef {{ needs: Need[], weight: number, kind: MatchKind, words: string[] }} PartReading */
/** @typedef {{ typed: string, readings: PartReading[] }} Part */
/** @typedef {{ pair: number, score: number, chosen: number[], mass: number }} Scored */

/**
 * Every pair that meets a need, best first; ties go to the lower pair number.
 * @param {Part[]} parts
 * @param {(family: string, term: string) => Postings | null} postings
 * @returns {Scored[]}
 */
export function rank(parts, postings) {
  /** @type {Map<number, Scored>} */
  const ranked = new Map()
  parts.forEach((part, number) => {
    /** @type {Map<number, { value: number, choice: number, met: number }>} */
    const best = new Map()
    part.readings.forEach((reading, choice) => {
      for (const [pair, held] of scoreReading(reading, postings)) {
        const known = best.get(pair)
        if (!known || held.value > known.value) best.set(pair, { value: held.value, choice, met: held.met })
      }
    })
    for (const [pair, { value, choice, met }] of best) {
      let scored = ranked.get(pair)
      if (!scored) ranked.set(pair, (scored = { pair, score: 0, chosen: new Array(parts.length).fill(-1), mass: 0 }))
      scored.score += value
      scored.mass += met
      scored.chosen[number] = choice
    }
  })
  return [...ranked.values()].sort((one, other) => other.score - one.score || one.pair - other.pair)
}

/**
 * The most that one article could score with these needs, by how rare and prominent their terms are; 0 where no article
 * holds one of them (index-format 8.7).
 * @param {Need[]} needs
 * @param {(family: string, term: string) => Postings | null} postings
 */
export function reach(needs, postings) {
  let total = 0
  for (const need of needs) {
    let most = 0
    for (const { family, term, weight } of need.terms) {
      const found = postings(family, term)
      if (found) most = Math.max(most, Math.max(...found.impacts) * weight)
    }
    if (!most) return 0
    total += most * need.weight
  }
  return total
}

/**
 * @param {PartReading} reading
 * @param {(family: string, term: string) => Postings | null} postings
 * @returns {Map<number, { value: number, met: number }>}
 */
function scoreReading(reading, postings) {
  const total = reading.needs.reduce((sum, need) => sum + need.weight, 0)
  /** @type {Map<number, { value: number, met: number }>} */
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
    for (const [pair, value] of best) {
      const sum = scores.get(pair)
      if (sum) {
        sum.value += value * need.weight
        sum.met += need.weight
      } else scores.set(pair, { value: value * need.weight, met: need.weight })
    }
  }
  for (const sum of scores.values()) {
    sum.value *= reading.weight
    sum.met = Math.floor((sum.met * 65536) / total)
  }
  return scores
}
