import { describe, expect, test } from "vitest";
import { readScript } from "../../src/shell/index.ts";

/** Every way to set or unset a variable but a plain assignment. */
const ways: readonly string[] = [
  "for PATH in /x; do a; done",
  "for PATH; do a; done",
  "select PATH in /x; do a; done",
  "declare -n r=PATH; r=/x",
  ": ${PATH:=/x}",
  ': "${PATH=/x}"',
  "((PATH=1))",
  "((a = PATH = 1))",
  ": $((PATH++))",
  "for ((PATH=1;PATH<2;PATH++)); do a; done",
  "let PATH=1",
  "let PATH++",
  "[[ PATH=1 -gt 0 ]]",
  ": ${a[PATH=0+1]}",
  ": ${a:PATH=1}",
  "coproc PATH { a; }",
  "exec {PATH}>&1",
  "a {PATH}<f",
  "unset PATH",
  "unset -v PATH",
  "f() { local PATH; a; }; f",
  "declare PATH",
  "typeset PATH",
  "readonly PATH",
  "read PATH < f",
  "read -a PATH < f",
  "printf -v PATH %s x",
  "mapfile PATH < f",
  "readarray PATH < f",
  "getopts ab PATH",
  "wait -p PATH",
  "command read PATH",
];

describe("variables that something else than an assignment sets", () => {
  test.for(ways)("%s", (text) => {
    const { actions, problems } = readScript(text);
    expect(problems).toEqual([]);
    expect(actions).toContainEqual(
      expect.objectContaining({ kind: "assign", change: expect.objectContaining({ name: "PATH" }) }),
    );
  });

  test("a field separator for one `read` is another thing than one that `read` fills", () => {
    const commandOf = (text: string) =>
      readScript(text).actions.flatMap((action) =>
        action.kind === "assign" && action.change.name === "IFS" ? [action.command] : [],
      );
    expect(commandOf("IFS= read x")).toEqual(["read"]);
    expect(commandOf("read IFS < f")).toEqual([undefined]);
  });

  test("what only shows a variable sets none", () => {
    for (const text of ["declare -p PATH", "[[ -v PATH ]]", "unset -f PATH", ": ${PATH:-x} $((PATH == 1))"]) {
      expect(readScript(text).actions).not.toContainEqual(expect.objectContaining({ kind: "assign" }));
    }
  });
});
