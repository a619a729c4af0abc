// Times of day as people say them, read as the figures of a clock that articles write: 6pm and 下午六點 as 18:00.
// Twin: kbgen/search/day_times.py. Specification: index-format 5.8.1.

import { numberOf } from "./numerals.js";

const FIGURES = "[一二三四五六七八九十兩两]";
const TIME = new RegExp(
  "(?<![a-z0-9.:])(?<hour>1[0-2]|0?[1-9])(?:[:.](?<minute>[0-5][0-9]))? ?(?<half>am|pm)(?![a-z0-9])" +
    "|(?<part>早上|上午|朝早|今朝|聽朝|听朝|凌晨|下午|晏晝|晏昼|傍晚|晚上|夜晚|今晚|聽晚|听晚) ?" +
    `(?<count>1[0-2]|[1-9]|${FIGURES}{1,2}) ?(?:點鐘|点钟|[點点時时])(?<after>半)?(?![0-9一二三四五六七八九十])`,
  "gu",
);
const NIGHT = ["晚上", "夜晚", "今晚", "聽晚", "听晚"];
const MORNING = ["am", "早上", "上午", "朝早", "今朝", "聽朝", "听朝", "凌晨"];

/**
 * Where a time of day stands in a normalised query, in UTF-16 units, and the same as a clock shows it.
 * @param {string} text
 * @returns {{ start: number, end: number, clock: string }[]}
 */
function times(text) {
  return [...text.matchAll(TIME)].flatMap((match) => {
    const { hour, count, minute, half, part, after } = /** @type {Record<string, string>} */ (match.groups);
    const said = hour || count;
    const number = /^[0-9]+$/.test(said) ? Number(said) : numberOf(said.replaceAll("兩", "两"));
    if (number < 1 || number > 12) return [];
    const when = half || part;
    const isMorning = MORNING.includes(when) || (number === 12 && NIGHT.includes(when));
    const shown = String((number % 12) + (isMorning ? 0 : 12)).padStart(2, "0");
    const clock = `${shown}:${minute || (after ? "30" : "00")}`;
    return [{ start: match.index, end: match.index + match[0].length, clock }];
  });
}

/**
 * A normalised query with times of day as a clock shows them, where articles write them so and not as typed.
 * @param {string} text @param {(writing: string) => Promise<boolean>} isHeld
 */
export async function onTheClock(text, isHeld) {
  let rewritten = "";
  let done = 0;
  for (const { start, end, clock } of times(text)) {
    if (!(await isHeld(clock)) || (await isHeld(text.slice(start, end)))) continue;
    rewritten += `${text.slice(done, start)} ${clock} `;
    done = end;
  }
  return rewritten + text.slice(done);
}
