// Chinese typed in Latin letters: pinyin and Jyutping, read as words of the site.
// Twin: kbgen/search/romanised.py. Specification: index-format 7.9.

import { byWords } from './decode-latin.js'
import { byCodePoint } from './normalise.js'

const SINGLE_CHARACTER = 64
const LONGEST_ROMANISED = 4
const LONGEST_TEXT = 40
const MOST_READINGS = 3
const LONGEST_SYLLABLE = 6
const SCHEMES = [
  [
    ' zh ch sh b p m f d t n l g k h j q x r z c s y w',
    'iang iong uang ang eng ing ong ian iao uai uan ai an ao ei en er ia ie in iu ou ua ue ui un uo ve a e i o u v',
  ],
  [
    ' gw kw ng b p m f d t n l g k h w z c s j',
    'aai aau aam aan aang aap aat aak aa eoi eon eot oeng oet oek oe yun yut yu ai au am ang an ap at ak eng eu em ep ek ei ing iu im' +
      ' in ip it ik ong oi ou on ong ot ok ung ui un ut uk a e i o u m ng',
  ],
].map(([initials, finals]) => new Set(initials.split(' ').flatMap((initial) => finals.split(' ').map((final) => initial + final))))

/** @typedef {{ words: string[], cost: number }} RomanisedReading */

/**
 * Whether a text is made of syllables of pinyin or Jyutping, so that the tables are worth fetching (index-format 7.9.1).
 * @param {string} text
 */
export function looksRomanised(text) {
  const letters = text.replace(/[1-6]/g, '')
  return letters.length >= 2 && letters.length <= LONGEST_TEXT && SCHEMES.some((syllables) => covers(syllables, letters))
}

/** @param {Set<string>} syllables @param {string} letters */
function covers(syllables, letters) {
  const reached = [true]
  for (let end = 1; end <= letters.length; end += 1) {
    reached[end] = false
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end && !reached[end]; start += 1) {
      reached[end] = reached[start] && syllables.has(letters.slice(start, end))
    }
  }
  return reached[letters.length]
}

export class Romaniser {
  /** @param {Map<string, number>} costs @param {import("./reader.js").Characters} characters */
  constructor(costs, characters) {
    /** @type {Map<string, { word: string, cost: number }>} */
    this.keys = new Map()
    this.longest = 0
    for (const [word, plain] of costs) {
      const chars = [...word]
      if (chars.length > LONGEST_ROMANISED) continue
      const features = chars.map((char) => characters.features.get(char))
      const cost = plain + (chars.length === 1 ? SINGLE_CHARACTER : 0)
      this.add(word, cost, features.map((feature) => characters.pinyin[(feature?.pinyin || 0) - 1]))
      this.add(word, cost, features.map((feature) => characters.jyutping[(feature?.jyutping || 0) - 1]))
    }
  }

  /** @param {string} word @param {number} cost @param {(string | undefined)[]} syllables */
  add(word, cost, syllables) {
    if (!syllables.every(Boolean)) return
    const key = syllables.join('')
    const known = this.keys.get(key)
    if (!known || cost < known.cost || (cost === known.cost && byCodePoint(word, known.word) < 0)) this.keys.set(key, { word, cost })
    this.longest = Math.max(this.longest, key.length)
  }

  /**
   * The cheapest ways to read a whole text, with a word of two characters or more in each, cheapest first.
   * @param {string} text
   * @returns {RomanisedReading[]}
   */
  readings(text) {
    const letters = text.replace(/[1-6]/g, '')
    /** @type {RomanisedReading[][]} */
    const states = [[{ words: [], cost: 0 }]]
    for (let end = 1; end <= letters.length; end += 1) {
      /** @type {Map<string, RomanisedReading>} */
      const found = new Map()
      for (let start = Math.max(0, end - this.longest); start < end; start += 1) {
        const entry = this.keys.get(letters.slice(start, end))
        if (!entry) continue
        for (const before of states[start]) {
          const longer = { words: [...before.words, entry.word], cost: before.cost + entry.cost }
          const known = found.get(longer.words.join(''))
          if (!known || longer.cost < known.cost) found.set(longer.words.join(''), longer)
        }
      }
      states.push([...found.values()].sort((one, other) => one.cost - other.cost || byWords(one.words, other.words)).slice(0, MOST_READINGS))
    }
    return states[letters.length].filter(({ words }) => words.some((word) => [...word].length > 1))
  }
}
