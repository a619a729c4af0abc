// Sorts the tables and filters the gaps of one report. The page is whole without it.
"use strict";

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") !== "descending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
      const rows = [...body.rows].sort((one, other) => {
        const [a, b] = [value(one), value(other)];
        const order = a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b);
        return down ? -order : order;
      });
      body.append(...rows);
    });
  });
}

for (const filter of document.querySelectorAll("[data-filter]")) {
  filter.hidden = false;
  filter.addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (!chosen) return;
    for (const button of filter.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button === chosen));
    const all = document.getElementById(`${filter.dataset.filter}-all`);
    if (all) all.checked ||= chosen.value !== ""; // what a filter finds may stand below the fold
    for (const row of document.querySelectorAll(`#${filter.dataset.filter} tbody tr`)) {
      row.hidden = chosen.value !== "" && row.dataset.verdict !== chosen.value;
    }
  });
}

// What is folded is printed all the same, also where the style alone cannot unfold it.
addEventListener("beforeprint", () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
});
