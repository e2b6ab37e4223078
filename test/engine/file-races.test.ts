import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { judgeTool, openSession, runFileTool, type Session } from "../../src/engine/index.ts";

/** Of each tool in each race. */
const tries = 1200;

/** Milliseconds to wait for a flip in the middle of a try. */
const patience = 30_000;

let home: string;
let project: string;
let session: Session;
beforeEach(() => {
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
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** What goes on until it is told to stop. */
type Race = () => Promise<() => Promise<unknown>>;

const flipLink: Race = async () => {
  symlinkSync("inside", join(project, "way"));
  const flipper = new Worker(new URL("../files/flipper.ts", import.meta.url), {
    workerData: { link: join(project, "way"), targets: ["inside", "../outside"] },
  });
  await once(flipper, "online");
  return () => flipper.terminate();
};

/** Node has no name for RENAME_EXCHANGE (renameat2(2)). */
const swapping = `
import ctypes
swap = ctypes.CDLL(None).renameat2
print("on", flush=True)
while swap(-100, b"way", -100, b"lure", 2) == 0: pass
`;

const swapFolder: Race = async () => {
  renameSync(join(project, "inside"), join(project, "way"));
  symlinkSync("../outside", join(project, "lure"));
  const swapper = spawn("python3", ["-c", swapping], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(swapper, "exit");
  await once(swapper.stdout, "data");
  return () => {
    swapper.kill("SIGKILL");
    return ended;
  };
};

/** What stands in the project's own file, under whichever name its folder has. */
function ownText(): string {
  const own = ["inside", "way", "lure"].find((name) =>
    lstatSync(join(project, name), { throwIfNoEntry: false })?.isDirectory(),
  );
  return readFileSync(join(project, own ?? "", "file"), "utf8");
}

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

describe.each([
  { name: "a link flips", race: flipLink },
  { name: "a folder is swapped", race: swapFolder },
])("while $name", { timeout: 2 * patience }, ({ race }) => {
  const path = "way/file";
  let stop: () => Promise<unknown>;
  beforeEach(async () => {
    stop = await race();
  });
  afterEach(() => stop());

  test("who only looks before he reads gets what he may not", () => {
    const naive = (): string => {
      const real = realpathSync.native(join(project, path));
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

  test("nothing outside is written", async () => {
    let turn = 0;
    const counts = tally(() => use("Write", { file_path: path, content: `turn ${(turn += 1)}` }), "file/changed");
    await stop();
    expect(readFileSync(join(home, "outside/file"), "utf8")).toBe("secret");
    expect(ownText()).toMatch(/^turn/u);
    expect(counts.get("file/changed")).toBeGreaterThan(0);
  });
});
