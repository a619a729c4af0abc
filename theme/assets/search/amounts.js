// Amounts in Chinese numerals, read as the figures that articles write: 三十五蚊 as 35蚊, 千二 as 1200, 2k as 2000.
// Twin: kbgen/search/amounts.py. Specification: index-format 5.8.
// What other units count (三十五件) is left to numerals.js, which knows no one writing as the one of articles.

import { LEAST_AMOUNT, SHORTEST_NUMBER } from "./constants.js";
import { isHan } from "./normalise.js";
import { numberOf, UNITS } from "./numerals.js";
import { CURRENCY_NAMES } from "./prices.js";

/** @type {Record<string, string>} */
const SAME = { 萬: "万", 兩: "二", 两: "二", 廿: "二十", 卅: "三十", 〇: "零" };
const FIGURES = "〇零一二三四五六七八九";
const NAMES = CURRENCY_NAMES.filter((name) => isHan([...name][0])).join("|");
const AMOUNT = new RegExp(
  `(?<before>(?:${NAMES}) ?)?` +
    "(?<number>(?<![a-z0-9.,])[0-9]+(?:\\.[0-9]{1,2})?k(?![a-z0-9])" +
    `|(?<![0-9.,])[0-9]+(?:\\.[0-9]+)? ?[百千万萬]|[${FIGURES}十百千万萬两兩廿卅]+)` +
    `(?<after> ?(?:${NAMES})(?!旦)|[元圓圆](?![旦素件宵])|[蚊塊块]|文(?![件字本章檔档化學学藝艺書书稿義义明]))?`,
  "gu",
);
/** What stands before a number that is a place, a guess, or what follows a point. */
const BEFORE = "第幾几數数好點点億亿之";
/** What stands after an amount that is more than it. */
const AFTER = "半億亿點点幾几多餘余來来角毫0123456789";
/** Units, and the first characters of those in Traditional script: what they count is no amount. */
const COUNTED = [...UNITS, "小時", ..."禮號週時個張項級樓層頁條節課組隊筆種類隻輛間冊歲場顆雙對"];

/**
 * An amount. start, end: of what is replaced, in UTF-16 units. figures: what stands for it. typed: the number as typed
 * with its unit, which articles may write so; empty where the name of its currency stands beside it.
 * @typedef {{ start: number, end: number, figures: string, typed: string }} Amount
 */

/**
 * The amounts of a normalised query that are written in Chinese numerals (5.8).
 * @param {string} text
 * @returns {Amount[]}
 */
export function amounts(text) {
  return [...text.matchAll(AMOUNT)].flatMap((match) => {
    const { before: name = "", number, after: said = "" } = /** @type {Record<string, string>} */ (match.groups);
    const start = match.index + name.length;
    const end = start + number.length;
    const unit = said.trim();
    const named = Boolean(name) || [...unit].length > 1;
    const stop = end + said.length;
    const before = [...text.slice(0, start)].at(-1) ?? "";
    const [after = ""] = text.slice(stop);
    if ((before && !name && BEFORE.includes(before)) || (after && AFTER.includes(after))) return [];
    const plain = [...number.replace(" ", "")].map((char) => SAME[char] ?? char).join("");
    const isWhole = !(before && isHan(before)) && !(after && isHan(after));
    const figures = unit || named ? ofMoney(plain, named || unit === "蚊" || "錢钱".includes(after || "-")) : "";
    const written = unit || named || isCounted(text.slice(stop)) ? figures : bare(plain, isWhole);
    if (!written) return [];
    const typed = named ? "" : number + unit;
    return [
      unit === "文" ? { start, end: stop, figures: `${written}元`, typed } : { start, end, figures: written, typed },
    ];
  });
}

/**
 * A normalised query with its amounts in figures, but for those that articles write as they were typed.
 * @param {string} text @param {(amount: string) => Promise<boolean>} isHeld
 */
export async function inFigures(text, isHeld) {
  let rewritten = "";
  let done = 0;
  for (const { start, end, figures, typed } of amounts(text)) {
    if (typed && (await isHeld(typed))) continue;
    rewritten += text.slice(done, start) + figures;
    done = end;
  }
  return rewritten + text.slice(done);
}

/** @param {string} rest */
const isCounted = (rest) => COUNTED.some((unit) => rest.startsWith(unit));

/**
 * The figures of a number with its currency.
 * @param {string} plain @param {boolean} isSure nothing else is meant by one figure: 五蚊, not 三元里
 */
function ofMoney(plain, isSure) {
  const byFigure = [...plain].every((char) => FIGURES.includes(char));
  if (plain.length === 1) return byFigure && !isSure ? "" : figuresOf(plain);
  return byFigure && plain.length < SHORTEST_NUMBER ? "" : figuresOf(plain); // 三五元 are three or five
}

/**
 * The figures of a number without unit, where it is long or great enough to be nothing else.
 * @param {string} plain @param {boolean} isWhole
 */
function bare(plain, isWhole) {
  const digits = [...plain].map((char) => FIGURES.indexOf(char));
  const isLong = isWhole && plain.length >= SHORTEST_NUMBER;
  if (!digits.includes(-1)) return isLong ? digits.map((digit) => Math.max(0, digit - 1)).join("") : "";
  const figures = figuresOf(plain);
  return Number(figures) >= LEAST_AMOUNT || isLong ? figures : "";
}

/**
 * The figures of a number in characters, spoken short or not: 百二, 千八, 三百八; empty where it has none.
 * @param {string} plain
 */
function figuresOf(plain) {
  const mixed = /^([0-9]+)(?:\.([0-9]{1,2}))?([百千万k])$/u.exec(plain);
  if (mixed) {
    const [, whole, fraction = "", unit] = mixed;
    const places = unit === "k" ? 3 : "百千万".indexOf(unit) + 2;
    return (whole + fraction + "0".repeat(places - fraction.length)).replace(/^0+/, "");
  }
  const two = /[百千万]([一二三四五六七八九])([一二三四五六七八九])$/u.exec(plain);
  if (two && FIGURES.indexOf(two[2]) === FIGURES.indexOf(two[1]) + 1) return ""; // 千二三 is a guess
  const full = plain
    .replace(/^(?:([百千])(?=[一二三四五六七八九])|(万)(?=[二三四五六七八九]))/u, "一$1$2") // 万一: just in case
    .replace(/万([一二三四五六七八九])([一二三四五六七八九])$/u, "万$1千$2百")
    .replace(/千([一二三四五六七八九])([一二三四五六七八九])$/u, "千$1百$2十")
    .replace(/百([一二三四五六七八九])([一二三四五六七八九])$/u, "百$1十$2")
    .replace(/百([一二三四五六七八九])$/u, "百$1十")
    .replace(/千([一二三四五六七八九])$/u, "千$1百")
    .replace(/万([一二三四五六七八九])$/u, "万$1千");
  const number = numberOf(full);
  return number ? String(number) : "";
}
