// One number in its writings: 20日 and 二十日, 2件, 二件 and 兩件, 2026年 and 二〇二六年.
// Twin: kbgen/search/numerals.py. Specification: index-format 5.7. Characters are folded.
// A number counts only before a unit or after 第: in 一般, 統一 and 三星 it is part of a word.

import { LONGEST_ALIAS, LONGEST_NUMBER } from "./constants.js";

const DIGITS = "零一二三四五六七八九";
const TENS = ["", "十", "百", "千"];
/** What is counted or measured with, the longer first. */
export const UNITS = (
  "公里 公尺 公分 公斤 星期 礼拜 小时 分钟 日 号 月 年 天 周 秒 点 时 件 个 张 次 期 元 块 蚊 款 本 份 项 步 级 楼 层 页 人 位 " +
  "条 套 箱 包 盒 折 倍 版 章 节 课 季 代 班 名 组 队 批 笔 种 类 只 支 台 辆 间 家 座 瓶 杯 卷 册 封 米 克 吋 寸 尺 呎 岁 晚 " +
  "行 字 篇 集 场 桌 片 颗 粒 双 对 打 度"
).split(" ");
/** What days are counted by, written and spoken; after 月, 日 is a date. @type {Record<string, string>} */
export const DAYS = { 日: "天", 天: "日" };
/** Before a number they make it a guess: 幾十件. */
const SOME = "几数好";
/** Before 一 they make it no number: 同一支, 每一件. */
const DETERMINERS = "同任某每这那另唯统单";
/** A little, for a moment. */
const ADVERBS = ["一点", "一时"];
const NUMERAL = new RegExp(`(第?)([〇${DIGITS}十百千万两]+)(${UNITS.join("|")})?`, "gu");
const FIGURE = "[一二三四五六七八九]";
const BELOW_TEN_THOUSAND = `(?:(${FIGURE}|两)千)?(?:(${FIGURE}|两)百)?(?:(${FIGURE}?)(十))?(${FIGURE}?)`;
const GROUPED = new RegExp(`^(?:${BELOW_TEN_THOUSAND}万)?${BELOW_TEN_THOUSAND}$`, "u");
const SHORTENED = /[百千万][一二三四五六七八九]$/u;

/**
 * The number that characters write; 0 where they write none, or not one for certain: 一百五 (5.7.1).
 * @param {string} text
 */
export function numberOf(text) {
  if (text === "两" || text === "十") return text === "两" ? 2 : 10;
  const figures = [...text].map((char) => DIGITS.indexOf(char === "〇" ? "零" : char));
  if (!figures.includes(-1)) return figures[0] === 0 || figures.length > LONGEST_NUMBER ? 0 : Number(figures.join(""));
  const groups = text.replace(/[〇零]/gu, "").match(GROUPED);
  if (SHORTENED.test(text) || !groups) return 0;
  const [high, low] = [grouped(groups.slice(1, 6)), grouped(groups.slice(6))];
  return text.includes("万") && !high ? 0 : 10_000 * high + low;
}

/** @param {(string | undefined)[]} groups */
const grouped = ([thousands, hundreds, tens, ten, ones]) =>
  1000 * digit(thousands) + 100 * digit(hundreds) + (ten ? 10 * digit(tens || "一") : 0) + digit(ones);

/** @param {string | undefined} char */
const digit = (char) => (char === "两" ? 2 : char ? DIGITS.indexOf(char) : 0);

/**
 * The ways to write a number before a unit, figures first (5.7.2).
 * @param {number} number @param {string} unit
 */
export function writings(number, unit) {
  const plain = characters(number);
  const found = [String(number), plain];
  if (plain === "二" || (plain[0] === "二" && "百千万".includes(plain[1]))) found.push(`两${plain.slice(1)}`);
  if (unit.startsWith("年") && number >= 1000 && number <= 9999) {
    const byFigure = [...String(number)].map((figure) => DIGITS[Number(figure)]).join("");
    found.push(...new Set([byFigure.replaceAll("零", "〇"), byFigure]));
  }
  return found;
}

/**
 * A number above 0 in characters: 十五, 一百零五, 一万零二十.
 * @param {number} number
 * @returns {string}
 */
export function characters(number) {
  const [high, low] = [Math.floor(number / 10_000), number % 10_000];
  const text = belowTenThousand(low);
  if (!high) return low >= 10 && low <= 19 ? text.slice(1) : text;
  return `${characters(high)}万${low > 0 && low < 1000 ? "零" : ""}${text}`;
}

/** @param {number} number */
function belowTenThousand(number) {
  let text = "";
  for (const place of [3, 2, 1, 0]) {
    const figure = Math.floor(number / 10 ** place) % 10;
    if (figure) text += DIGITS[figure] + TENS[place];
    else if (text && !text.endsWith("零") && number % 10 ** place) text += "零";
  }
  return text;
}

/**
 * The numbers of a folded Han run with 第 and unit, and each in its other writings, figures first (5.7).
 * @param {string} text
 */
export function numerals(text) {
  const found = [];
  for (const match of text.matchAll(NUMERAL)) {
    const [source, ordinal, written, unit = ""] = match;
    const before = text.slice(0, match.index).at(-1) ?? "";
    const number = (ordinal || unit) && source.length <= LONGEST_ALIAS ? numberOf(written) : 0;
    if (
      !number ||
      ADVERBS.includes(source) ||
      (before && (written === "一" ? SOME + DETERMINERS : SOME).includes(before))
    )
      continue;
    // Without a unit nothing would tell which of the figures in an article are meant.
    const others = unitsOf(unit, before).flatMap((one) => writings(number, unit).map((other) => ordinal + other + one));
    found.push({ source, others: others.filter((other) => other !== source) });
  }
  return found;
}

/**
 * A number in figures, between folded Han runs or nothing, in characters with 第 and unit; none without (5.7.3).
 * @param {string} figures @param {string} before @param {string} after
 */
export function inCharacters(figures, before, after) {
  const ordinal = before.endsWith("第") ? "第" : "";
  const unit = UNITS.find((unit) => after.startsWith(unit)) ?? "";
  if (!(ordinal || unit) || !/^[1-9][0-9]*$/.test(figures) || figures.length > LONGEST_NUMBER) return [];
  const others = writings(Number(figures), unit).slice(1);
  const units = unit ? unitsOf(unit, before) : [""];
  return units.flatMap((one) => others.map((other) => ordinal + other + one));
}

/**
 * The units that count as one, none without.
 * @param {string} unit @param {string} before what stands before the number
 */
const unitsOf = (unit, before) => [unit, before.endsWith("月") ? "" : (DAYS[unit] ?? "")].filter(Boolean);

/**
 * Where a folded Han run asks for a number: 几号, 几件.
 * @param {string[]} chars
 * @returns {[start: number, end: number][]}
 */
export const askedNumbers = (chars) =>
  chars.flatMap((char, at) => {
    const rest = char === "几" || char === "幾" ? chars.slice(at + 1, at + 3).join("") : "";
    const unit = UNITS.find((unit) => rest.startsWith(unit));
    return unit ? [/** @type {[number, number]} */ ([at, at + 1 + [...unit].length])] : [];
  });
