/**
 * Measures the tools for files against doing the same without them, as ratios within one run, and puts the figures into
 * `docs/benchmarks.md`. Everything happens in a temporary folder on the disk, with the audit log on.
 */
import { spawnSync } from "node:child_process";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { madeBy, median, putSections } from "./bench-document.ts";
import { judgeTool, openSession, runFileTool, type Session } from "../src/engine/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-bench-files-")));
const files = 2000;
const lines = 200;

interface Contest {
  readonly name: string;
  readonly rounds: number;
  readonly plain: () => unknown;
  readonly ours: () => unknown;
}

const sourceLine = (at: number): string => `export const value${at} = compute("${"x".repeat(at % 60)}", ${at});\n`;
const sourceText = Array.from({ length: lines }, (_, at) => sourceLine(at)).join("");

function makeTree(): void {
  for (let at = 0; at < files; at += 1) {
    const sub = join(folder, "tree", `d${at % 50}`);
    mkdirSync(sub, { recursive: true });
    writeFileSync(join(sub, `f${at}.ts`), at % 20 === 0 ? `${sourceText}// needle ${at}\n` : sourceText);
  }
  mkdirSync(join(folder, ".git"));
}

function openWork(): Session {
  const profile = join(folder, "profile.json");
  writeFileSync(
    profile,
    JSON.stringify({ name: "bench", permissions: { file_access: { allowed_paths: ["${project_root}"] } } }),
  );
  const env = new Map([["HOME", folder] as const, ["XDG_STATE_HOME", join(folder, "state")] as const]);
  return openSession(
    { env, cwd: folder, packageRoot: root, user: { uid: process.getuid?.() ?? 0, home: folder } },
    { profile },
  );
}

type Use = (tool: string, input: Readonly<Record<string, unknown>>) => () => void;

const userOf =
  (session: Session): Use =>
  (tool, input) =>
  () => {
    const { result } = runFileTool(session, judgeTool(session, tool, input));
    if (result?.ok !== true) throw new Error(`${tool} gave nothing`);
  };

function singleFiles(use: Use): readonly Contest[] {
  const path = join(folder, "tree/d1/f1.ts");
  const other = join(folder, "written.ts");
  let turn = 0;
  const swap = (): readonly [string, string] =>
    (turn += 1) % 2 === 1 ? ["value7 ", "other7 "] : ["other7 ", "value7 "];
  const edit = (change: (before: string, after: string) => void) => (): void => change(...swap());
  return [
    {
      name: `Read, ${lines} lines`,
      rounds: 300,
      plain: () => readFileSync(path, "utf8").split("\n"),
      ours: use("Read", { file_path: path }),
    },
    {
      name: `Write, ${lines} lines`,
      rounds: 100,
      plain: () => replace(other, sourceText),
      ours: use("Write", { file_path: other, content: sourceText }),
    },
    {
      name: "Edit, one of them",
      rounds: 100,
      plain: edit((before, after) => replace(path, readFileSync(path, "utf8").replace(before, after))),
      ours: edit((old_string, new_string) => use("Edit", { file_path: path, old_string, new_string })()),
    },
  ];
}

function searches(use: Use): readonly Contest[] {
  const path = join(folder, "tree");
  const rg =
    (...words: readonly string[]) =>
    (): void => {
      const { status } = spawnSync("rg", ["--no-config", "--hidden", ...words, path], { maxBuffer: 1 << 28 });
      if (status !== 0) throw new Error(`ripgrep ended with ${status}`);
    };
  const contest = (name: string, pattern: string, [word, output_mode]: readonly [string, string]): Contest => ({
    name,
    rounds: 21,
    plain: rg(word, pattern),
    ours: use("Grep", { path, pattern, output_mode }),
  });
  return [
    contest(`Grep, names, ${files} files`, "needle", ["-l", "files_with_matches"]),
    contest("Grep, lines", "needle", ["-n", "content"]),
    contest("Grep, counts of what is everywhere", "value1\\d", ["-c", "count"]),
  ];
}

/** As careful a write as the tools': the new text is on the disk before it takes the old one's place. */
function replace(path: string, text: string): void {
  const draft = `${path}.draft`;
  const fd = openSync(draft, "w");
  writeSync(fd, text);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(draft, path);
  const around = openSync(join(path, ".."), "r");
  fsyncSync(around);
  closeSync(around);
}

function timed(work: () => unknown): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

function measure({ name, rounds, plain, ours }: Contest): string {
  const times = { plain: [] as number[], ours: [] as number[] };
  for (let round = -5; round < rounds; round += 1) {
    const [one, other] = [timed(plain), timed(ours)];
    if (round < 0) continue;
    times.plain.push(one);
    times.ours.push(other);
  }
  const [without, own] = [median(times.plain), median(times.ours)];
  return `| ${name} | ${without.toFixed(2)} | ${own.toFixed(2)} | ${(own / without).toFixed(2)} |`;
}

try {
  const made = madeBy("bench-files.ts");
  makeTree();
  const use = userOf(openWork());
  const rows = [...singleFiles(use), ...searches(use)].map(measure);
  putSections({
    "Tools for files": `${made}

One use in a running process, verdict and audit record included, against the same by hand: \`readFile\`; a write that is on the disk before it
takes the old file's place; ripgrep as a program of its own.

| | ms by hand | ms | ratio |
| --- | --- | --- | --- |
${rows.join("\n")}
`,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
