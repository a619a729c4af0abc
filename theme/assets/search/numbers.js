// Which other writings of a number articles hold. Twin: kbgen/search/numbers.py. Specification: index-format 5.7.

import { LOOSE_NUMBER, WHOLE } from "./constants.js";
import { isHan, splitRuns } from "./normalise.js";
import { numerals } from "./numerals.js";
import { runTerms } from "./postings.js";
import { Remembered } from "./remembered.js";

/** @typedef {import("./reader.js").AliasTarget} AliasTarget */

/** Numbers of the latest queries of which is kept whether articles hold them. */
const NUMBERS_KEPT = 128;

/** Finds the writings of numbers that articles hold: any other would be met by a number that only looks like it. */
export class Numbers {
  /** @param {import("./postings.js").PostingsLookup} lookup */
  constructor(lookup) {
    this.lookup = lookup;
    /** @type {Remembered<boolean>} */
    this.known = new Remembered(NUMBERS_KEPT);
  }

  /**
   * The numbers of a folded Han run, with 第 and unit, and what they stand for (5.7). With 第 a number is a name: one
   * that no article holds in any writing stands for nothing, and is there all the same.
   * @param {string} text
   * @returns {Promise<Map<string, AliasTarget[]>>}
   */
  async aliases(text) {
    /** @type {Map<string, AliasTarget[]>} */
    const found = new Map();
    for (const { source, others } of numerals(text)) {
      const [held, isHeld] = await Promise.all([this.held(others), this.isHeld(source)]);
      /** @param {string} other */
      const weight = (other) => (isHeld && ![...other].every(isHan) ? LOOSE_NUMBER : WHOLE);
      if (held.length || (source.startsWith("第") && !isHeld))
        found.set(
          source,
          held.map((other) => ({ text: other, weight: weight(other), kind: "variant" })),
        );
    }
    return found;
  }

  /**
   * Whether articles hold a number in other writings at most: who holds some of its characters means another number.
   * @param {string} source
   */
  async isOther(source) {
    return (await this.aliases(source)).has(source) && !(await this.isHeld(source));
  }

  /** Those writings whose figures, characters and pairs of characters one article holds. @param {string[]} texts */
  async held(texts) {
    const held = await Promise.all(texts.map((text) => this.isHeld(text)));
    return texts.filter((_, at) => held[at]);
  }

  /** @param {string} text */
  isHeld(text) {
    return this.known.get(text, () => this.lookUp(text));
  }

  /** @param {string} text */
  async lookUp(text) {
    const terms = wholeRuns(text).flatMap((run) => runTerms(run).map((term) => this.lookup.holding(run.script, term)));
    const [first, ...others] = await Promise.all(terms);
    return [...first].some((pair) => others.every((pairs) => pairs.has(pair)));
  }
}

/**
 * The runs of a text, a number with full stops as one: who holds 7 and 30 holds no 7.30.
 * @param {string} text
 */
function wholeRuns(text) {
  /** @type {import("./normalise.js").Run[]} */
  const runs = [];
  for (const run of splitRuns(text)) {
    const before = runs.at(-1);
    if (run.dotted && before) runs[runs.length - 1] = { ...before, text: `${before.text}.${run.text}` };
    else runs.push(run);
  }
  return runs;
}
