/** The single words of a question that found little, so that the reader can be offered those that find something. */

const MOST_WORDS = 6;

/** English words that are in every article and say nothing by themselves. */
const PLAIN =
  "about after again all also and any are before but can cannot could did does doing done each for from get got had " +
  "has have help her here his how into its just let like may more much must need not now off one only other our out " +
  "over please should some than that the their them then there they this too until use want was were what when where " +
  "which while who why will with without would you your";
const PLAIN_WORDS = new Set(PLAIN.split(" "));
/** What a minus leaves out, roughly as index-format 10.2 says: sick leave -copy asks for no *copy*. */
const LEFT_OUT =
  /(?<!\S)[-\u2013\u2212\ufe63\uff0d](?:["\u201c\u201d][^"\u201c\u201d]+["\u201c\u201d]|「[^」]+」|(?=\p{L})\S+)/gu;

/**
 * The words of a query that could be searched for alone, each once, in their order; none where the query is one word.
 * @param {string} query
 * @param {import("./settings.js").Language} language
 * @returns {string[]}
 */
export function singleWords(query, language) {
  // What stands between blanks comes first: browsers know few names, and cut 八達通 in two.
  const asked = query.replace(LEFT_OUT, " ").toLowerCase();
  const pieces = asked.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = new Set([...(pieces.length > 1 ? pieces : []), ...cut(pieces, language)].filter(isTelling));
  if (pieces.length === 1) words.delete(pieces[0] ?? "");
  return [...words].slice(0, MOST_WORDS);
}

/** @param {string} word */
function isTelling(word) {
  if (/\p{Script=Han}/u.test(word)) return [...word].length > 1;
  return [...word].length > 2 && !PLAIN_WORDS.has(word);
}

/** @param {string[]} pieces @param {string} language */
function cut(pieces, language) {
  if (!("Segmenter" in Intl)) return []; // browsers of before 2024; Chinese words are then not offered one by one
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return pieces.flatMap((piece) =>
    [...segmenter.segment(piece)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment),
  );
}
