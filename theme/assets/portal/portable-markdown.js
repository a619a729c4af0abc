/**
 * The Markdown of an article as other programs take it: addresses that lead there from anywhere, and no braces of ours
 * (`{ #what }`, `{ .button }`), which others show as text.
 */

// As kbgen/content/code_places.py: a block between fences, and code within a paragraph.
const FENCE = String.raw`^[ \t>]*(?:[-*+]\s+|\d+[.)]\s+)?(\`{3,}(?=[^\`\n]*$)|~{3,})[^\n]*\n`;
const BLOCK = String.raw`${FENCE}[^]*?(?:^[ \t>]*\1[\`~]*[ \t]*$|$(?![^]))`;
const SPAN = String.raw`(?<![\`\\])(\`+)(?!\`)(?:(?!\n[ \t]*\n)[^])+?(?<!\`)\2(?!\`)`;
const CODE = new RegExp(`${BLOCK}|${SPAN}`, "gm");
const FRONT = /^---\n[\s\S]*?\n---\n/;
const NAME = String.raw`(?:[#.][^\s{}#.="'<>&]+)`;
const VALUE = String.raw`(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s"'{}]+)`;
const BRACES = String.raw`[ \t]?\{:?[ \t]*(?:(?:${NAME}|[\w-]+[ \t]*=[ \t]*${VALUE}|download)[ \t]*)+\}`;
const OF_LINE = new RegExp(String.raw`[ \t]*\{:?[ \t]*(?:${NAME}[ \t]*)+\}[ \t]*$`);
/** What may end with braces: a heading, and the first line of a box or a question. */
const TITLE = /^[ \t>]*(?:#{1,6}[ \t]|[?!]{3}\+?[ \t]|:{3,}).*$|^.*\S.*$(?=\n[ \t]*(?:=+|-+)[ \t]*$)/gm;
const TARGET = String.raw`<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*`;
const LINK = new RegExp(String.raw`(?<!\\)(\]\(\s*)(${TARGET})((?:\s+(?:"[^"]*"|'[^']*'))?\s*\))(?:${BRACES})?`, "g");
const DEFINITION = /^([ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*)(<[^<>\n]*>|\S+)/gm;
const REFERENCE = new RegExp(String.raw`(\]\[[^\]\n]*\])${BRACES}`, "g");

/**
 * @param {string} markdown
 * @param {{ markdown: string, page: string, pages: Iterable<string> }} addresses of the
 *   text, of its page, and of the pages that this one links to: a link to the Markdown of one of them leads to the page
 */
export function portableMarkdown(markdown, { markdown: own, page, pages }) {
  const known = new Set([...pages].map(withoutHash));
  /** @param {string} written */
  const whole = (written) => absolute(written, own, page, known);
  const front = FRONT.exec(markdown)?.[0] ?? "";
  return front + outsideCode(markdown.slice(front.length), (text) => changed(text, whole));
}

/** @param {string} text @param {(written: string) => string} whole */
function changed(text, whole) {
  return text
    .replace(TITLE, (line) => line.replace(OF_LINE, ""))
    .replace(LINK, (_, before, target, after) => before + whole(target) + after)
    .replace(REFERENCE, "$1")
    .replace(DEFINITION, (_, before, target) => before + whole(target));
}

/** @param {string} text @param {(piece: string) => string} change */
function outsideCode(text, change) {
  let [made, done] = ["", 0];
  for (const found of text.matchAll(CODE)) {
    made += change(text.slice(done, found.index)) + found[0];
    done = found.index + found[0].length;
  }
  return made + change(text.slice(done));
}

/**
 * @param {string} written an address as Markdown has it, perhaps in angle brackets
 * @param {string} own
 * @param {string} page
 * @param {Set<string>} known
 */
function absolute(written, own, page, known) {
  const [open, close] = written.startsWith("<") ? ["<", ">"] : ["", ""];
  const target = written.slice(open.length, written.length - close.length).replace(/\\([!-/:-@[-`{-~])/g, "$1");
  if (!target || /^[a-z][a-z\d+.-]*:/i.test(target) || !URL.canParse(target, own)) return written;
  const url = new URL(target, target.startsWith("#") ? withoutHash(page) : own);
  const address = pageOf(url, known) + url.hash;
  return open + address.replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29")) + close;
}

/**
 * The page beside a text, where this page links to it; else the address as it is.
 * @param {URL} url @param {Set<string>} known
 */
function pageOf(url, known) {
  const address = withoutHash(url.href);
  const stem = address.replace(/\.md$/, "");
  const folder = stem.replace(/\/index$/, "/");
  return [`${stem}/`, `${stem}.html`, folder].find((one) => stem !== address && known.has(one)) ?? address;
}

/** @param {string} address */
const withoutHash = (address) => address.replace(/#.*/, "");
