/**
 * An answer said at once, above the results: values, hours with "open now", or the beginning of an article's answer.
 */

import { contactUrl } from "./contact-context.js";
import { element, present } from "./dom.js";
import { dateLocale, openSentence, openState } from "./opening-hours.js";
import { resolveInside } from "./query.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("../search/answers.js").AnswerCard} AnswerCard */
/** @typedef {import("../search/answers.js").CardItem} CardItem */
/** @typedef {import("../search/answers.js").CardPlace} CardPlace */

/** Addresses that a value may lead to besides pages: a telephone, a mail program, an app by its web address. */
const PROTOCOLS = ["tel:", "mailto:", "https:"];

/**
 * The card. Its links say by `data-card` where the answer stands.
 * @param {AnswerCard} card
 * @param {string} query goes along to the contact page
 * @param {Settings} settings
 * @param {Date} [now]
 */
export function answerCard(card, query, settings, now = new Date()) {
  const { items = [], places = [], text } = card;
  return element(
    "section",
    { class: `answer-card ${card.kind}`, "aria-label": settings.translate("js.answer", { title: card.title }) },
    element("h2", {}, card.title),
    text ? element("p", { class: "text" }, text) : null,
    items.length > 0 && element("dl", { class: "values" }, ...items.map((item) => value(item, card, settings))),
    places.length > 0 &&
      element("div", { class: "places" }, ...places.map((place) => hoursOf(place, card, settings, now))),
    sourceLink(card, query, settings),
  );
}

/**
 * What a screen reader hears of a card: its title, and what it says first.
 * @param {AnswerCard} card
 */
export function cardSaid({ title, text, items = [], places = [] }) {
  const values = items.map(([label, said]) => present([label, said ?? null]).join(" "));
  const hours = places.map(({ name, rows }) => [name, ...rows.map((row) => row.join(" "))].join(" "));
  return present([title, text ?? null, ...values, ...hours]).join("; ");
}

/** @param {CardItem} item @param {AnswerCard} card @param {Settings} settings */
function value([label, said = "", href = "", note = ""], { article = "" }, { base }) {
  const address = safeAddress(href, base);
  const shown = said || label;
  return element(
    "div",
    {},
    element("dt", {}, label),
    element(
      "dd",
      {},
      address ? element("a", { href: address, rel: "noreferrer", "data-card": article }, shown) : shown,
      note ? element("span", { class: "note" }, note) : null,
    ),
  );
}

/**
 * The index is data: what is no address of a kind that a channel has, leads nowhere.
 * @param {string} href @param {URL} base
 */
function safeAddress(href, base) {
  if (!href || !URL.canParse(href, base)) return "";
  const url = new URL(href, base);
  return PROTOCOLS.includes(url.protocol) || url.origin === base.origin ? url.href : "";
}

/** @param {CardPlace} place @param {AnswerCard} card @param {Settings} settings @param {Date} now */
function hoursOf(place, { words }, { language }, now) {
  const state = openState(place, now);
  const locale = dateLocale(language === "en" ? "en" : "zh-Hant");
  const said = words ? openSentence(state, /** @type {import("./opening-hours.js").Words} */ (words), locale) : "";
  return element(
    "div",
    { class: "place" },
    element("h3", {}, place.name),
    said ? element("p", { class: `open-now${state.open ? " is-open" : ""}` }, said) : null,
    place.rows.length > 0 &&
      element(
        "dl",
        { class: "values" },
        ...place.rows.map(([days, times]) => element("div", {}, element("dt", {}, days), element("dd", {}, times))),
      ),
    place.note ? element("p", { class: "note" }, place.note) : null,
  );
}

/** @param {AnswerCard} card @param {string} query @param {Settings} settings */
function sourceLink({ article, url = "", anchor = "", source = "" }, query, { base, contactPage }) {
  const contact = article === "contact" && contactPage ? contactUrl(contactPage, { query }) : null;
  const address = contact ?? resolveInside(url, base);
  if (!address || !source) return null;
  if (anchor) address.hash = anchor;
  return element("p", { class: "source" }, element("a", { href: address.href, "data-card": article }, source));
}
