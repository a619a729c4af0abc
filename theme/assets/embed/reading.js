/** An article, the list of a category, or the ways to a person, inside the panel. */

import { searchBroken } from "../portal/answer-view.js";
import { readContext } from "../portal/contact-context.js";
import { element } from "../portal/dom.js";
import { startCopying, startMessage } from "../portal/message-form.js";
import { decodeAnchor, openAround } from "../portal/questions.js";
import { fetchPage, readContent } from "./page-content.js";

/** @typedef {import("../portal/settings.js").Settings} Settings */
/** @typedef {import("./page-content.js").PageContent} PageContent */

export class Reading {
  #latest = 0;
  /** @type {PageContent | null} */
  #shown = null;
  #text = element("div", { class: "reading-text", tabindex: -1 });
  #whole;
  /**
   * The contact page is made once, so that a message begun is still there after a look at an article.
   * @type {{ content: PageContent, message: ReturnType<typeof startMessage> } | null}
   */
  #contact = null;

  /**
   * @param {Settings} settings
   * @param {{ back: () => void, close: HTMLElement }} controls
   */
  constructor(settings, { back, close }) {
    this.settings = settings;
    const { translate } = settings;
    const button = element("button", { type: "button", class: "button quiet" }, translate("js.embed.back"));
    button.addEventListener("click", back);
    this.#whole = element("a", { target: "_blank", rel: "noopener" }, translate("js.embed.whole"));
    this.view = element(
      "div",
      { class: "reading", hidden: true },
      element("div", { class: "bar" }, button, this.#whole, close),
      this.#text,
    );
  }

  get open() {
    return !this.view.hidden;
  }

  /** The article or category being read; null while a search or the contact page shows. */
  get current() {
    return this.open && !this.#shown?.contact ? this.#shown : null;
  }

  hide() {
    this.#latest += 1;
    this.view.hidden = true;
  }

  /** Whether a link leads from what is read to the portal itself. @param {HTMLAnchorElement} link */
  leadsOut(link) {
    return link === this.#whole;
  }

  /** Whether an address is a page of the portal with a text of its own. @param {URL} url */
  canShow(url) {
    const { base, resultsPage } = this.settings;
    return (
      url.origin === base.origin &&
      url.pathname.startsWith(base.pathname) &&
      url.pathname !== resultsPage.pathname &&
      /(\/|\.html|\/[^./]+)$/.test(url.pathname)
    );
  }

  /** Show a page, or say that it cannot be had. @param {URL} url */
  async show(url) {
    const here = this.current?.url;
    if (here && here.pathname === url.pathname && url.hash) return this.#leadTo(url.hash);
    const turn = (this.#latest += 1);
    this.#whole.href = url.href;
    this.view.hidden = false;
    this.#shown = null;
    this.view.setAttribute("aria-busy", "true");
    this.#text.replaceChildren();
    this.#text.focus();
    try {
      const known = this.#contact?.content.url.pathname === url.pathname ? this.#contact.content : null;
      const content = known ?? readContent(await fetchPage(url), this.settings.base);
      if (turn !== this.#latest) return;
      if (!content) throw new Error(`${url.href} has no text`);
      this.#fill(content, url.hash);
    } catch {
      if (turn !== this.#latest) return;
      this.#text.replaceChildren(searchBroken("offline", this.#saying("js.embed.unread"), () => void this.show(url)));
      this.#text.querySelector("button")?.focus();
    }
    this.view.removeAttribute("aria-busy");
  }

  /** The settings with another sentence for what went wrong. @param {string} words @returns {Settings} */
  #saying(words) {
    const { translate } = this.settings;
    /** @type {any} */
    const say = (/** @type {string} */ key) => translate(key.startsWith("js.broken") ? words : key);
    return { ...this.settings, translate: Object.assign(say, { count: translate.count }) };
  }

  /** @param {PageContent} content @param {string} hash */
  #fill(content, hash) {
    this.#shown = content;
    const title = element("h2", { tabindex: -1 }, content.title);
    this.#text.replaceChildren(
      element(
        "article",
        { class: content.contact ? "contact-page" : "article prose", lang: content.lang || null },
        title,
        ...content.parts,
      ),
    );
    this.#text.scrollTop = 0;
    title.focus();
    if (content.contact) this.#startContact(content, hash);
    else if (hash) this.#leadTo(hash);
  }

  /** @param {string} hash */
  #leadTo(hash) {
    const target = this.#text.querySelector(`[id="${CSS.escape(decodeAnchor(hash))}"]`);
    if (target) openAround(target);
    target?.scrollIntoView({ block: "start" });
  }

  /** @param {PageContent} content @param {string} hash what was searched for and read */
  #startContact(content, hash) {
    if (this.#contact?.content !== content) {
      this.#contact = { content, message: startMessage(this.#text) };
      startCopying(this.#text);
    }
    this.#contact.message.show(readContext(hash, this.settings.base));
  }
}
