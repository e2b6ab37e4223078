import { chownSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgeTool, openSession, runFileTool } from "../../src/engine/index.ts";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation } from "./installation.ts";

const names = ["a", "b", "c d", "ü"] as const;
const denied = ["/tree0/a", "/tree1/**/b", "/tree2/a/b"];
const trees = 8;

const name = fc.constantFrom(...names);
const way = fc.array(fc.oneof({ weight: 3, arbitrary: name }, fc.constant("..")), { minLength: 1, maxLength: 3 });
const entry = fc.record({
  place: fc.array(name, { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom("file", "folder", "relative", "absolute", "mapped", "system"),
  target: way,
});
type Entry = Parameters<Parameters<typeof entry.map>[0]>[0];

/** Everything that an agent could have left in a folder: links that lead down, up, to names inside, to the host's, nowhere. */
function plant(root: string, index: number, entries: readonly Entry[]): readonly string[] {
  const top = `/tree${index}`;
  return entries.map(({ place, kind, target }) => {
    const path = `${top}/${place.join("/")}`;
    const spot = join(root, path);
    const targets = {
      relative: target.join("/"),
      absolute: `${top}/${target.join("/")}`,
      mapped: `${root}${top}/${target.join("/")}`,
      system: "/etc/passwd",
    };
    try {
      mkdirSync(dirname(spot), { recursive: true });
      if (realpathSync(dirname(spot)) !== dirname(spot)) return path;
      if (kind === "folder") mkdirSync(spot);
      else if (kind === "file") writeFileSync(spot, `#${path}`, { flag: "wx" });
      else symlinkSync(targets[kind], spot);
    } catch {
      // EEXIST, ENOTDIR, ELOOP, ENOENT: there is something else already
    }
    return path;
  });
}

describe.skipIf(sandboxMissing() !== undefined).each(users)("with a folder for /, as $name", (user) => {
  let place: Installation;
  let root = "";
  let profile = "";
  beforeAll(() => {
    place = install(user);
    root = mkdtempSync(join(place.home, "root-"));
    chownSync(root, user.uid, user.uid);
    profile = join(place.home, "root.json");
    const body = {
      name: "root",
      allowed_tools: ["Bash", "Read"],
      permissions: { file_access: { denied_paths: denied } },
      security_policies: { audit_logging: false },
      sandbox: { root },
    };
    writeFileSync(profile, JSON.stringify(body), { mode: 0o644 });
  });
  afterAll(() => place[Symbol.dispose]());

  /** The first characters of each file, or nothing, as a tool reads them. */
  function readByTool(paths: readonly string[]): readonly string[] {
    const session = openSession(
      {
        env: new Map(Object.entries(place.env)),
        cwd: place.project,
        packageRoot: new URL("../..", import.meta.url).pathname,
        user: { uid: user.uid, home: place.home },
      },
      { profile },
    );
    return paths.map((file_path) => {
      const { result } = runFileTool(session, judgeTool(session, "Read", { file_path }));
      if (result?.ok !== true) return "";
      const { file } = result.value.output as { readonly file?: { readonly content?: string } };
      return (file?.content ?? "").slice(0, 20);
    });
  }

  function asUser<T>(body: () => T): T {
    if (user.uid === process.geteuid?.()) return body();
    process.setegid?.(user.uid);
    process.seteuid?.(user.uid);
    try {
      return body();
    } finally {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
  }

  test("a tool and a program come by the same file, under the name inside and the host's", () => {
    const planted = fc
      .sample(fc.array(entry, { minLength: 6, maxLength: 14 }), { numRuns: trees, seed: 5 })
      .flatMap((entries, index) => plant(root, index, entries));
    spawnSync("chown", ["-hR", `${user.uid}:${user.uid}`, root]);
    const inside = [...new Set(planted.flatMap((path) => [path, ...names.map((below) => `${path}/${below}`)]))];
    const paths = inside.flatMap((path) => [path, `${root}${path}`]);
    const script = `exec 2> /dev/null; for p in "$@"; do t=; IFS= read -r -d "" -n 20 t < "$p"; printf %s "$t"; printf '\\0'; done`;
    const run = place.call(["--profile", profile, "-c", script, "read", ...paths]);
    const byProgram = run.stdout.split("\0").slice(0, -1);
    const byTool = asUser(() => readByTool(paths));
    const shown = (texts: readonly string[]): readonly string[] =>
      paths.map((path, index) => `${path}: ${texts[index]}`);
    expect(shown(byTool)).toEqual(shown(byProgram));
    expect(byProgram.filter((text) => text !== "").length).toBeGreaterThan(20);
  });
});
