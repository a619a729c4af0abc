/** What an article has beyond its text: pictures to enlarge, steps to tick, ways to take it along. Fetched after it. */

import { startTools } from "./article-tools.js";
import { startEnlarging } from "./enlarged-picture.js";
import { sayAddressesOnPaper } from "./on-paper.js";
import { startSteps } from "./steps.js";

/** @param {import("./strings.js").Translate} translate */
export function startArticlePage(translate) {
  const prose = /** @type {HTMLElement | null} */ (document.querySelector(".article .prose"));
  if (!prose) return;
  startEnlarging(prose, translate);
  startSteps(prose, translate);
  sayAddressesOnPaper(prose);
  const tools = /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-tools]"));
  if (tools) startTools(tools);
}
