// What stands beside a number: a currency, which articles write in other ways than readers ($, HK$, NT$), or a
// measure. Twin: kbgen/search/currencies.py. Specification: index-format 5.2.4, 5.2.8.

/** Folded. */
export const CURRENCIES = new Set(["元", "圆", "蚊", "块", "dollar", "dollars", "hkd", "nt", "ntd", "twd", "usd"]);
export const MEASURES = new Set(
  (
    "kg kgs kilo kilos kilogram kilograms g gram grams lb lbs oz mm cm m metre metres meter meters km mile miles " +
    "inch inches ft feet foot ml l litre litres liter liters kb mb gb tb min mins minute minutes hr hrs hour hours " +
    "day days week weeks month months year years px"
  ).split(" "),
);

/**
 * Whether a folded text is the currency of a number beside it.
 * @param {string} text @param {(import("./normalise.js").Run | undefined)[]} beside
 */
export const isOfNumber = (text, beside) =>
  CURRENCIES.has(text) && beside.some((run) => run && /^[0-9]+$/u.test(run.text));
