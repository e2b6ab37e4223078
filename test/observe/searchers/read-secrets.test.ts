import { expect, test } from "vitest";
import { digestOf, searcherOf } from "../../../src/observe/index.ts";
import { detectSecretsPrints, oldTruffleHogPrints, truffleHogPrints } from "./printed.ts";

const secret = "hunter2hunter2";
const found = [
  { file: "after/0/a.py", line: 3, secret },
  { file: "after/1/b.py", line: 1, secret },
];
const digest = digestOf(secret);

test.for([
  ["detect-secrets", detectSecretsPrints(found), "Secret Keyword", [3, 1]],
  ["truffleHog", truffleHogPrints(found), "URI", [3, 1]],
  ["TruffleHog", oldTruffleHogPrints(found), "Generic Secret", [undefined, undefined]],
] as const)("reads what %s prints", ([tool, printed, kind, lines]) => {
  expect(searcherOf(tool)?.read(printed)).toEqual(
    found.map(({ file }, number) => ({ file, line: lines[number], kind, digest })),
  );
});

test.for([
  ["detect-secrets", detectSecretsPrints([])],
  ["truffleHog", ""],
] as const)("%s finds nothing", ([tool, printed]) => {
  expect(searcherOf(tool)?.read(printed)).toEqual([]);
});

test.for([
  ["detect-secrets", ["", "no JSON", "null", "{}", '{"results": 1}', '{"results": {"a": 1}}', "[".repeat(5000)]],
  ["truffleHog", ["no JSON", "null", "{}", '{"DetectorName": "URI"}', '{"reason": 1}', "[".repeat(5000)]],
] as const)("what is no report of %s is not taken for one", ([tool, texts]) => {
  for (const text of texts) expect(searcherOf(tool)?.read(text), text.slice(0, 20)).toBeUndefined();
});
