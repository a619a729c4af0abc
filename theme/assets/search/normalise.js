// Twin: kbgen/text/normalise.py. Specification: index-format 2.
// Own character classes and lists: engines differ in \w, trim() and segmenters.

// biome-ignore format: a table
const HAN = [
  [0x3007, 0x3007], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff], [0x20000, 0x323af],
];
// biome-ignore format: a table
const WORD = [
  [0x30, 0x39], [0x61, 0x7a], [0xdf, 0xf6], [0xf8, 0x24f], [0x370, 0x3ff], [0x400, 0x52f], [0x3041, 0x3096],
  [0x30a1, 0x30fa], [0x30fc, 0x30fc], [0x3105, 0x312f], [0xac00, 0xd7a3],
];
// biome-ignore format: a table
const DROPPED = [
  [0x300, 0x36f], [0xfe00, 0xfe0f], [0xe0100, 0xe01ef], [0xad, 0xad], [0x200b, 0x200f], [0x202a, 0x202e],
  [0x2060, 0x2060], [0x2066, 0x2069], [0xfeff, 0xfeff], [0xd800, 0xdfff],
];
const APOSTROPHES = "'\u2019\u02bc";
/** What people type for an apostrophe; NFKC would make blanks and accents of them (index-format 2.2). */
const MARKS = /[\u00b4`\u2032\u2035]/g;
const RADICALS =
  "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺" +
  "⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳";
/**
 * What looks like the ideograph but is a radical of U+2E80 to 2EFF, as old PDFs have it
 * (Unicode's EquivalentUnifiedIdeograph).
 */
const IDEOGRAPHS = [
  ..."厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀",
  ..."聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
];
/** Characters that people type in another way (index-format 2.2): œuvre as oeuvre, Đà Lạt as da lat. */
const SPELT = new Map([
  ..."œ=oe æ=ae ø=o đ=d ł=l ß=ss ð=d þ=th ħ=h ı=i"
    .split(" ")
    .map((pair) => /** @type {[string, string]} */ (pair.split("="))),
  ...[...RADICALS].map((radical, at) => /** @type {[string, string]} */ ([radical, IDEOGRAPHS[at]])),
]);
const WORD_CLASS = WORD.map(([low, high]) => `${String.fromCharCode(low)}-${String.fromCharCode(high)}`).join("");
// Each takes in the character before, as older Safari knows no look-behind; no two matches can want the same one.
const THOUSANDS = /([0-9]),(?=[0-9]{3}(?![0-9]))/g;
const NO_CENTS = /(?<![0-9.])([0-9]+)\.00(?![0-9]|\.[0-9])/g;
const DOTTED = new RegExp(`(^|[^${WORD_CLASS}])([a-z](?:\\.[a-z])+)(?![${WORD_CLASS}])`, "g");
const VERSION = new RegExp(`(^|[^${WORD_CLASS}])v(?=[0-9]+\\.[0-9])`, "g");
const JOINERS = "-_\u2010\u2011";

/**
 * Neighbouring characters of one script. glued: no character stood between this run and the one before it, or only one
 * of JOINERS, or a full stop between digits; dotted: it was that full stop.
 * @typedef {{ text: string, script: "latn" | "hani", glued: boolean, dotted: boolean }} Run
 */

/** @param {number} code @param {number[][]} ranges */
const within = (code, ranges) => ranges.some(([low, high]) => code >= low && code <= high);

/** @param {string} char */
export const isHan = (char) => within(/** @type {number} */ (char.codePointAt(0)), HAN);

/** @param {string} char */
export const isWord = (char) => within(/** @type {number} */ (char.codePointAt(0)), WORD);

/** @param {string} char */
const isDigit = (char) => char >= "0" && char <= "9" && char.length === 1;

/**
 * The first code points of a text, and no lone half of a surrogate pair.
 * @param {string} text @param {number} length
 */
export function firstCodePoints(text, length) {
  let end = 0;
  for (let count = 0; count < length && end < text.length; count += 1)
    end += /** @type {number} */ (text.codePointAt(end)) > 0xffff ? 2 : 1;
  return text.slice(0, end);
}

/**
 * Bring letters, marks and numbers to one form, and drop what nobody sees (index-format 2.2 and 2.2.1).
 * @param {string} text
 */
export function normalise(text) {
  const lower = fold(text.replace(MARKS, "'").normalize("NFKC").toLowerCase(), SPELT);
  const kept = [];
  for (const char of lower.normalize("NFD")) {
    if (!within(/** @type {number} */ (char.codePointAt(0)), DROPPED)) kept.push(char);
  }
  return oneNumber(kept.join("").normalize("NFC"));
}

/** Drop what numbers and abbreviations are written with or without: 8,400, P.O.D., v3.1. @param {string} text */
const oneNumber = (text) =>
  text
    .replace(THOUSANDS, "$1")
    .replace(NO_CENTS, "$1")
    .replace(DOTTED, (_, before, letters) => before + letters.replaceAll(".", ""))
    .replace(VERSION, "$1");

/**
 * Split normalised text into runs of one script (index-format 2.4).
 * @param {string} text
 * @returns {Run[]}
 */
export function splitRuns(text) {
  const chars = [...text];
  const runs = [];
  let end = -1;
  for (let at = 0; at < chars.length; ) {
    const script = isHan(chars[at]) ? "hani" : isWord(chars[at]) ? "latn" : null;
    if (!script) {
      at += 1;
      continue;
    }
    const start = at;
    at = script === "hani" ? hanEnd(chars, start) : wordEnd(chars, start);
    const dotted = end >= 0 && isDotted(chars, end, start);
    const found = chars.slice(start, at);
    runs.push({
      text: (script === "hani" ? found : found.filter((char) => !APOSTROPHES.includes(char))).join(""),
      script: /** @type {"latn" | "hani"} */ (script),
      glued: end >= 0 && (start === end || dotted || (start === end + 1 && JOINERS.includes(chars[end]))),
      dotted,
    });
    end = at;
  }
  return runs;
}

/** @param {string[]} chars @param {number} start */
function hanEnd(chars, start) {
  let end = start;
  while (end < chars.length && isHan(chars[end])) end += 1;
  return end;
}

/**
 * The end of a word, with apostrophes inside and the signs of C# and C++.
 * @param {string[]} chars @param {number} start
 */
function wordEnd(chars, start) {
  const goesOn = (/** @type {number} */ at) => at < chars.length && isWord(chars[at]);
  if (chars[start] >= "a" && chars[start] <= "z" && chars[start + 1] === "#" && !goesOn(start + 2)) return start + 2;
  let end = start;
  while (goesOn(end) || (end < chars.length && APOSTROPHES.includes(chars[end]) && goesOn(end + 1))) end += 1;
  return chars[end] === "+" && chars[end + 1] === "+" && !goesOn(end + 2) ? end + 2 : end;
}

/** @param {string[]} chars @param {number} end @param {number} start */
const isDotted = (chars, end, start) =>
  start === end + 1 && chars[end] === "." && isDigit(chars[end - 1]) && isDigit(chars[start]);

/**
 * Split a word where letters meet digits (index-format 2.5).
 * @param {string} word
 */
export function wordParts(word) {
  /** @type {string[]} */
  const parts = [];
  for (const char of word) {
    const last = parts.length - 1;
    if (last >= 0 && isDigit(char) === isDigit(parts[last].slice(-1))) parts[last] += char;
    else parts.push(char);
  }
  return parts;
}

/**
 * Replace each character that the table folds (index-format 2.6).
 * @param {string} text @param {Map<string, string>} table
 */
export function fold(text, table) {
  let folded = "";
  for (const char of text) folded += table.get(char) ?? char;
  return folded;
}

/**
 * Order by code point, as Python does; `<` would put U+FF21 after U+20000.
 * @param {string} one @param {string} other
 */
export function byCodePoint(one, other) {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const left = one.charCodeAt(at);
    const right = other.charCodeAt(at);
    if (left !== right) {
      const leftHigh = left >= 0xd800 && left <= 0xdfff;
      const rightHigh = right >= 0xd800 && right <= 0xdfff;
      return leftHigh === rightHigh ? left - right : leftHigh ? 1 : -1;
    }
  }
  return one.length - other.length;
}
