import { describe, expect, test } from "vitest";
import { readScript } from "../../src/shell/index.ts";
import { readCorpus } from "./corpus.ts";

const opaqueMarks = (text: string): readonly string[] =>
  readScript(text).actions.flatMap((action) => (action.kind === "opaque" ? [`${action.what}: ${action.text}`] : []));

describe("ordinary commands are read without a false alarm", () => {
  test("the corpus is there", () => {
    expect(readCorpus("ordinary.txt").length).toBeGreaterThan(400);
    expect(readCorpus("ordinary-opaque.txt").length).toBeGreaterThan(10);
  });

  test.for(readCorpus("ordinary.txt"))("%s", (command) => {
    expect(readScript(command).problems).toEqual([]);
    expect(opaqueMarks(command)).toEqual([]);
  });
});

describe("what only exists at run time is read without a problem, and marked", () => {
  test.for(readCorpus("ordinary-opaque.txt"))("%s", (command) => {
    expect(readScript(command).problems).toEqual([]);
    expect(opaqueMarks(command)).not.toEqual([]);
  });
});
