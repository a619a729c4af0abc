// Chinese beside words in letters: membership 幾錢. So that the longer writing does not decide what is asked for.
// Twin: kbgen/search/mixed.py. Specification: index-format 5.4.6.

import { BESIDE_LETTERS, WHOLE } from "./constants.js";
import { isHan } from "./normalise.js";

/** @typedef {import("./score.js").Need} Need */
/** @typedef {import("./score.js").Part} Part */

/**
 * The parts of a query; of one in Chinese and in letters with less weight for what articles should hold in Chinese: a
 * Chinese word asks for its pairs and its characters, a word in letters for itself.
 * @param {Part[]} parts @returns {Part[]}
 */
export function balanced(parts) {
  const isMixed = parts.some(isChinese) && parts.some((part) => !isChinese(part) && !/[0-9]/.test(part.typed));
  return isMixed ? parts.map(lowered) : parts;
}

/** @param {Part} part @returns {Part} */
function lowered(part) {
  const readings = part.readings.map((one) =>
    one.needs.some(({ terms }) => terms.some(({ family }) => family.startsWith("hani/")))
      ? { ...one, weight: less(one.weight) }
      : one,
  );
  if (!part.near || !isChinese(part)) return { ...part, readings };
  const near = part.near.map(({ typed, group }) => ({ typed: typed && lessNeed(typed), group: lessNeed(group) }));
  return { ...part, readings, near };
}

/** @param {Part} part */
const isChinese = ({ typed }) => isHan(typed);

/** @param {Need} need @returns {Need} */
const lessNeed = (need) => ({ ...need, weight: less(need.weight) });

/** @param {number} weight */
const less = (weight) => Math.max(1, Math.floor((weight * BESIDE_LETTERS) / WHOLE));
