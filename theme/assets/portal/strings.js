/**
 * Interface strings: `{name}` placeholders, plural forms, and elements inside a sentence.
 * The catalogue is theme/strings.yml; a page carries the keys that begin with `js.` in its own language.
 */

/** @typedef {string | number} Value */
/**
 * @typedef {{
 *   (key: string, values?: Record<string, Value>): string, count: (key: string, count: number) => string
 * }} Translate
 */
/** @typedef {{ text: string } | { name: string }} TemplatePart */

/**
 * Split a template at its placeholders, in order: `"for {query}?"` gives text "for ", name "query", text "?".
 * @param {string} template
 * @returns {TemplatePart[]}
 */
export function splitTemplate(template) {
  return template
    .split(/\{(\w+)\}/u)
    .map((piece, position) => (position % 2 ? { name: piece } : { text: piece }))
    .filter((part) => "name" in part || part.text !== "");
}

/**
 * Fill a template's placeholders; one without a value stays as it is written, so that a slip shows.
 * @param {string} template
 * @param {Record<string, Value>} [values]
 */
export function fill(template, values = {}) {
  const known = new Map(Object.entries(values)); // a Map, because a placeholder may be called "constructor"
  return splitTemplate(template)
    .map((part) => ("text" in part ? part.text : String(known.get(part.name) ?? `{${part.name}}`)))
    .reduce((before, text) => before + (isSpaced(before, text) ? " " : "") + text, "");
}

/**
 * Whether a blank stands between: Chinese sets one before and after Latin names.
 * @param {string} before @param {string} after
 */
const isSpaced = (before, after) =>
  (HAN_END.test(before) && LATIN_START.test(after)) || (LATIN_END.test(before) && HAN_START.test(after));
const [HAN_START, HAN_END] = [/^[\u3400-\u9fff]/u, /[\u3400-\u9fff]$/u];
const [LATIN_START, LATIN_END] = [/^[0-9A-Za-z\u00c0-\u024f]/u, /[0-9A-Za-z\u00c0-\u024f]$/u];

/**
 * Make the function that looks strings up.
 * `translate.count("js.results", 1)` takes "js.results.one", any other number ".other".
 * @param {Record<string, string>} catalogue
 * @returns {Translate}
 */
export function createTranslate(catalogue) {
  const strings = new Map(Object.entries(catalogue));
  /** @param {string} key @param {Record<string, Value>} [values] */
  const translate = (key, values) => fill(strings.get(key) ?? key, values);
  /** @param {string} key @param {number} count */
  const count = (key, count) => translate(`${key}.${count === 1 ? "one" : "other"}`, { count });
  return Object.assign(translate, { count });
}
