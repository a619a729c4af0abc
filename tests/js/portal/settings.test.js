import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings } from "../../../theme/assets/portal/settings.js";

/** A page with such JSON blocks. @param {Record<string, unknown>} blocks */
const page = (blocks) =>
  /** @type {any} */ ({
    baseURI: "https://help.example/kb/zh-hant/payment/",
    body: { dataset: { kbBase: "../../", kbLanguage: "zh-hant" } },
    getElementById: (/** @type {string} */ id) => (id in blocks ? { textContent: JSON.stringify(blocks[id]) } : null),
  });

test("articles that readers open most come with their heading, at the address of the portal", () => {
  const { popular } = readSettings(
    page({ "kb-popular": ["熱門文章", ["退款要多久", "zh-hant/returns/refund-times/"]] }),
  );
  assert.equal(popular?.heading, "熱門文章");
  assert.deepEqual(
    popular?.articles.map(({ title, url }) => [title, url.href]),
    [["退款要多久", "https://help.example/kb/zh-hant/returns/refund-times/"]],
  );
});

test("a portal that asked no collector has none", () => {
  assert.equal(readSettings(page({})).popular, null);
});
