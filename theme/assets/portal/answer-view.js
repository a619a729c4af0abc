/** What stands around the results: "showing results for …", nothing found, search unavailable. */

import { contactUrl } from "./contact-context.js";
import { element, present } from "./dom.js";
import { isCut, MAX_QUERY_LENGTH, quoted, resultsUrl } from "./query.js";
import { splitTemplate } from "./strings.js";

/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {import("./search-session.js").Answer} Answer */

/**
 * What stands above the results, or null when they need nothing.
 * @param {Answer} answer
 * @param {Settings} settings
 * @param {() => void} searchLiterally
 */
export function correctionNote(answer, settings, searchLiterally) {
  const text = operatorNote(answer, settings);
  const correction = correctionSentence(answer, settings, searchLiterally);
  if (!text) return correction;
  return element("div", {}, element("p", {}, text), correction);
}

/**
 * That only the beginning of a long text was searched for; null where all was.
 * @param {string} typed
 * @param {Settings} settings
 */
export function cutNote(typed, { translate }) {
  return isCut(typed) ? element("p", {}, translate("js.cut", { count: MAX_QUERY_LENGTH })) : null;
}

/**
 * What could not be done for a phrase or for a word to leave out; empty where all could.
 * @param {Answer} answer
 * @param {Settings} settings
 */
export function operatorNote({ note }, { translate, language }) {
  if (!note) return "";
  return translate(`js.note.${note.kind}`, { words: note.words.join(language === "en" ? "”, “" : "」、「") });
}

/**
 * @param {Answer} answer
 * @param {Settings} settings
 * @param {() => void} searchLiterally
 */
function correctionSentence(answer, settings, searchLiterally) {
  const { translate } = settings;
  if (answer.outcome === "weak")
    return element(
      "p",
      {},
      ...readAs(answer, settings, searchLiterally),
      ...suggestion(answer, settings),
      translate("js.weak_only"),
      " ",
      askLink(answer.query, settings),
    );
  const read = readAs(answer, settings, searchLiterally);
  return read.length ? element("p", {}, ...read) : null;
}

/**
 * How a query was read, and the way to what was typed; empty where that is the same.
 * @param {Answer} answer
 * @param {Settings} settings
 * @param {() => void} searchLiterally
 * @returns {(Node | string)[]}
 */
function readAs({ corrected, query }, { translate }, searchLiterally) {
  if (!corrected) return [];
  const literal = element("button", { type: "button", class: "textbutton" }, quoted(query));
  literal.addEventListener("click", searchLiterally);
  return [
    ...sentence(translate("js.corrected"), new Map([["corrected", element("strong", {}, quoted(corrected))]])),
    " ",
    ...inBrackets(sentence(translate("js.instead"), new Map([["query", literal]])), literal),
    " ",
  ];
}

/**
 * A question to the reader, where a word of theirs may be another that was typed wrong.
 * @param {Answer} answer
 * @param {Settings} settings
 * @returns {(Node | string)[]}
 */
function suggestion({ suggested }, { translate, resultsPage }) {
  if (!suggested) return [];
  const link = element("a", { href: resultsUrl(resultsPage, suggested).href }, suggested);
  return [...sentence(translate("js.suggested"), new Map([["query", link]])), " "];
}

/**
 * How much was found, for people: weak matches are not counted, because hardly any is what was asked for;
 * empty where all are weak.
 * @param {Answer} answer
 * @param {Settings} settings
 */
export function foundText({ results, total }, { translate }) {
  const strong = results.filter(({ weak }) => !weak).length;
  if (!strong) return "";
  // Behind the last that was asked for stand others like it.
  const more = total > results.length && !results.at(-1)?.weak;
  const found = more ? translate("js.more_than", { count: strong }) : translate.count("js.results", strong);
  return strong < results.length ? translate("js.and_weak", { found }) : found;
}

/**
 * A sentence with elements in its gaps.
 * @param {string} template
 * @param {Map<string, Node>} gaps
 * @returns {(Node | string)[]}
 */
function sentence(template, gaps) {
  return splitTemplate(template).map((part) => ("text" in part ? part.text : (gaps.get(part.name) ?? "")));
}

/**
 * A sentence whose brackets stay with the button between them: before and after a button browsers break any line.
 * @param {(Node | string)[]} parts @param {Node} button
 * @returns {(Node | string)[]}
 */
function inBrackets(parts, button) {
  const at = parts.indexOf(button);
  const [before, after] = [parts[at - 1], parts[at + 1]].map((text) => (typeof text === "string" ? text : ""));
  const [open] = before.match(/[「“]$/u) ?? [""];
  const [close] = after.match(/^[」”]/u) ?? [""];
  if (!open || !close) return parts;
  const whole = element("span", { class: "in-brackets" }, open, button, close);
  return [...parts.slice(0, at - 1), before.slice(0, -1), whole, after.slice(1), ...parts.slice(at + 2)];
}

/**
 * Nothing was found: say what to try, and lead on to the categories and to people.
 * @param {Answer} answer
 * @param {Settings} settings
 */
export function nothingFound(answer, settings) {
  const { translate, categories } = settings;
  const { query } = answer;
  const meant = suggestion(answer, settings);
  const ways = present([
    ...[...categories.values()].map(({ title, url }) => element("a", { href: url.href }, title)),
    askLink(query, settings),
  ]);
  return element(
    "div",
    { class: "nothing" },
    element("h2", {}, translate("js.none.title", { query: quoted(query) })),
    meant.length > 0 && element("p", {}, ...meant),
    element(
      "ul",
      {},
      ...["spelling", "broader", "fewer"].map((hint) => element("li", {}, translate(`js.none.${hint}`))),
    ),
    element("div", { class: "ways" }, ...ways),
    answer.promise ? element("div", { class: "promise" }, answer.promise) : null,
  );
}

/**
 * The way to a person, who will see what was searched for; null where the site offers none.
 * @param {string} query
 * @param {Settings} settings
 */
function askLink(query, { translate, contactPage }) {
  return (
    contactPage &&
    element("a", { href: contactUrl(contactPage, { query }).href, class: "write" }, translate("js.contact"))
  );
}

/**
 * Before anything is typed in the dialog: what was read in this tab, what many read, and the categories.
 * @param {Settings} settings
 * @param {import("./read-here.js").ReadArticle[]} [readHere]
 */
export function topics({ translate, categories, popular }, readHere = []) {
  return element(
    "div",
    { class: "nothing" },
    ...(readHere.length ? linked(translate("js.read_here"), readHere) : []),
    ...(popular ? linked(popular.heading, popular.articles) : []),
    ...linked(translate("js.topics"), [...categories.values()]),
  );
}

/**
 * Links below a heading, for a block of class `nothing`.
 * @param {string} heading
 * @param {{ title: string, url: URL, lang?: string }[]} places
 */
export function linked(heading, places) {
  const ways = places.map(({ title, url, lang }) => element("a", { href: url.href, lang }, title));
  return [element("h2", {}, heading), element("div", { class: "ways" }, ...ways)];
}

/**
 * Search could not be loaded: say so, offer another try; the links of the page work all the same.
 * @param {string} code of the SearchError: "offline", "damaged" or "format"
 * @param {Settings} settings
 * @param {() => void} retry
 */
export function searchBroken(code, { translate }, retry) {
  const again = element("button", { type: "button", class: "button quiet" }, translate("js.retry"));
  again.addEventListener("click", retry);
  const words = translate(code === "offline" ? "js.broken.offline" : "js.broken.damaged");
  return element("div", { class: "broken", role: "alert" }, element("p", {}, words), again);
}
