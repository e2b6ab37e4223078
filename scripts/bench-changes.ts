/**
 * Measures what it costs that changes land together, against commands whose changes reach the host at once, and puts the figures into
 * `docs/benchmarks.md`. Everything happens in a temporary folder on the disk, with the audit log on.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { madeBy, median, putSections } from "./bench-document.ts";
import { judgeTool, openSession, runJudged, type Session } from "../src/engine/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-bench-changes-")));
const project = join(folder, "project");
const files = 1000;

function openWork(transaction: "off" | "check"): Session {
  const profile = join(folder, `${transaction}.json`);
  writeFileSync(profile, JSON.stringify({ extends: "workspace", sandbox: { transaction } }));
  const env = new Map([
    ["HOME", folder],
    ["PATH", "/usr/bin:/bin"],
    ["XDG_STATE_HOME", join(folder, "state")],
    ["XDG_RUNTIME_DIR", join(folder, "run")],
  ] as const);
  const user = { uid: process.getuid?.() ?? 0, home: folder };
  return openSession({ env, cwd: project, packageRoot: root, user }, { profile });
}

async function timed(session: Session, command: string): Promise<number> {
  const begin = performance.now();
  const start = { argv: ["/bin/bash", "-c", command], timeoutSeconds: undefined };
  const { result } = await runJudged(session, judgeTool(session, "Bash", { command }), start);
  if (result?.status !== 0) throw new Error(`${command} ended with ${result?.status}`);
  return performance.now() - begin;
}

async function measure(name: string, command: string, rounds: number): Promise<string> {
  const sessions = [openWork("off"), openWork("check")];
  const times: number[][] = [[], []];
  for (let round = -2; round < rounds; round += 1) {
    for (const [at, session] of sessions.entries()) {
      const time = await timed(session, command);
      if (round >= 0) times[at]?.push(time);
    }
  }
  const [plain, ours] = [median(times[0] ?? []), median(times[1] ?? [])];
  return `| ${name} | ${plain.toFixed(1)} | ${ours.toFixed(1)} | ${(ours - plain).toFixed(1)} |`;
}

try {
  const made = madeBy("bench-changes.ts");
  for (const path of [join(project, ".git"), join(project, "tree"), join(folder, "run")])
    mkdirSync(path, { recursive: true });
  for (let at = 0; at < files; at += 1) writeFileSync(join(project, "tree", String(at)), `text ${at}\n`);
  const rows = [
    await measure("a command that writes nothing", "true", 60),
    await measure(`${files} files changed`, "for f in tree/*; do echo more >> $f; done", 9),
    await measure(
      `${files} files made and removed`,
      "mkdir new; for f in tree/*; do : > new/${f##*/}; done; rm -r new",
      5,
    ),
  ];
  putSections({
    "Changes that land together": `${made}

A whole command in a running process, from its text to its audit record, medians in ms; \`check\` with the policy asked of every path and
all of it on the disk.

| | \`transaction: "off"\` | \`"check"\` | more |
| --- | --- | --- | --- |
${rows.join("\n")}
`,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
