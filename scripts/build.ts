/**
 * Builds `dist/` from `src/`: the bundle with every package inside, their licence texts, and the native
 * helper. Does nothing when `dist/` already matches its sources; `--check` only says whether it does.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { leaveUnpacked, readStamp, stampBuild } from "./built-files.ts";

interface Part {
  readonly name: string;
  /** Globs of everything that decides what is built. */
  readonly sources: readonly string[];
  /** Builds into `dist/` and names what it wrote there. */
  readonly build: () => Promise<readonly string[]>;
}

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");

const parts: readonly Part[] = [
  // First, so that the bundle's warm-up run finds it.
  { name: "native", sources: ["src/native/**", "scripts/build-native.ts"], build: buildNative },
  {
    name: "bundle",
    sources: [
      "src/**/*.ts",
      "scripts/{build,built-files,bundle,bundle-beside,bundle-parts,load-cached,keep-cache}.ts",
      "sandbox-profiles/*.json",
      "package.json",
      "package-lock.json",
    ],
    build: buildBundle,
  },
];

async function buildBundle(): Promise<readonly string[]> {
  // Loaded here: asking whether anything changed must not pay for esbuild.
  const { bundle, warmUp } = await import("./bundle.ts");
  const files = await bundle();
  // main.js comes last: whoever starts it in between finds all that it loads.
  for (const file of files) {
    const temporary = join(dist, `.${file.name}.${process.pid}`);
    writeFileSync(temporary, file.contents);
    renameSync(temporary, join(dist, file.name));
  }
  warmUp(join(dist, "main.js"));
  const caches = files.flatMap(({ name, cached }) => (cached === true ? [`${name}.cache`] : []));
  return [...files.map(({ name }) => name), ...caches.filter((name) => existsSync(join(dist, name)))];
}

async function buildNative(): Promise<readonly string[]> {
  const { status } = spawnSync(process.execPath, [join(root, "scripts/build-native.ts")], { stdio: "inherit" });
  if (status !== 0) throw new Error("the native helper could not be built");
  return ["warden"];
}

function sourceHash(part: Part): string {
  const hash = createHash("sha256");
  for (const path of globSync([...part.sources], { cwd: root }).toSorted()) {
    if (!statSync(join(root, path)).isFile()) continue;
    hash.update(`${path}\0`).update(
      createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest(),
    );
  }
  return hash.digest("hex");
}

function stampPath(part: Part): string {
  return join(dist, `.${part.name}-stamp`);
}

function upToDate(part: Part): boolean {
  const stamp = readStamp(stampPath(part));
  return stamp?.hash === sourceHash(part) && stamp.files.every((file) => existsSync(join(dist, file)));
}

async function rebuild(part: Part): Promise<void> {
  const hash = sourceHash(part);
  stampBuild(stampPath(part), { hash, files: await part.build() });
}

const stale = parts.filter((part) => !upToDate(part));
if (process.argv.includes("--check")) {
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  mkdirSync(dist, { recursive: true });
  for (const part of stale) await rebuild(part);
  leaveUnpacked(
    dist,
    parts.map((part) => readStamp(stampPath(part))),
  );
}
