/** The file of `search/` that opens the index for readers of a language (index-format 3.5). @param {string} language */
export const packName = (language) => `${language}.pack`;
