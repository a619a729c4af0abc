import assert from "node:assert/strict";
import { test } from "node:test";

import { createSession } from "../../../theme/assets/portal/search-session.js";

const never = () => false;
const options = { base: "https://example.com/", locale: "en" };
const answerTo = (query) => ({ query, outcome: "exact", corrected: null, total: 1, results: [{ id: query }] });

/** A client whose answers arrive when the test says so. */
function slowClient() {
  const pending = new Map();
  return {
    answer: (query) => pending.get(query)(answerTo(query)),
    module: async () => ({
      createSearch: () => ({
        load: async () => undefined,
        search: (query) => new Promise((resolve) => pending.set(query, resolve)),
        excerpt: async (result) => ({ section: null, parts: [{ text: `about ${result.id}`, hit: true }] }),
      }),
    }),
    asked: async (query) => {
      while (!pending.has(query)) await Promise.resolve();
    },
  };
}

const failing = (code) => async () => ({
  createSearch: () => ({
    load: async () => undefined,
    search: async () => {
      throw Object.assign(new Error("no index"), { code });
    },
    excerpt: async () => ({ section: null, parts: [] }),
  }),
});

test("a late answer to an earlier question is never shown", async () => {
  const client = slowClient();
  const session = createSession(options, never, client.module);
  const first = session.ask("refun", { limit: 8 });
  await client.asked("refun");
  const second = session.ask("refund", { limit: 8 });
  await client.asked("refund");
  client.answer("refund");
  client.answer("refun");
  assert.equal((await first).kind, "superseded");
  const reply = await second;
  assert.equal(reply.kind, "answer");
  assert.equal(reply.kind === "answer" && reply.answer.query, "refund");
});

test("emptying the box drops the answer under way", async () => {
  const client = slowClient();
  const session = createSession(options, never, client.module);
  const asked = session.ask("refund", { limit: 8 });
  await client.asked("refund");
  session.cancel();
  client.answer("refund");
  assert.equal((await asked).kind, "superseded");
});

test("a failed index is reported with its code, not thrown", async () => {
  const session = createSession(options, never, failing("damaged"));
  assert.deepEqual(await session.ask("refund", { limit: 8 }), { kind: "failure", code: "damaged" });
});

test("a client that cannot be made counts as offline, and the retry makes another", async () => {
  let made = 0;
  const session = createSession(options, never, async () => {
    made += 1;
    throw new TypeError("Failed to construct 'Worker'");
  });
  assert.deepEqual(await session.ask("refund", { limit: 8 }), { kind: "failure", code: "offline" });
  await session.ask("refund", { limit: 8 });
  assert.equal(made, 2);
});

test("nothing is fetched before the reader comes to the box", () => {
  let fetched = 0;
  createSession(options, never, async () => {
    fetched += 1;
    return { createSearch: () => assert.fail("not asked yet") };
  });
  assert.equal(fetched, 0);
});

test("warming up fails quietly; the question that follows reports it", async () => {
  const session = createSession(options, never, async () => {
    throw new TypeError("offline");
  });
  session.warm();
  assert.equal((await session.ask("refund", { limit: 8 })).kind, "failure");
});

for (const outcome of ["corrected", "weak"])
  test(`a corrected answer that is ${outcome} says so once, above its results and not beside each`, async () => {
    const why = [
      { query: "refnud", term: "refund", kind: "corrected", field: "title" },
      { query: "refnud", term: "money back", kind: "synonym", field: "text" },
    ];
    const answer = { query: "refnud", outcome, corrected: "refund", total: 1, results: [{ id: "a", why }] };
    const session = createSession(options, never, async () => ({
      createSearch: () => ({
        load: async () => undefined,
        search: async () => answer,
        excerpt: async () => ({ section: null, parts: [] }),
      }),
    }));
    const reply = await session.ask("refnud", { limit: 8 });
    assert.deepEqual(reply.kind === "answer" && reply.answer.results[0].why.map(({ kind }) => kind), ["synonym"]);
  });

test("an excerpt that fails leaves its result in place", async () => {
  const session = createSession(options, never, async () => ({
    createSearch: () => ({
      load: async () => undefined,
      search: async (query) => answerTo(query),
      excerpt: async () => {
        throw new Error("no text");
      },
    }),
  }));
  const reply = await session.ask("refund", { limit: 8 });
  assert.equal(reply.kind, "answer");
  assert.deepEqual(reply.kind === "answer" && (await Promise.all(reply.excerpts)), [
    { section: null, parts: [], found: [] },
  ]);
});

test("a script that does not suit the index has the page loaded anew; where that did not help it fails", async () => {
  const renewed = [];
  const session = createSession(options, (query) => renewed.push(query) < 3, failing("format"));
  assert.deepEqual(await session.ask("refund", { limit: 8 }), { kind: "renewing" });
  assert.deepEqual(await session.ask("refunds", { limit: 8 }), { kind: "renewing" });
  assert.deepEqual(renewed, ["refund", "refunds"]);
  const arrivedByReload = createSession(options, never, failing("format"));
  assert.deepEqual(await arrivedByReload.ask("refund", { limit: 8 }), { kind: "failure", code: "format" });
});

test("no other failure has the page loaded anew", async () => {
  for (const code of ["offline", "damaged", "internal"]) {
    const session = createSession(options, () => assert.fail(code), failing(code));
    assert.deepEqual(await session.ask("refund", { limit: 8 }), { kind: "failure", code });
  }
});

test("only the excerpts that are wanted are fetched, and a later one when it is asked for, once", async () => {
  const fetched = [];
  const session = createSession(options, never, async () => ({
    createSearch: () => ({
      load: async () => undefined,
      search: async (query) => ({ ...answerTo(query), results: [{ id: "a" }, { id: "b" }, { id: "c" }] }),
      excerpt: async ({ id }) => {
        fetched.push(id);
        return { section: null, parts: [], found: [] };
      },
    }),
  }));
  const reply = await session.ask("refund", { limit: 3, wanted: (results) => results.slice(0, 1) });
  assert.deepEqual(fetched, ["a"]);
  const { answer, excerptOf } = reply;
  await Promise.all([excerptOf(answer.results[0]), excerptOf(answer.results[2]), excerptOf(answer.results[2])]);
  assert.deepEqual(fetched, ["a", "c"]);
});

test("the words offered are those in the title of an article; the question under way goes on", async () => {
  const why = new Map([
    ["octopus", [{ field: "title" }]],
    ["kite", [{ field: "text" }]],
  ]);
  const session = createSession(options, never, async () => ({
    createSearch: () => ({
      load: async () => undefined,
      search: async (query) => ({
        ...answerTo(query),
        results: why.has(query) ? [{ id: query, why: why.get(query) }] : [],
      }),
      excerpt: async () => ({ section: null, parts: [], found: [] }),
    }),
  }));
  await session.ask("rocket", { limit: 1 });
  const [words, reply] = await Promise.all([
    session.wordsInTitles(["kite", "octopus", "rocket"]),
    session.ask("octopus", { limit: 1 }),
  ]);
  assert.deepEqual(words, ["octopus"]);
  assert.equal(reply.kind, "answer");
});
