import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { judgeTool, openSession, runFileTool, type Session } from "../../src/engine/index.ts";

const tries = 5000;

/** Milliseconds to wait for a flip in the middle of a try. */
const patience = 30_000;

let home: string;
let project: string;
let session: Session;
let flipper: Worker;
beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-flip-")));
  project = join(home, "project");
  for (const folder of ["project/.git", "project/inside", "outside"])
    mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, "outside/file"), "secret");
  writeFileSync(join(project, "inside/file"), "ours");
  writeFileSync(
    join(home, "profile.json"),
    JSON.stringify({
      name: "flip",
      permissions: { file_access: { allowed_paths: ["${project_root}"], denied_paths: [`${home}/outside`] } },
      security_policies: { audit_logging: false },
    }),
  );
  session = openSession(
    {
      env: new Map([["HOME", home]]),
      cwd: project,
      packageRoot: new URL("../..", import.meta.url).pathname,
      user: { uid: process.getuid?.() ?? 0, home },
    },
    { profile: join(home, "profile.json") },
  );
  symlinkSync("inside", join(project, "way"));
  flipper = new Worker(new URL("../files/flipper.ts", import.meta.url), {
    workerData: { link: join(project, "way"), targets: ["inside", "../outside"] },
  });
  await new Promise((resolve) => flipper.once("online", resolve));
});
afterEach(async () => {
  await flipper.terminate();
  rmSync(home, { recursive: true, force: true });
});

/** How often each answer came, in `tries` and, on a busy machine, as many more as it takes to be hit by a flip once. */
function tally(once: () => string, hit: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const end = Date.now() + patience;
  for (let at = 0; at < tries || (!counts.has(hit) && Date.now() < end); at += 1) {
    const answer = once();
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return counts;
}

function use(tool: string, input: Readonly<Record<string, unknown>>): string {
  const { decision, result } = runFileTool(session, judgeTool(session, tool, input));
  if (result === undefined) return decision.effect;
  return result.ok ? result.value.text : result.fault.code;
}

describe("while a link flips", { timeout: 2 * patience }, () => {
  const path = "way/file";

  test("who only looks before he reads gets what he may not", () => {
    const naive = (): string => {
      const real = realpathSync(join(project, path), "utf8");
      return real.startsWith(project) ? readFileSync(join(project, path), "utf8") : "deny";
    };
    expect(tally(naive, "secret").get("secret") ?? 0).toBeGreaterThan(0);
  });

  test("nothing outside is read", () => {
    const counts = tally(() => use("Read", { file_path: path }), "file/changed");
    expect([...counts.keys()].filter((text) => text.includes("secret"))).toEqual([]);
    expect(counts.get("1\tours")).toBeGreaterThan(0);
    expect(counts.get("file/changed")).toBeGreaterThan(0);
  });

  test("nothing outside is written", () => {
    let turn = 0;
    const counts = tally(() => use("Write", { file_path: path, content: `turn ${(turn += 1)}` }), "file/changed");
    expect(readFileSync(join(home, "outside/file"), "utf8")).toBe("secret");
    expect(readFileSync(join(project, "inside/file"), "utf8")).toMatch(/^turn/u);
    expect(counts.get("file/changed")).toBeGreaterThan(0);
  });
});
