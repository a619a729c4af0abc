// Numbers in English words, read as the figures that articles write: sixty five as 65, a hundred and two as 102.
// Twin: kbgen/search/number_words.py. Specification: index-format 5.8.2.

const ONES = "one two three four five six seven eight nine".split(" ");
const TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
/** @type {Map<string, number>} */
const VALUES = new Map([
  ...[...ONES, ...TEENS].map((word, at) => /** @type {[string, number]} */ ([word, at + 1])),
  ...TENS.map((word, at) => /** @type {[string, number]} */ ([word, 10 * at + 20])),
  ["a", 1],
]);
const [ONE, TEEN, TEN] = [ONES, TEENS, TENS].map((words) => words.join("|"));
const BELOW_100 = `(?:(?:${TEN})(?:[ -](?:${ONE}))?|${TEEN}|${ONE})`;
const BELOW_1000 = `(?:(?:${ONE}|a) hundred(?:(?: and)? ${BELOW_100})?|${BELOW_100})`;
const NUMBER = new RegExp(
  `(?<![a-z0-9'-])(?:(?:${BELOW_1000}|a) thousand(?:(?: and)? ${BELOW_1000})?|${BELOW_1000})(?![a-z0-9'])`,
  "g",
);

/**
 * A normalised query with numbers in figures where articles write them so, and not in the words typed; *one* stays.
 * @param {string} text @param {(writing: string) => Promise<boolean>} isHeld
 */
export async function inDigits(text, isHeld) {
  let rewritten = "";
  let done = 0;
  for (const { 0: words, index } of text.matchAll(NUMBER)) {
    const figures = String(numberOf(words));
    if (figures === "1" || !(await isHeld(figures)) || (await isHeld(words))) continue;
    rewritten += text.slice(done, index) + figures;
    done = index + words.length;
  }
  return rewritten + text.slice(done);
}

/** @param {string} words */
function numberOf(words) {
  let total = 0;
  let below = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === "thousand") [total, below] = [1000 * below, 0];
    else if (word === "hundred") below *= 100;
    else below += VALUES.get(word) ?? 0;
  }
  return total + below;
}
