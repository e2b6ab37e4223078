import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface PackedFile {
  readonly path: string;
  readonly mode: number;
}

let home = "";
let files: readonly PackedFile[] = [];
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-package-")));
  const env = { PATH: process.env["PATH"], HOME: home, npm_config_update_notifier: "false" };
  const argv = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const { stdout, stderr } = spawnSync("npm", argv, { cwd: root, env, encoding: "utf8" });
  expect(stdout, stderr).toContain('"files"');
  [{ files }] = JSON.parse(stdout) as [{ files: readonly PackedFile[] }];
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test("the package holds all that was built, and nothing that only tests or builds need", () => {
  const modes = new Map(files.map(({ path, mode }) => [path, mode]));
  // What is only there for servers that run.
  const old = new Set(readFileSync(join(root, "dist/.npmignore"), "utf8").split("\n"));
  const built = readdirSync(join(root, "dist")).filter((name) => !/^\.|^warden-/u.test(name) && !old.has(`/${name}`));
  const profiles = readdirSync(join(root, "sandbox-profiles")).map((name) => `sandbox-profiles/${name}`);
  expect([...modes.keys()].filter((path) => old.has(path.replace(/^dist/u, "")))).toEqual([]);
  const wanted = ["package.json", "LICENSE", "docs/sdk.md", ...profiles, ...built.map((name) => `dist/${name}`)];
  expect(wanted.filter((path) => !modes.has(path))).toEqual([]);
  expect([modes.get("scripts/sallyport"), modes.get("dist/warden")]).toEqual([0o755, 0o755]);
  const others = [...modes.keys()].filter((path) => !/^(?:dist|docs|sandbox-profiles)\/[^.]|^[^/]+$/u.test(path));
  expect(others).toEqual(["scripts/sallyport"]);
});

test("what is loaded late is named for what is in it, so that another build takes no running server's parts away", () => {
  const names = files.flatMap(({ path }) => (/^dist\/(?!THIRD-PARTY)/u.test(path) ? [path.slice("dist/".length)] : []));
  const asTheyAre = names.filter((name) => !/-[\da-f]{8}\.(?:[cm]js(?:\.cache)?|wasm)$/u.test(name));
  expect(asTheyAre.toSorted()).toEqual(["index.d.ts", "index.js", "main.js", "warden"]);
});

test("somebody else's program imports it from its own folder, and starts it by its name", () => {
  const modules = join(home, "node_modules");
  for (const { path } of files) {
    const file = join(modules, "sallyport", path);
    mkdirSync(dirname(file), { recursive: true });
    cpSync(join(root, path), file);
  }
  mkdirSync(join(modules, ".bin"));
  symlinkSync(join(root, "node_modules/node"), join(modules, "node"));
  const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { bin: Record<string, string> };
  for (const [name, path] of Object.entries(bin)) symlinkSync(`../sallyport/${path}`, join(modules, ".bin", name));
  const code = `
    import { createSallyport } from "sallyport";
    await using sallyport = createSallyport({ allowedTools: ["Bash(echo:*)"] });
    console.log((await sallyport.decide("Bash", { command: "echo a" })).behavior);
  `;
  const env = { PATH: "/usr/bin:/bin", HOME: home, XDG_RUNTIME_DIR: home };
  const call = (program: string, ...argv: readonly string[]): unknown => {
    const { status, stdout, stderr } = spawnSync(program, argv, { cwd: home, env, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const ended = (stdout: unknown, status = 0): unknown => ({ status, stdout, stderr: "" });
  expect(call(process.execPath, "--input-type=module", "-e", code)).toEqual(ended("allow\n"));
  const verdict = expect.stringContaining("allow") as unknown;
  expect(call(join(modules, ".bin/sallyport"), "check", "-c", "echo a")).toEqual(ended(verdict));
  const version = expect.stringMatching(/^GNU bash[^]*sallyport \d/u) as unknown;
  expect(call(join(modules, ".bin/sallyport-bash"), "--version")).toEqual(ended(version));
});
