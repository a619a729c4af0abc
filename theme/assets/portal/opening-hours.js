/** Whether somebody answers now, in the shop's time zone whatever the reader's is. */

import { fill } from "./strings.js";

/** Times are "HH:MM"; week: by weekday, 1 (Monday) to 7; closed: days off with their reason. */
/** @typedef {{ zone: string, week: Record<string, [string, string][]>, closed: Record<string, string> }} Place */
/** reason: why today is off, or empty. next: null when nothing opens within a month. */
/**
 * @typedef {{ open: true, until: string }
 *   | { open: false, reason: string, next: { inDays: number, day: string, time: string } | null }} OpenState
 */

/** Sentences with gaps. @typedef {Record<"open" | "today" | "tomorrow" | "day" | "off", string>} Words */

const DAYS_AHEAD = 31;

/**
 * @param {Place} place
 * @param {Date} now
 * @returns {OpenState}
 */
export function openState(place, now) {
  const here = shopTime(place.zone, now);
  const today = hoursOf(place, here.day);
  const current = today.find(([start, end]) => start <= here.time && here.time < end);
  if (current) return { open: true, until: current[1] };
  const reason = place.closed[here.day] ?? "";
  for (let inDays = 0; inDays <= DAYS_AHEAD; inDays += 1) {
    const day = addDays(here.day, inDays);
    const next = hoursOf(place, day).find(([start]) => inDays > 0 || start > here.time);
    if (next) return { open: false, reason, next: { inDays, day, time: next[0] } };
  }
  return { open: false, reason, next: null };
}

/**
 * Day and time in a time zone: "2026-12-25" and "09:05".
 * @param {string} timeZone
 * @param {Date} now
 */
export function shopTime(timeZone, now) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return {
    day: `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`,
    time: `${parts.get("hour")}:${parts.get("minute")}`,
  };
}

/** @param {Place} place @param {string} day */
function hoursOf({ week, closed }, day) {
  if (day in closed) return [];
  return week[String(new Date(`${day}T00:00Z`).getUTCDay() || 7)] ?? [];
}

/** @param {string} day @param {number} count */
function addDays(day, count) {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/**
 * What a state means to a reader; empty where nothing is known.
 * @param {OpenState} state @param {Words} words @param {string} locale
 */
export function openSentence(state, words, locale) {
  if (state.open) return fill(words.open, { time: state.until });
  const off = state.reason ? fill(words.off, { reason: state.reason }) : "";
  if (!state.next) return off;
  const { inDays, day, time } = state.next;
  /** @type {Intl.DateTimeFormatOptions} */
  const form = inDays < 7 ? { weekday: "long" } : { day: "numeric", month: "long" };
  const named = new Intl.DateTimeFormat(locale, { ...form, timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));
  const opens = inDays > 1 ? words.day : inDays ? words.tomorrow : words.today;
  return `${off} ${fill(opens, { day: named, time })}`.trim();
}

/** How a language of pages writes dates. @param {string} lang */
export const dateLocale = (lang) => (lang === "en" ? "en-GB" : lang);
