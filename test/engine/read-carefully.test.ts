import { spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCarefully } from "../../src/engine/read-carefully.ts";

interface Row {
  readonly name: string;
  readonly text: string;
  /** What was typed before into the same shell. */
  readonly after?: string;
  readonly problem?: string;
}

const rows: readonly Row[] = [
  { name: "an extended pattern behind its option", text: "shopt -s extglob\nrm !(a).x; ls @(a|b)" },
  { name: "several options at once", text: "shopt -s nullglob extglob\nfor f in *.+(c|h); do echo $f; done\n" },
  { name: "a list around the option", text: "set -e; shopt -s extglob; cd src\nls ?(a)*" },
  { name: "something unusual before the option", text: "diff <(a) <(b)\nshopt -s extglob\nls !(a)" },
  { name: "commands inside of a pattern's list", text: "shopt -s extglob\nls !(a|$(b)) <(c)" },
  { name: "the option quietly", text: "shopt -qs extglob\nls !(a)" },
  { name: "the option by name of its builtin", text: "builtin shopt -s extglob\nls !(a)" },
  { name: "the option whether or not there is one", text: "shopt -s extglob || true\nls !(a)" },
  { name: "the option below a branch", text: "if a; then shopt -s extglob; fi\nls !(a)" },
  { name: "the option in a function", text: "f() { shopt -s extglob; }\nf\nls !(a)" },
  { name: "the option in evaluated text", text: "eval 'shopt -s extglob'\nls !(a)" },
  { name: "a pattern in text that is evaluated later", text: "shopt -s extglob; eval 'ls !(a)'" },
  { name: "the option of another bash", text: "bash -O extglob -c 'ls !(a)'" },
  { name: "a file that may set it", text: "source ./lib.sh\nls !(a)" },
  { name: "typed after the option", text: "ls !(a)", after: "shopt -s extglob" },
  { name: "typed after a file", text: "ls !(a)", after: ". ./lib.sh" },
  { name: "typed after another option", text: "ls !(a)", after: "shopt -s nullglob", problem: "shell/misread" },
  {
    name: "a subshell that may be a pattern, typed",
    text: "!(a)",
    after: "shopt -s extglob",
    problem: "shell/misread",
  },
  { name: "the same after a file", text: ". ./lib.sh\n!(a)", problem: "shell/misread" },
  { name: "the option for another shell", text: "$(shopt -s extglob)\nls !(b)", problem: "shell/misread" },
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
  test.for(rows)("$name", ({ text, after = "", problem }) => {
    const { extglob } = readCarefully(after, { bash: "/bin/bash" });
    expect(readCarefully(text, { bash: "/bin/bash", told: { extglob } }).problems[0]?.code).toBe(problem);
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
