// Questions by a verb, a *not* and the verb again, which ask whether something may be: 可唔可以, 會不會, 得唔得.
// Twin: kbgen/search/whether.py. Specification: index-format 5.4.5. Characters are folded.

const WHETHER = new RegExp(
  "可以[唔不]可以|可[唔不]可以?|(?<![功可性智技只效职])能[唔不]能够?|(?<![机社开])会[唔不]会|使[唔不]使(?!钱)|要[唔不]要(?![钱签])" +
    "|需[唔不]需要|系[唔不]系(?!真)|是不是(?!挂)|得唔得|(?<![银执进])行不行|有冇得|应[唔不]应该?",
  "gu",
);

/**
 * Where a folded Han run asks whether something may be, in code points; its words say nothing of what it is about.
 * @param {string} text
 * @returns {[start: number, end: number][]}
 */
export const whetherSpans = (text) =>
  [...text.matchAll(WHETHER)].map(({ 0: asked, index }) => {
    const start = [...text.slice(0, index)].length;
    return [start, start + asked.length];
  });
