import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";
import { files, folders, links, type PathRow, pathTables } from "./path-policy.cases.ts";

type Way = readonly [name: string, ask: (path: string) => Readonly<Record<string, unknown>>];

const tool = (name: string, input: Readonly<Record<string, unknown>>): ReturnType<Way[1]> => ({ tool: name, input });

const reads: readonly Way[] = [
  ["Read", (file_path) => tool("Read", { file_path })],
  ["LS", (path) => tool("LS", { path })],
  ["Glob", (path) => tool("Glob", { path, pattern: "*" })],
  ["Grep", (path) => tool("Grep", { path, pattern: "x" })],
  ["an operand", (path) => ({ command: `cat ${path}` })],
  ["a quoted operand", (path) => ({ command: `wc -l -- "${path.replace(/^~/u, "$HOME")}"` })],
  ["an option", (path) => ({ command: `grep -f${path.startsWith("~") ? " " : ""}${path} src/a.txt` })],
  ["a redirect", (path) => ({ command: `tr a b < ${path}` })],
];

const writes: readonly Way[] = [
  ["Write", (file_path) => tool("Write", { file_path, content: "x" })],
  ["Edit", (file_path) => tool("Edit", { file_path, old_string: "a", new_string: "b" })],
  ["MultiEdit", (file_path) => tool("MultiEdit", { file_path, edits: [{ old_string: "a", new_string: "b" }] })],
  ["NotebookEdit", (notebook_path) => tool("NotebookEdit", { notebook_path, new_source: "x" })],
  ["a redirect", (path) => ({ command: `echo x > ${path}` })],
  ["a redirect that appends", (path) => ({ command: `echo x 2>&1 >> ${path}` })],
];

/** Programs that write what they are given are left to what holds for paths: names and sizes are judged when it is done. */
const operands: readonly Way[] = [
  ["an operand", (path) => ({ command: `cp src/a.txt ${path}` })],
  ["tee", (path) => ({ command: `echo x | tee ${path}` })],
];

/** What the walls do, with names that no text tells. */
const probe = `
for p in "$@"; do
  r=deny w=deny
  cat -- "$p" > /dev/null 2>&1 && r=allow
  tee -a -- "$p" < /dev/null > /dev/null 2>&1 && w=allow
  echo "$r $w"
done`;

describe.skipIf(sandboxMissing() !== undefined).each(users)("one file policy, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    const at = (path: string): string =>
      path.startsWith("~/") ? join(place.home, path.slice(2)) : join(place.project, path);
    for (const folder of folders) mkdirSync(at(folder), { recursive: true });
    for (const file of files) {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), `${file}\n`);
    }
    for (const [link, target] of links) symlinkSync(at(target), at(link));
    spawnSync("chown", ["-hR", `${user.uid}:${user.uid}`, place.home]);
  });
  afterAll(() => place[Symbol.dispose]());

  test.for(pathTables)("$name", ({ profile, rows }) => {
    const whole = { name: "table", permission_mode: "dontAsk", ...profile };
    const file = join(place.home, "table.json");
    writeFileSync(file, JSON.stringify(whole), { mode: 0o644 });
    const asked = rows.flatMap((row) => [
      ...reads.map((way) => ({ way, row, wanted: row.read })),
      ...writes.map((way) => ({ way, row, wanted: row.write })),
      ...(row.walls === undefined ? operands.map((way) => ({ way, row, wanted: row.write })) : []),
    ]);
    const lines = asked.map(({ way: [, ask], row: { path } }) => JSON.stringify(ask(path)));
    const { stdout } = place.call(["check", "--batch", "--profile", file], { input: `${lines.join("\n")}\n` });
    const answers = stdout
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).behavior);
    const told = ({ way: [name], row: { path } }: (typeof asked)[number], effect: string | undefined): string =>
      `${path} by ${name}: ${effect}`;
    expect(asked.map((one, index) => told(one, answers[index]))).toEqual(asked.map((one) => told(one, one.wanted)));

    const paths = rows.map(({ path }) => path.replace(/^~/u, place.home));
    const run = place.call(["--profile", file, "-c", probe, "probe", ...paths]);
    const held = (row: PathRow): string =>
      `${row.path}: ${row.walls?.read ?? row.read} ${row.walls?.write ?? row.write}`;
    expect(run.stderr).not.toContain("sallyport: denied: for");
    const found = run.stdout.trim().split("\n");
    expect(rows.map(({ path }, index) => `${path}: ${found[index]}`)).toEqual(rows.map(held));
  });
});
