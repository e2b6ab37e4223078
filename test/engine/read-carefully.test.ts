import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCarefully } from "../../src/engine/read-carefully.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  readonly problem?: string;
}

const rows: readonly Row[] = [
  { name: "an extended pattern behind its option", text: "shopt -s extglob\nrm !(a).x; ls @(a|b)" },
  { name: "several options at once", text: "shopt -s nullglob extglob\nfor f in *.+(c|h); do echo $f; done\n" },
  { name: "a list around the option", text: "set -e; shopt -s extglob; cd src\nls ?(a)*" },
  { name: "something unusual before the option", text: "diff <(a) <(b)\nshopt -s extglob\nls !(a)" },
  { name: "commands inside of a pattern's list", text: "shopt -s extglob\nls !(a|$(b)) <(c)" },
  { name: "a negated subshell where no option is set", text: "if !(a <(b)); then c; fi" },
  { name: "a negated subshell with a blank", text: "shopt -s extglob\nif ! (a); then ls !(b); fi" },
  {
    name: "a line of its own inside of the list",
    text: "shopt -s extglob; if a\nthen !(b); fi",
    problem: "shell/misread",
  },
  { name: "the option in a subshell", text: "(shopt -s extglob)\n!(b)", problem: "shell/misread" },
  { name: "a pattern before the option", text: "ls !(b)\nshopt -s extglob\nls", problem: "shell/misread" },
  { name: "a pattern that looks like a negated subshell", text: "shopt -s extglob\n!(true)", problem: "shell/misread" },
  { name: "the same behind `!`", text: "shopt -s extglob\n! !(true)", problem: "shell/misread" },
  { name: "the same in evaluated text", text: "shopt -s extglob; eval '!(true)'", problem: "shell/misread" },
  { name: "the same in a substitution", text: "shopt -s extglob\necho $(!(true))", problem: "shell/misread" },
  { name: "the same below a branch", text: "if a; then shopt -s extglob; fi\n!(true)", problem: "shell/misread" },
  { name: "the same on a continued line", text: "shopt -s extglob\n!\\\n(true)", problem: "shell/misread" },
  { name: "the same, with an option from data", text: 'shopt -s "$(a)"\n!(true)', problem: "shell/misread" },
];

describe("readCarefully", () => {
  test.for(rows)("$name", ({ text, problem }) => {
    expect(readCarefully(text, "/bin/bash").problems[0]?.code).toBe(problem);
  });
});

test("bash takes a negated subshell for a pattern once the option is set", () => {
  const cwd = mkdtempSync(join(tmpdir(), "carefully-"));
  writeFileSync(join(cwd, "pwd"), "");
  const ran = (text: string): string => spawnSync("bash", ["-c", text], { cwd, encoding: "utf8" }).stdout;
  expect(ran("!(true)")).toBe("");
  expect(ran("shopt -s extglob\n!(true)")).toBe(`${realpathSync(cwd)}\n`);
  rmSync(cwd, { recursive: true });
});
