/** On the page of a short link: go on to the article in the reader's language. Nothing is stored. */

import { preferredLanguage } from "./language-offer.js";

const language = preferredLanguage(navigator.languages) ?? document.documentElement.dataset.kbDefault ?? "en";
const door = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`[data-kb-door="${language}"]`));
// In the place of this page, so that "back" does not lead to it; the place within the article goes along.
if (door) location.replace(door.href + location.hash);
