// The currency of a price, which articles write in other ways than readers: $, HK$, NT$.
// Twin: kbgen/search/currencies.py. Specification: index-format 5.2.4.

/** Folded. */
export const CURRENCIES = new Set(["元", "圆", "蚊", "块", "dollar", "dollars", "hkd", "nt", "ntd", "twd", "usd"]);

/**
 * Whether a folded text is the currency of a number beside it.
 * @param {string} text @param {(import("./normalise.js").Run | undefined)[]} beside
 */
export const isOfNumber = (text, beside) =>
  CURRENCIES.has(text) && beside.some((run) => run && /^[0-9]+$/u.test(run.text));
