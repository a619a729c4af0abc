// Times of day as people say them, read as the figures of a clock that articles write: 6pm and 下午六點 as 18:00.
// Twin: kbgen/search/day_times.py. Specification: index-format 5.8.1.

import { FIRST_OF_MORNING } from "./constants.js";
import { numberOf } from "./numerals.js";

const FIGURES = "[一二三四五六七八九十兩两]";
const TIME = new RegExp(
  "(?<![a-z0-9.:])(?<hour>1[0-2]|0?[1-9])(?:[:.]?(?<minute>[0-5][0-9]))? ?(?<half>am|pm)(?![a-z0-9])" +
    "|(?<part>早上|上午|朝早|今朝|聽朝|听朝|凌晨|下午|晏晝|晏昼|傍晚|晚上|夜晚|今晚|聽晚|听晚) ?" +
    `(?<count>1[0-2]|[1-9]|${FIGURES}{1,2}) ?(?:點鐘|点钟|[點点時时])(?<after>半)?(?![0-9一二三四五六七八九十])`,
  "gu",
);
const HOURS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const SAID = HOURS.join("|");
/** A time that says nothing of morning and afternoon. */
const HALF_A_DAY = new RegExp(
  "(?<![a-z0-9.:])(?:" +
    `(?<part>half past|quarter past|quarter to) (?<of>1[0-2]|[1-9]|${SAID})|(?<full>1[0-2]|[1-9]|${SAID}) o'?clock)` +
    "(?![a-z0-9:.])" +
    `|(?<![0-9一二三四五六七八九十兩两])(?<count>1[0-2]|[1-9]|${FIGURES}{1,2}) ?(?:[點点時时](?<after>半)|點鐘|点钟)`,
  "gu",
);
/** @type {Record<string, number>} */
const MINUTES = { "half past": 30, "quarter past": 15, "quarter to": -15 };
/** Minutes of it. */
const DAY = 24 * 60;
const NIGHT = ["晚上", "夜晚", "今晚", "聽晚", "听晚"];
const MORNING = ["am", "早上", "上午", "朝早", "今朝", "聽朝", "听朝", "凌晨"];

/**
 * A time of a query. start, end: in UTF-16 units. clocks: what a clock may show, the likelier first.
 * @typedef {{ start: number, end: number, clocks: string[] }} Time
 */

/**
 * Where a time of day stands in a normalised query, and the same as clocks of 24 and of 12 hours show it.
 * @param {string} text
 * @returns {Time[]}
 */
function times(text) {
  return [...text.matchAll(TIME)].flatMap((match) => {
    const { hour, count, minute, half, part, after } = /** @type {Record<string, string>} */ (match.groups);
    const said = hour || count;
    const number = hourOf(said);
    if (number < 1 || number > 12) return [];
    const when = half || part;
    const isMorning = MORNING.includes(when) || (number === 12 && NIGHT.includes(when));
    const shown = String((number % 12) + (isMorning ? 0 : 12)).padStart(2, "0");
    const minutes = minute || (after ? "30" : "00");
    const clocks = [`${shown}:${minutes}`, `${number}:${minutes} ${isMorning ? "am" : "pm"}`];
    return [{ start: match.index, end: match.index + match[0].length, clocks }];
  });
}

/**
 * Where a time without morning or afternoon stands, and the two that it may be, the likelier first.
 * @param {string} text
 * @returns {Time[]}
 */
function halfDays(text) {
  return [...text.matchAll(HALF_A_DAY)].flatMap((match) => {
    const { part, of, full, count, after } = /** @type {Record<string, string>} */ (match.groups);
    const said = of || full || count;
    const hour = HOURS.includes(said) ? HOURS.indexOf(said) + 1 : hourOf(said);
    if (hour < 1 || hour > 12) return [];
    const minutes = part ? MINUTES[part] : after ? 30 : 0;
    const both = [0, 12].map((later) => (60 * ((hour % 12) + later) + minutes + DAY) % DAY);
    if (hour < FIRST_OF_MORNING || hour === 12) both.reverse();
    const clocks = both.map((one) => [Math.floor(one / 60), one % 60].map((n) => String(n).padStart(2, "0")).join(":"));
    return [{ start: match.index, end: match.index + match[0].length, clocks }];
  });
}

/** @param {string} said */
const hourOf = (said) => (/^[0-9]+$/.test(said) ? Number(said) : numberOf(said.replaceAll("兩", "两")));

/**
 * A normalised query with times of day as a clock shows them, where articles write them so and not as typed.
 * @param {string} text @param {(writing: string) => Promise<boolean>} isHeld
 */
export async function onTheClock(text, isHeld) {
  const whole = await replaced(text, times(text), isHeld);
  return replaced(whole, halfDays(whole), isHeld);
}

/** @param {string} text @param {Time[]} found @param {(writing: string) => Promise<boolean>} isHeld */
async function replaced(text, found, isHeld) {
  let rewritten = "";
  let done = 0;
  for (const { start, end, clocks } of found) {
    const held = await Promise.all(clocks.map(isHeld));
    const clock = clocks.find((_, at) => held[at]);
    if (!clock || (await isHeld(text.slice(start, end)))) continue;
    rewritten += `${text.slice(done, start)} ${clock} `;
    done = end;
  }
  return rewritten + text.slice(done);
}
