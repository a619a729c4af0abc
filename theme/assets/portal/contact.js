/** The contact page: articles that may answer it already, the message to take along, and the hours. */

import { keepWords, readContext, takeWords, withWords } from "./contact-context.js";
import { element } from "./dom.js";
import { hitLink } from "./hit-view.js";
import { showOpeningHours } from "./hours-view.js";
import { startCopying, startMessage } from "./message-form.js";

/** @typedef {import("./search-box.js").Portal} Portal */

const SUGGESTIONS = 4;

/** @param {Portal} portal */
export function startContactPage(portal) {
  const switches = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.switch"));
  const message = startMessage(document, takeWords(), keepWords);
  const show = () => {
    const context = readContext(location.hash, portal.settings.base);
    message.show(context);
    void suggest(context.query, portal);
    for (const link of switches) link.hash = location.hash;
  };
  show();
  for (const link of switches)
    link.addEventListener("click", () => {
      link.hash = withWords(location.hash, message.words());
    });
  addEventListener("hashchange", show); // a search on this page found nothing and leads here again
  startCopying(document);
  showOpeningHours();
}

/** Put what a search finds where the popular articles stand. @param {string} query @param {Portal} portal */
async function suggest(query, { session, settings }) {
  const list = document.querySelector("[data-kb-suggestions]");
  if (!query || !list) return;
  const reply = await session.ask(query, { limit: SUGGESTIONS });
  if (reply.kind !== "answer" || !reply.answer.results.length) return; // the popular ones stay
  list.classList.add("hits");
  list.replaceChildren(
    ...reply.answer.results.map((result, position) =>
      element("li", {}, hitLink(result, position, reply.excerpts[position], settings)),
    ),
  );
}
