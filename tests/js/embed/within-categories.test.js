import assert from "node:assert/strict";
import { test } from "node:test";

import { namedCategories, withinCategories } from "../../../theme/assets/embed/within-categories.js";

const result = (id, weak = false) => ({ id, category: id.split("/")[0], weak });
const RESULTS = [
  result("payment/octopus"),
  result("returns/refunds"),
  result("payment/cards"),
  result("returns/faq", true),
];
const client = {
  search: async (query, { limit }) => ({
    query,
    outcome: "exact",
    corrected: null,
    total: 60,
    results: RESULTS.slice(0, limit),
  }),
};
const ask = (categories, limit = 8) => withinCategories(client, categories).search("refund", { limit });

test("only articles of the named categories are found and counted, in their order", async () => {
  const { results, total, outcome } = await ask(["returns"]);
  assert.deepEqual(
    results.map(({ id }) => id),
    ["returns/refunds", "returns/faq"],
  );
  assert.deepEqual([total, outcome], [2, "exact"]);
});

test("articles that stand behind those of other categories are found too", async () => {
  const { results, total } = await ask(["returns"], 1);
  assert.deepEqual(
    results.map(({ id }) => id),
    ["returns/refunds"],
  );
  assert.equal(total, 2);
});

test("nothing in the named categories is nothing found", async () => {
  const { results, total, outcome } = await ask(["orders"]);
  assert.deepEqual([results, total, outcome], [[], 0, "none"]);
});

test("weak matches alone are a weak answer", async () => {
  const weak = {
    search: async () => ({
      outcome: "exact",
      total: 2,
      results: [result("payment/octopus"), result("returns/faq", true)],
    }),
  };
  assert.equal((await withinCategories(weak, ["returns"]).search("refund", { limit: 8 })).outcome, "weak");
});

test("without categories nothing changes", () => {
  assert.equal(withinCategories(client, []), client);
});

test("a category that the portal lacks is said and limits nothing", (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.deepEqual(
    namedCategories(
      " returns  refunds ",
      new Map([
        ["returns", {}],
        ["payment", {}],
      ]),
    ),
    ["returns"],
  );
  assert.match(said.mock.calls[0].arguments[0], /no category "refunds"; the portal has: returns, payment/);
  assert.deepEqual(namedCategories(null, new Map()), []);
});

test("an answer at once shows where it stands in an article of the named categories, or is about contact", async () => {
  const said = async (article, categories) => {
    const card = { kind: "row", title: "Octopus", article };
    const asked = {
      search: async (query) => ({ query, outcome: "exact", corrected: null, total: 0, results: [], card }),
    };
    return (await withinCategories(asked, categories).search("octopus refund", { limit: 8 })).card;
  };
  assert.equal(await said("returns/refund-times", ["payment"]), null);
  assert.equal((await said("returns/refund-times", ["returns"])).title, "Octopus");
  assert.equal((await said("contact", ["payment"])).title, "Octopus");
});
