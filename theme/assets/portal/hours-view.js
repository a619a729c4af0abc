/** Brings the opening hours of the contact page to life: open now or not, and the days off that are still to come. */

import { dateLocale, openSentence, openState, shopTime } from "./opening-hours.js";

/** @typedef {import("./opening-hours.js").Place} Place */
/** @typedef {import("./opening-hours.js").Words} Words */

const DAYS_OFF_SHOWN = 3;
const MINUTE_MS = 60_000;

/** Start, and keep in step with the clock. */
export function showOpeningHours() {
  /** @type {{ words: Words, places: Omit<Place, "closed">[] }} */
  const { words, places } = JSON.parse(document.getElementById("kb-hours")?.textContent ?? '{"places": []}');
  const views = [...document.querySelectorAll("[data-kb-place]")].slice(0, places.length);
  const whole = views.map((view, position) => /** @type {Place} */ ({ ...places[position], closed: daysOff(view) }));
  const locale = dateLocale(document.documentElement.lang);
  const update = () => {
    const now = new Date();
    views.forEach((view, position) => showPlace(view, /** @type {Place} */ (whole[position]), words, locale, now));
  };
  update();
  setInterval(update, MINUTE_MS);
}

/** @param {Element} view @param {Place} place @param {Words} words @param {string} locale @param {Date} now */
function showPlace(view, place, words, locale, now) {
  const line = /** @type {HTMLElement} */ (view.querySelector("[data-kb-open]"));
  const state = openState(place, now);
  line.textContent = openSentence(state, words, locale);
  line.hidden = line.textContent === "";
  line.classList.remove("is-waiting");
  line.classList.toggle("is-open", state.open);
  dropPastDays(view, shopTime(place.zone, now).day);
}

/** The days off that a place lists, each with its reason. @param {Element} view */
function daysOff(view) {
  const days = /** @type {HTMLElement[]} */ ([...view.querySelectorAll("[data-kb-day]")]);
  return Object.fromEntries(days.map((day) => [day.dataset.kbDay, day.querySelector("span")?.textContent ?? ""]));
}

/** The page may be older than today. @param {Element} view @param {string} today */
function dropPastDays(view, today) {
  const [next, more] = view.querySelectorAll("ul");
  const days = /** @type {HTMLElement[]} */ ([...view.querySelectorAll("[data-kb-day]")]);
  const past = days.filter(({ dataset }) => (dataset.kbDay ?? "") < today);
  if (!next || !past.length) return;
  past.forEach((day) => day.remove());
  while (next.childElementCount < DAYS_OFF_SHOWN && more?.firstElementChild) next.append(more.firstElementChild);
}
