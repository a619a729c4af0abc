// Answer queries over an index in a folder: node answer-queries.js FOLDER < questions.json > answers.json
// questions: [{ language, query, literal }, …]; run by tests/search/test_twins.py, which compares with the Python twin.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { reasons } from "../../../theme/assets/search/reasons.js";
import { engineFor, openFolder, shownAnswer } from "./index-folder.js";

const index = openFolder(pathToFileURL(`${process.argv[2]}/`));
const engines = { en: engineFor(index, "en"), "zh-hant": engineFor(index, "zh-hant") };
const answers = [];
for (const { language, query, literal } of JSON.parse(readFileSync(0, "utf8"))) {
  const answer = await engines[language].search(query, { limit: 20, literal });
  const why = await Promise.all(answer.results.map((result) => reasons(index, result)));
  const reasonsGiven = why.map((given) =>
    given.map(({ query, term, kind, field, extent }) => [query, term, kind, field, extent]),
  );
  answers.push({ ...shownAnswer(answer), why: reasonsGiven, card: answer.card });
}
writeFileSync(1, JSON.stringify(answers));
