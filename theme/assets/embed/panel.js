/**
 * The panel of `<kb-search>`:
 * the portal's own search box and its articles, in a dialog inside the element's shadow root.
 */

import { keepAboveKeyboard } from "../portal/above-keyboard.js";
import { createAnalytics } from "../portal/analytics.js";
import { contactUrl } from "../portal/contact-context.js";
import { element } from "../portal/dom.js";
import { NO_FILTERS, writeFilters } from "../portal/filters.js";
import { guardInput } from "../portal/ime.js";
import { SearchBox, searchInput } from "../portal/search-box.js";
import { createSession } from "../portal/search-session.js";
import { readSettings } from "../portal/settings.js";
import { createSearch } from "./direct-search.js";
import { createIdle } from "./idle.js";
import { fetchPage } from "./page-content.js";
import { glyphTag, loadStyles, turnDark } from "./panel-style.js";
import { Reading } from "./reading.js";
import { namedCategories, withinCategories } from "./within-categories.js";

/** @typedef {import("../portal/settings.js").Settings} Settings */
/**
 * chosen: ids of the categories that are searched; none: all. idle: draws what shows before anything is typed.
 * @typedef {import("../portal/search-box.js").Portal & { chosen: string[], idle: () => Node }} Portal
 */

/**
 * Make the panel; what it needs of the portal is on the portal's home page.
 * @param {HTMLElement & { languageTag: string }} host
 * @param {ShadowRoot} root
 * @param {{ base: string, home: string }} where
 */
export async function createPanel(host, root, { base, home }) {
  const [page] = await Promise.all([fetchPage(new URL(home, base)), loadStyles(root)]);
  const whole = readSettings(page);
  const chosen = namedCategories(host.getAttribute("category"), whole.categories);
  const settings = {
    ...whole,
    categories: new Map([...whole.categories].filter(([id]) => !chosen.length || chosen.includes(id))),
  };
  const collector = host.hasAttribute("analytics") && settings.collector;
  const told = collector ? { ...collector, endpoint: new URL(collector.endpoint, settings.base).href } : null;
  const portal = {
    settings,
    session: createSession(
      { base: settings.base.href, locale: settings.language },
      () => false,
      async () => ({ createSearch: (options) => withinCategories(createSearch(options), chosen) }),
    ),
    analytics: createAnalytics({ ...settings, collector: told }),
  };
  const idle = createIdle(page, settings, host, chosen);
  return new Panel(host, root, { ...portal, chosen, idle }, glyphTag(host.languageTag, page.documentElement.lang));
}

class Panel {
  #dialog;
  #form;
  #input;
  #reading;
  #contact;
  #guard;

  /** @param {HTMLElement} host @param {ShadowRoot} root @param {Portal} portal @param {string} lang */
  constructor(host, root, portal, lang) {
    this.host = host;
    this.root = root;
    this.portal = portal;
    const { translate, base, contactPage } = portal.settings;
    this.#input = searchInput(translate);
    const bar = element("div", { class: "bar" }, element("div", { class: "field" }, this.#input), this.#closeButton());
    this.#form = element("form", { class: "box", role: "search" }, bar);
    this.#reading = new Reading(portal.settings, { back: () => this.#showSearch(), close: this.#closeButton() });
    this.#contact =
      contactPage &&
      element(
        "a",
        { href: contactPage.href, target: "_blank", rel: "noopener", class: "write" },
        translate("js.contact"),
      );
    const portalLink = element(
      "a",
      { href: new URL(portal.settings.resultsPage).href, target: "_blank", rel: "noopener" },
      translate("js.embed.portal"),
    );
    const foot = element("div", { class: "panel-foot" }, this.#contact, portalLink);
    this.#dialog = element(
      "dialog",
      { class: "palette panel", lang, "aria-label": translate("js.search_label") },
      this.#form,
      this.#reading.view,
      foot,
    );
    root.append(this.#dialog);
    keepAboveKeyboard(this.#dialog);
    this.#guard = guardInput(this.#input);
    this.#listen();
    this.box = new SearchBox(this.#form, this.#input, portal, { idle: portal.idle });
    this.base = base;
  }

  #closeButton() {
    const button = element("button", { type: "button", class: "close" }, this.portal.settings.translate("js.close"));
    button.addEventListener("click", () => this.#dialog.close());
    return button;
  }

  #listen() {
    const dialog = this.#dialog;
    dialog.addEventListener("keydown", (event) => this.#pressed(event), { capture: true });
    // The page's own shortcuts must not hear what is typed here: to them the whole element is no text field.
    for (const type of ["keydown", "keypress", "keyup"])
      dialog.addEventListener(type, (event) => event.stopPropagation());
    // Before the links themselves hear of it: on the portal they lay the
    // words found into the storage of the site, which here is the host's.
    for (const type of ["click", "auxclick", "contextmenu"]) {
      dialog.addEventListener(type, (event) => this.#clicked(/** @type {MouseEvent} */ (event)), { capture: true });
    }
    dialog.addEventListener("submit", (event) => this.#submitted(event), { capture: true });
  }

  /**
   * Show the panel, with a question if there is one.
   * @param {string} query
   * @param {"light" | "dark" | ""} scheme that of the page around; empty: as the reader's system
   */
  show(query, scheme) {
    turnDark(this.root, scheme);
    this.#dialog.classList.toggle("corner", !/inline|none/.test(this.host.getAttribute("placement") ?? ""));
    this.#dialog.classList.toggle("left", this.host.getAttribute("placement") === "bottom-left");
    if (!this.#dialog.open) this.#dialog.showModal();
    if (query) this.#input.value = query;
    // With nothing asked too: the page around may have another address by now, and a notice may be over.
    if (query || !this.#input.value) this.#input.dispatchEvent(new Event("input"));
    if (query || !this.#reading.open) this.#showSearch();
  }

  remove() {
    this.#dialog.close();
    this.#dialog.remove();
  }

  #showSearch() {
    this.#reading.hide();
    this.#form.hidden = false;
    this.#input.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== "Escape" || this.#guard.owns(event)) return;
    event.preventDefault();
    event.stopPropagation();
    this.#dialog.close();
  }

  /**
   * Enter without a chosen result: the results are here already, so the results page is left alone.
   * @param {Event} event
   */
  #submitted(event) {
    event.preventDefault();
    event.stopPropagation();
    const query = this.box.query;
    if (!query || this.#guard.composing) return;
    this.portal.analytics.enter(query);
    if (matchMedia("(pointer: coarse)").matches) this.#input.blur(); // the keyboard covers what was found
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (event.target === this.#dialog && event.type === "click") return this.#dialog.close(); // the backdrop
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    event.stopPropagation();
    const { article, position } = link.dataset;
    const url = new URL(link.href);
    const opens = event.type === "click" || (event.type === "auxclick" && event.button === 1);
    if (!opens) return;
    if (link.matches(".more-hits")) link.href = writeFilters(url, { ...NO_FILTERS, category: this.portal.chosen }).href;
    if (article) this.#chosen(article, Number(position), url);
    if (link.dataset.card) this.portal.analytics.click({ article: link.dataset.card, position: 1 });
    const plain = event.type === "click" && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const here = plain && !this.#reading.leadsOut(link);
    if (this.#isContact(url) && !this.#reading.leadsOut(link)) this.#asked(event, link, here);
    else if (here && this.#reading.canShow(url)) this.#read(event, url);
    else if (url.protocol.startsWith("http")) link.target = "_blank"; // never the page of the host
  }

  /** @param {Event} event @param {URL} url */
  #read(event, url) {
    event.preventDefault();
    this.#form.hidden = true;
    void this.#reading.show(url);
  }

  /** @param {string} article @param {number} position @param {URL} url */
  #chosen(article, position, url) {
    this.portal.analytics.click({ article, position });
    this.#tell("kb-result", { article, position, url: url.href, query: this.box.query });
  }

  /** @param {URL} url */
  #isContact({ origin, pathname }) {
    const { contactPage } = this.portal.settings;
    return contactPage?.origin === origin && contactPage.pathname === pathname;
  }

  /**
   * Let the page of the host take over;
   * else show the ways to a person, and what was searched for, before anything is sent.
   * @param {Event} event
   * @param {HTMLAnchorElement} link
   * @param {boolean} here
   */
  #asked(event, link, here) {
    const query = this.box.query;
    const { title, url } = this.#reading.current ?? {};
    const fields = new URLSearchParams(
      url && title ? { page: url.pathname.slice(this.base.pathname.length), title } : {},
    );
    const address = new URL(/** @type {URL} */ (this.portal.settings.contactPage));
    address.hash = fields.toString();
    const asked = contactUrl(address, { query });
    link.href = asked.href;
    link.target = "_blank";
    if (!this.#tell("kb-contact", { query, url: link.href, article: url?.href ?? "" })) {
      event.preventDefault();
      this.#dialog.close();
    } else if (here) this.#read(event, asked);
  }

  /**
   * Returns false where the page of the host prevented what would come next.
   * @param {string} type
   * @param {object} detail
   */
  #tell(type, detail) {
    return this.host.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, cancelable: true, detail }));
  }
}
