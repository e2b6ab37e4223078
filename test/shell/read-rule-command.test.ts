import { describe, expect, test } from "vitest";
import { readArgv, readClosedArgv, readRuleCommand } from "../../src/shell/index.ts";
import { summarise } from "./summary.ts";

const rules: readonly {
  readonly name: string;
  readonly text: string;
  readonly words: readonly string[] | undefined;
}[] = [
  { name: "plain words", text: "npm run test", words: ["npm", "run", "test"] },
  { name: "a star stays", text: "git * main", words: ["git", "*", "main"] },
  { name: "a variable stays", text: "echo $HOME", words: ["echo", "$HOME"] },
  { name: "quotes go", text: `"git" st'atus' a\\ b "c \\" d"`, words: ["git", "status", "a b", 'c " d'] },
  { name: "an empty word", text: "a ''", words: ["a", ""] },
  { name: "an escaped separator", text: "find . -exec rm {} \\;", words: ["find", ".", "-exec", "rm", "{}", ";"] },
  { name: "nothing", text: "  ", words: undefined },
  { name: "a pipe", text: "a | b", words: undefined },
  { name: "a list", text: "a; b", words: undefined },
  { name: "a redirection", text: "a > b", words: undefined },
  { name: "an open quote", text: "a 'b", words: undefined },
  { name: "a trailing backslash", text: "a \\", words: undefined },
];

describe("readRuleCommand", () => {
  test.for(rules)("$name", ({ text, words }) => {
    expect(readRuleCommand(text)?.words).toEqual(words);
  });

  test("the form is the one of the catalogue", () => {
    expect(readRuleCommand("git push --force")?.form).toMatchObject({
      name: "git",
      sub: ["push"],
      options: [{ name: "--force" }],
    });
  });
});

describe("readArgv", () => {
  test("no shell has read the words", () => {
    expect(summarise(readArgv(["cat", "~/a", "$x", "*"]))).toEqual([
      "run cat ~/a $x *",
      "read ./~/a",
      "read $x",
      "read *",
    ]);
  });

  test("wrappers are peeled off, and text for a shell is read", () => {
    expect(summarise(readArgv(["timeout", "5", "bash", "-c", "rm x"]))).toEqual([
      "wrap timeout 5 bash -c rm x",
      "wrap bash -c rm x < timeout",
      "run rm x < timeout > bash > bash -c",
      "write-operand x < timeout > bash > bash -c",
    ]);
  });

  test.for(["r\0m", "a\ud800"])("what is lost on its way to a program is not allowed: %j", (word) => {
    for (const read of [readArgv, readClosedArgv])
      expect(read(["env", word]).problems.map(({ code }) => code)).toEqual(["shell/not-text"]);
  });

  test("there are no functions and no builtins", () => {
    expect(summarise(readArgv(["cd", "a"]))).toEqual(["run cd a"]);
    expect(readArgv([]).actions).toEqual([]);
  });
});
