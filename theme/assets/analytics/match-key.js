/**
 * What makes two queries the same one.
 * Twin: search_analytics/privacy/match_key.py (search-event 4; vectors in tests/conformance).
 */

/** @param {string} text @returns {string} at most 200 code points */
export const cut = (text) => [...text].slice(0, 200).join("");

/** @param {string} text @returns {string} the form in which queries are compared */
export const matchKey = (text) => {
  const key = cut(text)
    // biome-ignore lint/suspicious/noMisleadingCharacterClass: the enclosing keycap stands for itself
    .replace(/(?![\t-\r\x85])[\p{Cc}\p{Cf}\p{Cs}\p{DI}\u20e3]/gu, "")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[\p{Z}\t-\r\x85]+/gu, " ");
  // Punctuation, without what carries meaning at an end: "C#", "100%", "R&D", "@shop", "and/or", ⟨placeholder⟩.
  return key.replace(/^([^\P{P}#%&@/\\⟨⟩]| )+|([^\P{P}#%&@/\\⟨⟩]| )+$/gu, "") || key.trim();
};
