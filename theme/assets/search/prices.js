// Prices and percentages, in the one form that index and queries share: HK$8,400 and 港幣 8400 元 as hkd8400, 30% as
// pct30. Twin: kbgen/text/prices.py. Specification: index-format 2.5.4.
// `$35`, `35 dollars` and 35元 do not say whose dollars they are: they are any35.

/**
 * Code of ISO 4217 → how it is written beside a number. Left out what a number follows as often in another sense:
 * CAD, PHP. ¥ is the sign of two currencies: what it says is a code of both.
 */
const WRITTEN = {
  hkd: "hk$ hkd 港幣 港币 港元 港紙 港纸",
  twd: "nt$ ntd twd 新台幣 新臺幣 新台币 台幣 臺幣 台币",
  usd: "us$ usd 美元 美金",
  cny: "cn¥ rmb¥ rmb cny 人民幣 人民币",
  cnyjpy: "¥",
  eur: "€ eur 歐元 欧元",
  gbp: "£ gbp 英鎊 英镑",
  jpy: "jp¥ jpy 日圓 日元 日圆 日幣 日币 円",
  mop: "mop$ 澳門幣 澳门币 澳門元 葡幣",
  aud: "au$ a$ aud 澳元 澳幣 澳币",
  cad: "ca$ c$ 加元 加幣 加币",
  sgd: "sg$ s$ sgd 新加坡元 坡幣 坡币",
  nzd: "nz$ nzd 紐元 紐幣 纽元",
  krw: "₩ krw 韓元 韓圜 韓幣 韩元",
  myr: "myr 令吉 馬幣 马币",
  thb: "฿ thb 泰銖 泰铢",
  chf: "chf 瑞士法郎",
  inr: "₹ inr",
  vnd: "₫ vnd 越南盾",
};
/** Code → how money of no currency, and what is no money, is written beside a number. */
const UNSAID = {
  any: ["$", "dollars", "dollar", "元", "圓", "圆", "蚊", "塊錢", "块钱", "塊", "块"],
  pct: ["%", "percent", "per cent", "巴仙"],
};
/** Codes of ISO 4217 that are much traded, and the two customary ones: words as they stand, and no slips of others. */
export const CODES = new Set(
  (
    "aed ars aud brl cad chf clp cny cop czk dkk egp eur gbp hkd huf idr ils inr jpy krw kwd mop mxn myr nok ntd nzd " +
    "php pkr pln qar rmb ron rub sar sek sgd thb twd uah usd vnd zar"
  ).split(" "),
);
/** Code → those whose prices are found by it too, and it by theirs. @type {Record<string, string[]>} */
const BOTH = { cnyjpy: ["cny", "jpy"], cny: ["cnyjpy"], jpy: ["cnyjpy"] };
/** Currencies that articles write with a bare $ or 元; in a text of €20 the sign stands beside the number. */
const SAID_SHORT = new Set(["hkd", "twd", "usd", "cny", "mop", "aud", "cad", "sgd", "nzd"]);
/** Currencies of which a number is looked for where the one asked for is nowhere. */
const COMMONEST = ["hkd", "twd", "usd", "cny"];

const CODE_OF = new Map(
  Object.entries(WRITTEN).flatMap(([code, names]) => names.split(" ").map((name) => [name, code])),
);
/** How currencies are written beside a number, the longer first. */
export const CURRENCY_NAMES = [...CODE_OF.keys()].sort((one, other) => other.length - one.length);
for (const [code, names] of Object.entries(UNSAID)) for (const name of names) CODE_OF.set(name, code);
/** @param {Iterable<string>} names */
const either = (names) =>
  [...names]
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replace("$", "\\$"))
    .join("|");
const NUMBER = /(?<![0-9a-z.,])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![0-9]|[.,][0-9])|(?<=[a-z])[0-9]+(?![0-9a-z.,])/gu;
const BEFORE = new RegExp(`(?<![0-9a-z])(${either([...CURRENCY_NAMES, "$"])}) ?$`, "u");
const AFTER = new RegExp(`^ ?(${either(CODE_OF.keys())})(?![0-9a-z旦])(?<!元(?=[素件宵]))`, "u"); // 1 日元旦, 3元件
const YUAN = /^ ?[元圓圆蚊]/u;
const SIGN = /[€£¥₩฿₹₫]/gu;
/** Of a code of ISO 4217: a ¥ alone, which is of two currencies, is the first of them. */
const CODE_LETTERS = 3;
const CODE = Object.keys({ ...WRITTEN, ...UNSAID }).join("|");
const PRICE = new RegExp(`^(${CODE})([0-9]+(?:\\.[0-9]+)?)$`, "u");

/**
 * Where a price stands in a text, in UTF-16 units. term: what it is in a query, hkd8400. terms: those of whoever holds
 * it, this, as ¥ is the sign of two currencies what it may be, and that without one.
 * @typedef {{ start: number, end: number, term: string, terms: string[] }} Price
 */

/**
 * The prices of a normalised text that say their currency, before the number or after it (2.5.4).
 * @param {string} text
 * @returns {Price[]}
 */
export function prices(text) {
  return [...text.matchAll(NUMBER)].flatMap(({ 0: found, index: start }) => {
    const end = start + found.length;
    const number = found.replaceAll(",", "").replace(/\.0+$|(\.[0-9]*[1-9])0+$/u, "$1");
    const rest = text.slice(end);
    const before = BEFORE.exec(text.slice(0, start));
    if (before) {
      const yuan = YUAN.exec(rest)?.[0].length ?? 0;
      return [{ start: before.index, end: end + yuan, ...termsOf(before[1], number) }];
    }
    const after = AFTER.exec(rest);
    return after ? [{ start, end: end + after[0].length, ...termsOf(after[1], number) }] : [];
  });
}

/** @param {string} name of a currency @param {string} number */
function termsOf(name, number) {
  const code = /** @type {string} */ (CODE_OF.get(name));
  const codes = [code, ...(BOTH[code] ?? []), ...(SAID_SHORT.has(code) ? ["any"] : [])];
  return { term: code + number, terms: codes.map((one) => one + number) };
}

/**
 * A normalised query with each of its prices as one word, the term, and each sign of a currency alone as its code.
 * @param {string} text
 */
export function withPrices(text) {
  let rewritten = "";
  let done = 0;
  for (const { start, end, term } of prices(text)) {
    if (start < done) continue;
    rewritten += `${withCodes(text.slice(done, start))} ${term} `;
    done = end;
  }
  return rewritten + withCodes(text.slice(done));
}

/** @param {string} text */
const withCodes = (text) => text.replace(SIGN, (sign) => ` ${CODE_OF.get(sign)?.slice(0, CODE_LETTERS)} `);

/**
 * What the term of a price is searched by. number: alone; empty where articles write it with the sign of its currency.
 * terms: of articles that hold the price. others: of those that hold its number in another currency.
 * @typedef {{ number: string, terms: string[], others: string[] }} PriceTerm
 */

/**
 * What a word that is the term of a price is searched by; null of any other word.
 * @param {string} word
 * @returns {PriceTerm | null}
 */
export function priceOf(word) {
  const [, code, number] = PRICE.exec(word) ?? [];
  if (!number) return null;
  if (code in UNSAID) return { number, terms: [word], others: [] };
  if (!SAID_SHORT.has(code)) return { number: "", terms: [word], others: [] };
  const others = COMMONEST.filter((other) => other !== code).map((other) => other + number);
  return { number, terms: [word, `any${number}`], others };
}

/** A word as readers write it where it is the term of a price: HK$35 for hkd35, 30% for pct30. @param {string} word */
export function priceShown(word) {
  const [, code, number] = PRICE.exec(word) ?? [];
  if (!number) return word;
  if (code === "pct") return `${number}%`;
  const name = code === "any" ? "$" : WRITTEN[/** @type {keyof typeof WRITTEN} */ (code)].split(" ")[0];
  return name.toUpperCase() + number;
}
