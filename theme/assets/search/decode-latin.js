// Mend an alphabetic word that no article holds. Twin: kbgen/search/decode_latin.py. Specification: index-format 6.

import {
  DEAREST_EDITS,
  DEAREST_IN_SHORT,
  DEAREST_IN_SHORTEST,
  F_FOR_PH,
  FIRST_LETTER,
  LATIN_MARGIN,
  LETTER_EDIT,
  LONGEST_ONE_EDIT,
  LONGEST_SHORT,
  LONGEST_UNMENDED,
  MOST_CANDIDATES,
  MOST_LETTER_EDITS,
  NEIGHBOUR_EDIT,
  PREFIX_LETTER,
  REPEATED_LETTER,
  SECOND_EDIT,
  SHORTEST_ASKED,
  SHORTEST_BEFORE_PARTICLE,
  SHORTEST_IN_COMPOUND,
  SHORTEST_PREFIX,
  SHORTEST_SPLIT,
  SPLIT_WORD,
  SWAPPED_LETTERS,
} from "./constants.js";
import { byCodePoint } from "./normalise.js";
import { areOpposites, forms } from "./word-forms.js";

const KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** @typedef {{ words: string[], cost: number, kind: "corrected" | "prefix" | "split" }} LatinCandidate */

function neighbours() {
  const pairs = new Set();
  KEYBOARD.forEach((row, number) => {
    for (let at = 0; at < row.length; at += 1) {
      const below = KEYBOARD[number + 1]?.slice(Math.max(0, at - 1), at + 1) ?? "";
      for (const other of row.slice(at + 1, at + 2) + below) pairs.add(row[at] + other).add(other + row[at]);
    }
  });
  return pairs;
}

const NEIGHBOURS = neighbours();
/** What compounds end with though it is short: pickup. Not *in* and *on*, with which lessons and coupons end. */
const PARTICLES = new Set(["up", "out", "off", "down", "back"]);

/** @param {number} length */
export const mostEdits = (length) =>
  length <= LONGEST_UNMENDED ? 0 : length <= LONGEST_ONE_EDIT ? 1 : MOST_LETTER_EDITS;

/** What the edits of a word of this many characters may cost (index-format 6.1). @param {number} length */
function dearestEdits(length) {
  if (length <= LONGEST_UNMENDED + 1) return DEAREST_IN_SHORTEST;
  return length <= LONGEST_SHORT ? DEAREST_IN_SHORT : DEAREST_EDITS;
}

/**
 * The cost of the cheapest edits from `meant` to `typed`, fewest edits first, two costing more than
 * each; −1 where it takes more than `limit`.
 * @param {string[]} typed @param {string[]} meant @param {number} limit
 */
export function editCost(typed, meant, limit) {
  const width = meant.length;
  let edits = Array.from({ length: width + 1 }, (_, at) => at);
  let costs = [0];
  for (let at = 1; at <= width; at += 1) costs.push(costs[at - 1] + missingCost(meant, at));
  /** @type {number[]} */
  let editsBefore = [];
  /** @type {number[]} */
  let costsBefore = [];
  for (let row = 1; row <= typed.length; row += 1) {
    const editsTwo = editsBefore;
    const costsTwo = costsBefore;
    editsBefore = edits;
    costsBefore = costs;
    const extra = extraCost(typed, row);
    edits = [row];
    costs = [costsBefore[0] + extra];
    let best = row;
    for (let at = 1; at <= width; at += 1) {
      let edit = editsBefore[at - 1];
      let cost = costsBefore[at - 1];
      /** @param {number} otherEdit @param {number} otherCost */
      const choose = (otherEdit, otherCost) => {
        if (otherEdit < edit || (otherEdit === edit && otherCost < cost)) {
          edit = otherEdit;
          cost = otherCost;
        }
      };
      if (typed[row - 1] !== meant[at - 1]) {
        edit += 1;
        cost +=
          (NEIGHBOURS.has(typed[row - 1] + meant[at - 1]) ? NEIGHBOUR_EDIT : LETTER_EDIT) +
          (at === 1 ? FIRST_LETTER : 0);
      }
      choose(editsBefore[at] + 1, costsBefore[at] + extra);
      choose(edits[at - 1] + 1, costs[at - 1] + missingCost(meant, at));
      if (row > 1 && at > 1 && typed[row - 1] === meant[at - 2] && typed[row - 2] === meant[at - 1]) {
        choose(editsTwo[at - 2] + 1, costsTwo[at - 2] + SWAPPED_LETTERS + (at === 2 ? FIRST_LETTER : 0));
      }
      edits.push(edit);
      costs.push(cost);
      if (edit < best) best = edit;
    }
    if (best > limit) return -1;
  }
  return edits[width] <= limit ? costs[width] + (edits[width] > 1 ? SECOND_EDIT : 0) : -1;
}

/** @param {string[]} meant @param {number} at */
function missingCost(meant, at) {
  if (at > 1 && meant[at - 1] === meant[at - 2]) return REPEATED_LETTER;
  return LETTER_EDIT + (at === 1 ? FIRST_LETTER : 0);
}

/** @param {string[]} typed @param {number} row */
function extraCost(typed, row) {
  if (row > 1 && typed[row - 1] === typed[row - 2]) return REPEATED_LETTER;
  if (row > 1 && NEIGHBOURS.has(typed[row - 1] + typed[row - 2])) return NEIGHBOUR_EDIT;
  return LETTER_EDIT + (row === 1 ? FIRST_LETTER : 0);
}

/** @param {string[]} chars */
export function letterBits(chars) {
  let bits = 0;
  for (const char of chars) {
    const code = /** @type {number} */ (char.codePointAt(0));
    bits |= 1 << (code >= 97 && code <= 122 ? code - 97 : 26 + (code % 6));
  }
  return bits;
}

/** @param {number} bits */
function countBits(bits) {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Each word once, for the least that it costs. @param {LatinCandidate[]} candidates */
function cheapest(candidates) {
  /** @type {Map<string, LatinCandidate>} */
  const least = new Map();
  for (const one of candidates) {
    const known = least.get(one.words[0]);
    if (!known || one.cost < known.cost) least.set(one.words[0], one);
  }
  return [...least.values()];
}

/**
 * Whether two words make a word of both, as in time|sheet and pick|up, and not in bi|cycle or car|pet (6.4.1).
 * @param {string} left @param {string} right
 */
function isCompound(left, right) {
  if (PARTICLES.has(right)) return [...left].length >= SHORTEST_BEFORE_PARTICLE;
  return Math.min([...left].length, [...right].length) >= SHORTEST_IN_COMPOUND;
}

export class LatinDecoder {
  /** @param {Map<string, number>} costs */
  constructor(costs) {
    this.costs = costs;
    this.words = [...costs.keys()].map((word) => {
      const chars = [...word];
      return { word, chars, bits: letterBits(chars) };
    });
  }

  /** The site's forms of a word that no article holds (index-format 5.3.3). @param {string} typed */
  forms(typed) {
    return forms(typed, [...this.costs.keys()]);
  }

  /**
   * What a typed word may stand for, cheapest first; `last`: it ends the query and may be unfinished; `real`: it is a
   * word as it stands, so nothing of it was typed wrong, and it is made of others only where these are long.
   * @param {string} typed @param {boolean} last @param {boolean} [real]
   * @returns {LatinCandidate[]}
   */
  candidates(typed, last, real = false) {
    const chars = [...typed];
    let found = real ? [] : this.edited(chars, mostEdits(chars.length));
    if (!real && typed.includes("f")) found = cheapest([...found, ...this.withPh(typed.replaceAll("f", "ph"))]);
    for (let at = SHORTEST_SPLIT; at <= chars.length - SHORTEST_SPLIT; at += 1) {
      const left = chars.slice(0, at).join("");
      const right = chars.slice(at).join("");
      if (this.costs.has(left) && this.costs.has(right) && (!real || isCompound(left, right))) {
        found.push({ words: [left, right], cost: SPLIT_WORD + this.prior(left) + this.prior(right), kind: "split" });
      }
    }
    if (last && chars.length >= SHORTEST_PREFIX) {
      for (const { word, chars: meant } of this.words) {
        if (meant.length > chars.length && word.startsWith(typed)) {
          found.push({
            words: [word],
            cost: PREFIX_LETTER * (meant.length - chars.length) + this.prior(word),
            kind: "prefix",
          });
        }
      }
    }
    found.sort(byCost);
    return found.filter((candidate) => candidate.cost <= found[0].cost + LATIN_MARGIN).slice(0, MOST_CANDIDATES);
  }

  /**
   * The word one edit away that costs least, for a reader to be asked about; an empty string where there is none.
   * @param {string} typed
   */
  nearest(typed) {
    const chars = [...typed];
    const dearest = Math.min(LETTER_EDIT, dearestEdits(chars.length));
    const near = chars.length > LONGEST_UNMENDED ? this.edited(chars, 1, dearest) : [];
    const [first] = near
      .filter(({ cost, words: [word] }) => {
        const isOther = [...word].length === chars.length && cost - this.prior(word) > NEIGHBOUR_EDIT;
        return (!isOther || chars.length >= SHORTEST_ASKED) && !areOpposites(typed, word);
      })
      .sort(byCost);
    return first?.words[0] ?? "";
  }

  /**
   * The words with ph that a word typed with f stands for, spelt with ph: itself, or by the edits of index-format 6.1.
   * @param {string} spelt
   * @returns {LatinCandidate[]}
   */
  withPh(spelt) {
    const chars = [...spelt];
    const near = this.edited(chars, mostEdits(chars.length)).filter(({ words: [word] }) => word.includes("ph"));
    /** @type {LatinCandidate[]} */
    const same = this.costs.has(spelt) ? [{ words: [spelt], cost: this.prior(spelt), kind: "corrected" }] : [];
    return [...same, ...near].map((one) => ({ ...one, cost: F_FOR_PH + one.cost }));
  }

  /**
   * The words within the edits of index-format 6.1 that cost no more than `dearest`, with that cost.
   * @param {string} typed @param {number} dearest
   */
  near(typed, dearest) {
    const chars = [...typed];
    return this.edited(chars, mostEdits(chars.length), dearest).map(({ cost, words: [word] }) => ({
      cost: cost - this.prior(word),
      word,
    }));
  }

  /**
   * The words at most `limit` edits away that these do not make too unlike (index-format 6.1).
   * @param {string[]} typed @param {number} limit @param {number} [dearest]
   */
  edited(typed, limit, dearest = dearestEdits(typed.length)) {
    /** @type {LatinCandidate[]} */
    const found = [];
    const bits = letterBits(typed);
    for (const entry of limit ? this.words : []) {
      if (Math.abs(entry.chars.length - typed.length) <= limit && countBits(bits ^ entry.bits) <= 2 * limit) {
        const cost = editCost(typed, entry.chars, limit);
        if (cost > 0 && cost <= dearest)
          found.push({ words: [entry.word], cost: cost + this.prior(entry.word), kind: "corrected" });
      }
    }
    return found;
  }

  /**
   * What a word of the site costs, or the cheapest that a word may stand for; null where there is none.
   * @param {string} typed
   */
  cost(typed) {
    const known = this.costs.get(typed);
    if (known !== undefined) return known;
    const [found] = this.candidates(typed, false);
    return found ? found.words.reduce((cost, word) => cost + this.prior(word), found.cost) : null;
  }

  /**
   * What counts of a word's cost: half, as the words that a site is searched for are seldom its commonest.
   * @param {string} word
   */
  prior(word) {
    return Math.floor(/** @type {number} */ (this.costs.get(word)) / 2);
  }
}

/** @param {LatinCandidate} one @param {LatinCandidate} other */
const byCost = (one, other) => one.cost - other.cost || byWords(one.words, other.words);

/** @param {string[]} one @param {string[]} other */
export function byWords(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    const order = byCodePoint(one[at], other[at]);
    if (order) return order;
  }
  return one.length - other.length;
}
