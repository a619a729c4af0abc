/**
 * Tabs: of texts that say the same for several things, one is shown, and a label chosen in one set is chosen in all of
 * the page. Nothing is remembered beyond it, for that would have to be stored on the reader's device.
 *
 * An ordinary script in the head of pages that have tabs, so that it has run before anything is drawn and nothing
 * moves; where it cannot run, and on paper, all texts stand below each other, each with its label. The browser's own
 * search and links find what is in a tab that is not shown, where the browser knows `hidden="until-found"`; the others
 * are told.
 */
{
  const page = document.documentElement;
  /** The panels of each label, as it is compared. @type {Map<string, HTMLElement[]>} */
  const panelsByLabel = new Map();
  /** The button of each panel. @type {Map<Element, HTMLButtonElement>} */
  const buttons = new Map();
  /** Labels of what is shown at the beginning. @type {Set<string>} */
  const shownFirst = new Set();
  const HIDDEN = "onbeforematch" in page ? "until-found" : "";

  /** @param {Element} set @param {string} name @returns {HTMLElement[]} */
  const children = (set, name) =>
    /** @type {HTMLElement[]} */ ([...set.children].filter((child) => child.classList.contains(name)));

  /** @param {HTMLElement} panel */
  const labelOf = (panel) => (panel.querySelector(".tab-title")?.textContent ?? "").trim().toLowerCase();

  /** Show one panel of a set, and no other. @param {HTMLElement} chosen */
  const show = (chosen) => {
    for (const panel of children(/** @type {Element} */ (chosen.parentElement), "tab")) {
      const on = panel === chosen;
      for (const [name, value] of [
        ["hidden", HIDDEN],
        ["aria-hidden", "true"],
      ]) {
        if (on) panel.removeAttribute(name);
        else panel.setAttribute(name, value);
      }
      panel.tabIndex = on ? 0 : -1; // one that may be found is else a stop of the keyboard
      buttons.get(panel)?.setAttribute("aria-selected", String(on));
      if (buttons.has(panel)) /** @type {HTMLButtonElement} */ (buttons.get(panel)).tabIndex = on ? 0 : -1;
    }
  };

  /** Show a panel wherever its label is; what the reader looks at stays where it is. @param {HTMLElement} panel */
  const choose = (panel) => {
    const button = /** @type {HTMLElement} */ (buttons.get(panel));
    const before = button.getBoundingClientRect().top;
    /** @type {Set<Element | null>} */
    const done = new Set();
    for (const one of [panel, ...(panelsByLabel.get(labelOf(panel)) ?? [])]) {
      if (!done.has(one.parentElement)) show(one);
      done.add(one.parentElement);
    }
    scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
  };

  /** Open every tab that an element is in. @param {Element | null} inside */
  const openAround = (inside) => {
    let closed = inside?.closest(".tab[hidden]");
    while (closed) {
      show(/** @type {HTMLElement} */ (closed));
      closed = closed.parentElement?.closest(".tab[hidden]");
    }
  };

  /** The element that the address names, or null. */
  const named = () => {
    const anchor = location.hash.slice(1);
    try {
      return document.getElementById(decodeURIComponent(anchor));
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return document.getElementById(anchor);
    }
  };

  /** @param {KeyboardEvent} event @param {HTMLElement[]} panels */
  const onKey = (event, panels) => {
    const at = panels.findIndex((panel) => buttons.get(panel) === event.target);
    const last = panels.length - 1;
    const back = getComputedStyle(panels[0]).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
    const forth = back === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    /** @type {Record<string, number>} */
    const places = { [back]: at ? at - 1 : last, [forth]: at < last ? at + 1 : 0, Home: 0, End: last };
    const to = places[event.key];
    if (at < 0 || to === undefined || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(panels[to]);
    const button = buttons.get(panels[to]);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  /** What a button shows: the label, without what could itself be pressed. @param {Element} title */
  const shownLabel = (title) =>
    title.querySelector("a, button, input")
      ? [title.textContent ?? ""]
      : [...title.childNodes].map((node) => node.cloneNode(true));

  /** @param {HTMLElement} panel @param {string} id */
  const makeTab = (panel, id) => {
    const title = /** @type {HTMLElement} */ (panel.querySelector(":scope > .tab-title"));
    const button = document.createElement("button");
    button.type = "button";
    button.id = `${id}-label`;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", id);
    button.append(...shownLabel(title));
    button.addEventListener("click", () => choose(panel));
    buttons.set(panel, button);
    title.hidden = true;
    panel.id = id;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", button.id);
    panel.addEventListener("beforematch", () => openAround(panel));
    panelsByLabel.set(labelOf(panel), [...(panelsByLabel.get(labelOf(panel)) ?? []), panel]);
    return button;
  };

  /** @param {Element} set @param {number} number */
  const bringToLife = (set, number) => {
    const panels = children(set, "tab");
    if (panels.length < 2) return;
    const list = document.createElement("div");
    list.setAttribute("role", "tablist");
    list.append(...panels.map((panel, at) => makeTab(panel, `kb-tab-${number + 1}-${at + 1}`)));
    list.addEventListener("keydown", (event) => onKey(event, panels));
    set.prepend(list);
    set.classList.add("is-set");
    const first =
      panels.find((panel) => "kbFirst" in panel.dataset) ??
      panels.find((panel) => shownFirst.has(labelOf(panel))) ?? // as in the sets above
      panels[0];
    shownFirst.add(labelOf(first));
    show(first);
  };

  page.classList.add("has-tabs");
  document.addEventListener(
    "readystatechange",
    () => {
      try {
        for (const [number, set] of document.querySelectorAll(".prose .tabs").entries()) bringToLife(set, number);
      } finally {
        page.classList.remove("has-tabs"); // whatever happened, no text stays away
      }
      openAround(named());
    },
    { once: true },
  );
  addEventListener("hashchange", () => {
    const target = named();
    if (!target?.closest(".tab[hidden]")) return;
    openAround(target);
    target.scrollIntoView();
  });
}
