import { forEachChild, parse, type SyntaxNode } from "unbash";
import { describe, expect, test } from "vitest";
import { readScript } from "../../src/shell/index.ts";
import { nodeKinds } from "./node-kinds.ts";
import { readingCases } from "./read-script.cases.ts";
import { summarise } from "./summary.ts";

describe("readScript", () => {
  test.for(readingCases)("$name", ({ text, actions }) => {
    const reading = readScript(text);
    expect(reading.problems).toEqual([]);
    expect(summarise(reading)).toEqual(actions);
  });

  test("names are unique", () => {
    expect(new Set(readingCases.map(({ name }) => name)).size).toBe(readingCases.length);
  });

  test("every kind of node appears in some row", () => {
    const seen = new Set<string>();
    const visit = (node: SyntaxNode): void => {
      seen.add(node.type);
      forEachChild(node, visit);
    };
    for (const { text } of readingCases) visit(parse(text));
    const missing = nodeKinds.filter((kind) => !seen.has(kind));
    // bash itself refuses it
    expect(missing).toEqual(["Unknown"]);
  });

  test("spans point at the words they stand for, and paths that can be replaced are spelled there", () => {
    const text = "cd src && timeout 5 git -C 'a b' diff > \"out.txt\" -- x";
    const { actions } = readScript(text);
    const spelled = actions.flatMap((action) =>
      action.kind === "read" || action.kind === "write"
        ? action.path.at === undefined
          ? []
          : [text.slice(action.path.at.start, action.path.at.end)]
        : [],
    );
    expect(spelled).toEqual(["src", '"out.txt"', "'a b'", "x"]);
    const git = actions.find((action) => action.kind === "exec" && action.form.name === "git");
    expect(git && text.slice(git.at.start, git.at.end)).toBe("git -C 'a b' diff > \"out.txt\" -- x");
  });

  test("text inside text takes the place of the word that holds it, and none of its paths can be replaced", () => {
    const text = "echo a && bash -c 'rm x' && b";
    const inner = readScript(text).actions.filter(({ via }) => via.length > 0);
    expect(inner.map(({ at }) => text.slice(at.start, at.end))).toEqual(["'rm x'", "'rm x'"]);
    for (const action of inner) if (action.kind === "write") expect(action.path.at).toBeUndefined();
  });

  test("what made an action is named by its index", () => {
    const { actions } = readScript("find . -exec rm {} ';' && sort -o f g");
    const causes = actions.flatMap((action) => ("cause" in action && action.cause !== undefined ? [action.cause] : []));
    for (const { exec } of causes) expect(actions[exec]?.kind).toBe("exec");
    expect(causes).toContainEqual({ exec: 0, option: "-exec" });
  });

  test("assignments in force reach the commands after them", () => {
    const { actions } = readScript("A=1; export B=2; C=3 d; e");
    const named = actions.flatMap((action) =>
      action.kind === "exec" ? [action.env.map(({ name }) => name).join(" ")] : [],
    );
    expect(named).toEqual(["A B C", "A B"]);
  });
});
