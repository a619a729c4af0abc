/** The portal's script: finds what a page has and brings it to life. Without it every page is whole, only quieter. */

import { createAnalytics } from "./analytics.js";
import { searchBroken } from "./answer-view.js";
import { addToContactLinks, ownContext } from "./contact-context.js";
import { element, SMALL_SCREEN } from "./dom.js";
import { takeFoundWords } from "./found-words.js";
import { copyHeadingLinks, followInOtherLanguage, followReading } from "./headings.js";
import { markDoor, offerLanguage, preferredLanguage } from "./language-offer.js";
import { cleanQuery } from "./query.js";
import { openQuestionInAddress, openQuestionsForPrint } from "./questions.js";
import { noteArticle } from "./read-here.js";
import { questionBeforeRenewal, renewPage } from "./renewal.js";
import { SearchBox } from "./search-box.js";
import { createSearchDialog } from "./search-dialog.js";
import { createSession } from "./search-session.js";
import { searchStyle } from "./search-style.js";
import { readJson, readSettings } from "./settings.js";
import { listenForShortcuts } from "./shortcuts.js";
import { startVote } from "./vote.js";

const settings = readSettings(document);
const portal = {
  settings,
  // On the contact page a message may be under way, which a reload would lose.
  session: createSession(
    { base: settings.base.href, locale: settings.language, region: settings.region },
    settings.kind === "contact" ? () => false : renewPage,
  ),
  analytics: createAnalytics(settings),
};

document.documentElement.classList.add("has-script");
const preferred = preferredLanguage(navigator.languages);
if (settings.kind === "gateway") markDoor(preferred);
else startPage();

function startPage() {
  startSearch();
  offerLanguage(settings, preferred);
  const article = /** @type {HTMLElement | null} */ (document.querySelector(".prose"));
  if (article) copyHeadingLinks(article, settings.translate);
  const toc = /** @type {HTMLElement | null} */ (document.querySelector(".toc"));
  if (toc) followReading(toc);
  const switched = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.switch"));
  const headings = readJson(document, "kb-headings");
  if (switched && headings) followInOtherLanguage(switched, headings);
  showPlaceInAddress();
  addEventListener("hashchange", showPlaceInAddress);
  openQuestionsForPrint();
  if (settings.contactPage) addToContactLinks(ownContext(settings, document.referrer));
  if (settings.kind === "contact") void import("./contact.js").then(({ startContactPage }) => startContactPage(portal));
  const vote = /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-vote]"));
  if (vote) void startVote(vote, settings.page, portal.analytics);
  const counting = /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-counting]"));
  if (counting) void portal.analytics.listening.then((on) => sayWhetherCounted(counting, on));
  if (settings.page) startArticle();
  if (settings.page) portal.analytics.view({ a: settings.page, f: cameFrom(document.referrer) });
}

function startArticle() {
  const heading = document.querySelector(".article h1");
  const lang = heading?.closest("[lang]")?.getAttribute("lang") ?? "";
  if (heading) noteArticle(heading.textContent?.trim() ?? "", lang);
  void searchStyle(); // now that the article can be read
  void import("./article-page.js").then(
    ({ startArticlePage }) => startArticlePage(settings.translate),
    () => undefined, // the article is whole without it
  );
}

/** On the privacy notice: what this browser has asked for. @param {HTMLElement} element @param {boolean} on */
function sayWhetherCounted(element, on) {
  element.textContent = element.dataset[on ? "kbCounted" : "kbUncounted"] ?? "";
  element.classList.remove("is-waiting");
}

/** Where an article was opened from: a result, another page of the portal, or elsewhere. @param {string} referrer */
function cameFrom(referrer) {
  if (referrer.startsWith(settings.resultsPage.href)) return "search";
  return referrer.startsWith(location.origin) ? "nav" : "other";
}

/** Open the question that the address names, and mark what the reader searched for. */
function showPlaceInAddress() {
  openQuestionInAddress();
  const words = takeFoundWords(location);
  // Few readers of a page come from a search, so the others need not fetch this.
  if (words.length)
    void import("./highlight.js").then(
      ({ markFoundWords }) => markFoundWords(words, settings.translate),
      () => undefined,
    );
}

/**
 * That there will be an answer, while the script that finds it is on its way; what was asked, `asked.js` shows.
 * @param {HTMLElement} results
 */
function showWaiting(results) {
  if (!cleanQuery(new URL(location.href).searchParams.get("q"))) return;
  results.classList.add("has-query");
  const waiting = element("p", { class: "said" }, settings.translate("js.waiting"));
  results.querySelector("[data-kb-found]")?.append(waiting);
}

function startSearch() {
  const results = /** @type {HTMLElement | null} */ (document.querySelector("[data-kb-results]"));
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-kb-box]"));
  const input = form?.querySelector("input") ?? null;
  const openDialog = createSearchDialog(portal);
  if (results) {
    showWaiting(results);
    portal.session.warm(); // the index comes beside the rest of the page, not after it
    void import("./results-page.js").then(
      ({ startResultsPage }) => startResultsPage(results, portal),
      () => {
        results.classList.remove("has-query");
        const broken = searchBroken("offline", settings, () => location.reload());
        results.querySelector("[data-kb-found]")?.replaceChildren(broken);
      },
    );
  } else if (form && input) {
    new SearchBox(form, input, portal);
    input.addEventListener("click", () => {
      if (matchMedia(SMALL_SCREEN).matches) openDialog(input.value);
    });
  }
  const opener = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".open-search"));
  opener?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window, as for any link
    event.preventDefault();
    openDialog();
  });
  const question = questionBeforeRenewal(); // the results page has it in its address
  if (question && !results) {
    if (input && !matchMedia(SMALL_SCREEN).matches) {
      input.focus();
      input.value = question;
      input.dispatchEvent(new Event("input"));
    } else openDialog(question);
  }
  listenForShortcuts(() => {
    if (input && (results || !matchMedia(SMALL_SCREEN).matches)) {
      input.focus();
      input.select();
    } else openDialog();
  });
}
