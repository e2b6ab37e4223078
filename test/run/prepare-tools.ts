/** Made once for all test files: the programs that every workbench needs, in a folder that every user can reach. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { TestProject } from "vitest/node";
import { linkOrCopy } from "./link-or-copy.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Absolute paths. */
    readonly tools: {
      readonly node: string;
      readonly driver: string;
      readonly probe: string;
    };
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url));

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync("/tmp/sallyport-tools-");
  chmodSync(folder, 0o755);
  const [node, probe] = [join(folder, "node"), join(folder, "probe")];
  // A clone below root's home is out of an ordinary user's reach, and its Node with it.
  linkOrCopy(process.execPath, node);
  compileProbe(probe);
  project.provide("tools", { node, driver: bundleDriver(folder), probe });
  return () => rmSync(folder, { recursive: true });
}

/** It starts thousands of times: what it loads is compiled once for each user. */
function bundleDriver(folder: string): string {
  const [driver, outfile, cache] = [join(folder, "driver.mjs"), join(folder, "bundle.mjs"), join(folder, "compiled")];
  mkdirSync(cache);
  chmodSync(cache, 0o1777);
  const load = `process.getBuiltinModule("node:module").enableCompileCache(${JSON.stringify(cache)});\nawait import("./bundle.mjs");\n`;
  writeFileSync(driver, load);
  buildSync({
    entryPoints: [join(root, "test/run/driver.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node24",
    mainFields: ["module", "main"],
    logLevel: "error",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
  return driver;
}

function compileProbe(probe: string): void {
  const { status, stderr } = spawnSync("cc", ["-O1", "-static", "-o", probe, join(root, "test/escapes/probe.c")], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the probe does not compile: ${stderr}`);
}
