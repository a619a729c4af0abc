import assert from "node:assert/strict";
import { test } from "node:test";

import { makeExcerpt } from "../../../theme/assets/search/excerpt.js";

const FOLD = new Map([
  ["錢", "钱"],
  ["時", "时"],
  ["間", "间"],
]);

const en = (/** @type {string} */ title) => /** @type {const} */ ({ title, language: "en" });
const zh = (/** @type {string} */ title) => /** @type {const} */ ({ title, language: "zh-hant" });

/** Words and pairs of characters, each of which is asked for by itself; `weights` of all, in order, else alike. */
function wanted(latn, hani, weights = [...latn, ...hani].map(() => 1)) {
  const numbers = [...latn, ...hani].map((term, number) => /** @type {const} */ ([term, number]));
  return { latn: new Map(numbers.slice(0, latn.length)), hani: new Map(numbers.slice(latn.length)), weights };
}

test("what is found is told as the article writes it, in its title, headings and text", () => {
  const sections = [
    ["", "", "Refunds take days."],
    ["card", "By REFUND card", "退款時間：五天。"],
  ];
  const { found } = makeExcerpt(
    sections,
    wanted(["refund", "refunds"], ["退款", "款时", "时间"]),
    FOLD,
    zh("退錢及退款"),
  );
  assert.deepEqual(found, ["退款", "Refunds", "退款時間", "REFUND"]);
});

test("the section with most of the words is shown, from its beginning, with them marked", () => {
  const sections = [
    ["", "", "Money."],
    ["card", "Card", "A card refund takes five days."],
  ];
  const { section, parts } = makeExcerpt(sections, wanted(["refund", "card"], []), FOLD, en("Refunds"));
  assert.deepEqual(section, { anchor: "card", title: "Card", parts: [{ text: "Card", hit: true }] });
  assert.deepEqual(
    parts.filter(({ hit }) => hit).map(({ text }) => text),
    ["card", "refund"],
  );
  assert.equal(parts.map(({ text }) => text).join(""), "A card refund takes five days.");
});

test("words and numbers are found with the signs that they are looked for without", () => {
  const text = "Version 3.1.2 of C++, for HK$8,400. A P.O.D. of don’t, œuvre and 8,400,refund.";
  const looked = wanted(["3.1.2", "c++", "8400", "pod", "dont", "oeuvre", "refund"], []);
  const { found } = makeExcerpt([["", "", text]], looked, FOLD, en("C# and v3.1.2"));
  assert.deepEqual(found, ["v3.1.2", "3.1.2", "C++", "8,400", "P.O.D", "don’t", "œuvre", "refund"]);
});

const PASSWORD = [
  ["", "", "You can choose a new password at any time."],
  ["good", "What makes a good password", "A password of twelve letters. We never ask for your password."],
  ["codes", "Codes by e-mail", "Your password may need a code; the code comes by e-mail."],
];

test("where no section tells more than the beginning of an article, its beginning is shown", () => {
  const { section, parts } = makeExcerpt(
    PASSWORD,
    wanted(["forgotten", "password"], []),
    FOLD,
    en("A forgotten password"),
  );
  assert.equal(section, null);
  assert.match(parts.map(({ text }) => text).join(""), /^You can choose/);
});

test("what the title does not say chooses the section", () => {
  const { section } = makeExcerpt(PASSWORD, wanted(["password", "code"], []), FOLD, en("A forgotten password"));
  assert.equal(section?.anchor, "codes");
});

test("a rare word chooses the section before two common ones", () => {
  const sections = [
    ["", "", "Returns."],
    ["steps", "Send it back", "You can send your order to us."],
    ["octopus", "Times", "Octopus: 3 to 5 days."],
  ];
  const looked = wanted(["send", "order", "octopus"], [], [10, 10, 90]);
  assert.equal(makeExcerpt(sections, looked, FOLD, en("Refunds")).section?.anchor, "octopus");
});

test("an article whose beginning holds nothing of the query shows a section that does", () => {
  const sections = [
    ["", "", "Add both times."],
    ["hk", "Hong Kong", "The fee is HK$35."],
  ];
  assert.equal(makeExcerpt(sections, wanted(["fee"], []), FOLD, en("Delivery: the fee")).section?.anchor, "hk");
});

test("what was typed as one word is marked where the article writes it with a hyphen", () => {
  const text = "Send an e-mail, or choose pick-up in İstanbul: wi-fi-code, ACSD-45488, state-of-the-art, 2345 6789.";
  const looked = wanted(["email", "pickup", "istanbul", "wifi", "acsd45488", "stateoftheart", "23456789"], []);
  const { found } = makeExcerpt([["", "", text]], looked, FOLD, en("x"));
  assert.deepEqual(found, ["e-mail", "pick-up", "İstanbul", "wi-fi", "ACSD-45488", "state-of-the-art", "2345 6789"]);
});

const TIMES =
  "Counted from our mail.\nMethod\tWorking days\tNote\nFPS\t1–2\t\nOctopus\t3–5\tby card\nCards\t5–10\t\nAsk a bank.";
const textOf = (/** @type {{ text: string }[]} */ parts) => parts.map(({ text }) => text).join("");

test("a row of a table is shown with the heads of its columns", () => {
  const { parts } = makeExcerpt([["", "", TIMES]], wanted(["octopus", "card"], []), FOLD, en("Refunds"));
  assert.equal(textOf(parts), "…Octopus · Working days: 3–5 · Note: by card; Cards · Working days: 5–10");
  assert.deepEqual(
    parts.filter(({ hit }) => hit).map(({ text }) => text),
    ["Octopus", "card"],
  );
});

test("a head that was looked for is shown with the first rows, and text beside a table as text", () => {
  const days = makeExcerpt([["", "", TIMES]], wanted(["working"], []), FOLD, en("Refunds"));
  assert.match(textOf(days.parts), /^FPS · Working days: 1–2; Octopus/);
  const bank = makeExcerpt([["", "", TIMES]], wanted(["bank"], []), FOLD, en("Refunds"));
  assert.match(textOf(bank.parts), /Ask a bank\.$/);
});

test("a sentence beside a table is shown without the cells of it one after the other", () => {
  const before = `${"Have it ready. ".repeat(9)}Pay the deposit in cash, by card or with your first bill.`;
  const after = `It comes back when you leave, in cash or to your bank. ${"Ask us if it does not. ".repeat(9)}`;
  const text = `${before}\nCustomer\tElectricity\tGas\nOwner\tHK$300\tHK$200\n${after}`;
  const told = (/** @type {string} */ word) =>
    makeExcerpt([["", "", text]], wanted([word], []), FOLD, en("Accounts"))
      .parts.map((part) => part.text)
      .join("");
  assert.equal(told("deposit"), "…Pay the deposit in cash, by card or with your first bill.…");
  assert.match(told("comes"), /^…It comes back when you leave/);
});

test("a Chinese table is read with Chinese marks", () => {
  const text = "方式\t運費\n順豐\tHK$35\n自取\t免費";
  const { parts } = makeExcerpt(
    [["", "", text]],
    wanted([], ["运费"]),
    new Map([
      ["運", "运"],
      ["費", "费"],
    ]),
    zh("送貨"),
  );
  assert.equal(textOf(parts), "順豐 · 運費：HK$35；自取 · 運費：免費");
});

test("an English table that names things in Chinese is read with English marks", () => {
  const text = "Setting\tIts name in Chinese\nLanguage\t語言選擇\nRegion\t地區";
  const { parts } = makeExcerpt([["", "", text]], wanted(["language"], []), FOLD, en("Settings"));
  assert.equal(textOf(parts), "Language · Its name in Chinese: 語言選擇; Region · Its name in Chinese: 地區");
});

test("of a row that is a page by itself, what tells most is shown", () => {
  const cell = `${"We look into it. ".repeat(40)}A refund by Octopus takes five days. ${"Then we write. ".repeat(40)}`;
  const { parts } = makeExcerpt([["", "", `Case\tWhat\nLate\t${cell}`]], wanted(["octopus"], []), FOLD, en("Refunds"));
  assert.match(textOf(parts), /^…A refund by Octopus takes five days\./);
  assert.ok(textOf(parts).length < 200);
});

test("below a heading without a text the first question is shown with its answer", () => {
  const sections = [
    ["intro", "Before you start", "A word."],
    ["open", "Opening an account", ""],
    ["need", "Do I need one?", "No, you do not."],
  ];
  const { section, parts } = makeExcerpt(sections, wanted(["opening"], []), FOLD, en("Accounts"));
  assert.equal(section.title, "Opening an account");
  assert.equal(textOf(parts), "Do I need one? No, you do not.");
});

test("the heading before such an answer ends as its language ends it", () => {
  const sections = [
    ["a", "開戶", ""],
    ["b", "資料", "要電郵。"],
  ];
  const { parts } = makeExcerpt(
    sections,
    wanted([], ["开户"]),
    new Map([
      ["開", "开"],
      ["戶", "户"],
    ]),
    zh("帳號"),
  );
  assert.equal(textOf(parts), "資料：要電郵。");
});

test("a price is marked in the currency that was asked for", () => {
  const sections = [["", "", "To your door HK$1,200, NT$1,200 or 港幣 1,200 元; 1,200 prints."]];
  const { found } = makeExcerpt(sections, wanted(["hkd1200"], []), FOLD, en("Fees"));
  assert.deepEqual(found, ["HK$1,200", "港幣 1,200 元"]);
});
