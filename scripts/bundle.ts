/** What esbuild makes of `src/main.ts`: a tiny `main.js`, and the rest as one script with its machine code kept. */
import { build, type BuildOptions, type Plugin } from "esbuild";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface BuiltFile {
  readonly name: string;
  readonly contents: Uint8Array;
  /** True for what `load-cached.ts` loads: the build leaves its machine code beside it. */
  readonly cached?: true;
}

const root = fileURLToPath(new URL("..", import.meta.url));

const options = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node24",
  // jsonc-parser's CommonJS form loads its parts in a way no bundler follows.
  mainFields: ["module", "main"],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  // So that whoever reads a file takes each byte for a character.
  charset: "ascii",
  metafile: true,
  write: false,
  logLevel: "warning",
} as const satisfies BuildOptions;

/**
 * `main.js` holds what `main.ts` imports statically: small enough for an old Node to parse, so that it can say which
 * one it needs. What `main.ts` imports dynamically becomes a script of its own.
 */
export async function bundle(): Promise<readonly BuiltFile[]> {
  const files: BuiltFile[] = [];
  const inputs = new Set<string>();
  const split: Plugin = {
    name: "split",
    setup(plugin) {
      plugin.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
        kind === "dynamic-import" ? { path: resolve(resolveDir, path), namespace: "split" } : undefined,
      );
      plugin.onLoad({ filter: /./, namespace: "split" }, async ({ path }) => {
        const part = await bundlePart(path);
        files.push(part.file);
        for (const input of part.inputs) inputs.add(input);
        return { contents: part.stub, loader: "ts", resolveDir: join(root, "scripts") };
      });
    },
  };
  const main = await build({ ...options, entryPoints: ["src/main.ts"], format: "esm", plugins: [split] });
  for (const input of Object.keys(main.metafile.inputs)) inputs.add(input);
  const entry = await bundleEntry();
  for (const input of entry.inputs) inputs.add(input);
  const others = await Promise.all([
    build({ ...options, entryPoints: threadEntries, format: "esm", ...threadOptions }),
    build({
      ...options,
      entryPoints: [...apart].map(([path, name]) => ({ in: path, out: name })),
      format: "cjs",
      outExtension: { ".js": ".cjs" },
    }),
  ]);
  for (const { metafile } of others) for (const input of Object.keys(metafile.inputs)) inputs.add(input);
  for (const { from } of asTheyAre) inputs.add(from);
  const built = [...others.flatMap(({ outputFiles }) => outputFiles.map(named)), ...asTheyAre.map(copied)];
  return [...files, ...entry.files, ...built, licences([...inputs]), ...main.outputFiles.map(named)];
}

/** What other programs import: `index.js`, and its types as they are written. */
async function bundleEntry(): Promise<{ readonly files: readonly BuiltFile[]; readonly inputs: readonly string[] }> {
  const { file, inputs, stub } = await bundlePart("src/index.ts");
  const stdin = { contents: stub, loader: "ts", resolveDir: join(root, "scripts"), sourcefile: "index.ts" } as const;
  const { outputFiles } = await build({ ...options, stdin, format: "esm" });
  return {
    files: [
      { name: file.name, contents: file.contents },
      ...outputFiles.map(({ contents }) => ({ name: "index.js", contents })),
      { name: "index.d.ts", contents: new TextEncoder().encode(publishedTypes()) },
    ],
    inputs,
  };
}

/** The types of the package's entry stand in one file, without imports. */
function publishedTypes(): string {
  const types = readFileSync(join(root, "src/doors/sdk/types.ts"), "utf8");
  if (/^import /mu.test(types)) throw new Error("the published types import something");
  const entry = readFileSync(join(root, "src/index.ts"), "utf8");
  const doc =
    /\/\*\*(?:(?!\*\/)[^])*\*\/\nexport function createSallyport/u.exec(entry)?.[0].split("\nexport", 1)[0] ?? "";
  // Whatever a program is compiled for: `AsyncDisposable` is part of the types.
  return `/// <reference lib="esnext.disposable" />\n${types}\n${doc}\nexport declare function createSallyport(options?: SallyportOptions): Sallyport;\n`;
}

/** Packages that few commands need and all would have to read: a file of their own, loaded when it is asked for. */
const apart: ReadonlyMap<string, string> = new Map([
  ["undici", "undici"],
  ["re2js", "re2js"],
  ["@modelcontextprotocol/server", "mcp"],
  ["chokidar", "chokidar"],
  ["@secretlint/secretlint-rule-preset-recommend", "secretlint"],
]);

const keepApart: Plugin = {
  name: "apart",
  setup: (plugin) =>
    plugin.onResolve({ filter: /^[@a-z]/ }, ({ path }) => {
      const name = apart.get(path) ?? loadsItself.get(path);
      return name === undefined ? undefined : { path: `./${name}.cjs`, external: true };
    }),
};

/** Packages that load their machine code from beside themselves: their files stay as they are. */
const loadsItself: ReadonlyMap<string, string> = new Map([["rregex", "rregex"]]);
const asTheyAre = [
  { name: "rregex.cjs", from: "node_modules/rregex/lib/commonjs.cjs" },
  { name: "rregex.wasm", from: "node_modules/rregex/lib/rregex.wasm" },
] as const;

function copied({ name, from }: (typeof asTheyAre)[number]): BuiltFile {
  return { name, contents: readFileSync(join(root, from)) };
}

/** What runs in a thread or a process of its own, started by its file beside the bundle. */
const threadEntries = ["src/egress/fetch/markdown-worker.ts", "src/consult/module-host.ts"];
const threadOptions = {
  outExtension: { ".js": ".mjs" },
  // Packages in CommonJS ask for Node's modules by `require`, which an ES module does not have.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
} as const satisfies BuildOptions;

/** One script, and the stub that loads it and has the same exports. */
async function bundlePart(
  path: string,
): Promise<{ readonly file: BuiltFile; readonly inputs: readonly string[]; readonly stub: string }> {
  const entry = { ...options, entryPoints: [path] };
  const [shape, script] = await Promise.all([
    build({ ...entry, format: "esm" }),
    build({
      ...entry,
      format: "cjs",
      entryNames: "[name]-[hash]",
      outExtension: { ".js": ".cjs" },
      plugins: [keepApart],
      // Else packages that stand apart would be looked for by Node's loader of ES modules, which has a cost of its own.
      supported: { "dynamic-import": false },
      define: { "import.meta.url": "__bundleUrl", "import.meta.dirname": "__dirname" },
    }),
  ]);
  const [file] = script.outputFiles.map(named);
  const exported = Object.values(shape.metafile.outputs).flatMap((output) => output.exports);
  if (file === undefined) throw new Error(`nothing came of ${path}`);
  return {
    file: { ...file, contents: asFunction(deferBuiltins(new TextDecoder().decode(file.contents))), cached: true },
    inputs: Object.keys(script.metafile.inputs),
    stub: `import { loadCached } from "./load-cached.ts";
export const { ${exported.join(", ")} } = loadCached(new URL("${file.name}", import.meta.url).href);`,
  };
}

/**
 * Node's own modules and packages that stand apart are loaded when something of them is first used: a verdict needs no hashes, and hashing can load
 * while the command already runs. esbuild reads every import through the variable that holds the module, so a
 * stand-in that loads on first reading is all it takes.
 */
function deferBuiltins(text: string): string {
  const deferred =
    "const __defer=(name)=>{let loaded;return new Proxy({},{get:(_,key)=>(loaded??=require(name))[key]})};";
  const replaced = text.replaceAll(/\b(import_\w+)=require\(("(?:node:[\w/]+|\.\/[\w-]+\.cjs)")\)/gu, "$1=__defer($2)");
  if (replaced === text || !text.startsWith('"use strict";'))
    throw new Error("the bundle requires Node's modules in a way that is not known here");
  return replaced.replace('"use strict";', `"use strict";${deferred}`);
}

/** What `load-cached.ts` calls: a text put together at each start would be copied once more before it is read. */
function asFunction(text: string): Uint8Array {
  if (/[^\0-\x7F]/u.test(text)) throw new Error("the bundle is not ASCII");
  return new TextEncoder().encode(`(function(exports,require,module,__filename,__dirname,__bundleUrl){${text}\n})`);
}

function named(file: { readonly path: string; readonly contents: Uint8Array }): BuiltFile {
  return { name: basename(file.path), contents: file.contents };
}

/** The licence of every package whose code is in the bundle. */
function licences(inputs: readonly string[]): BuiltFile {
  const folders = new Set(
    inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0] ?? []),
  );
  const texts = [...folders].toSorted().map((folder) => {
    const file = readdirSync(join(root, folder)).find((entry) => /^(?:licen[cs]e|copying)/iu.test(entry));
    if (file === undefined) throw new Error(`${folder} comes without a licence text`);
    const title = folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
    return `${title}\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
  });
  const text = texts.join(`\n${"-".repeat(80)}\n\n`);
  return { name: "THIRD-PARTY-LICENSES", contents: new TextEncoder().encode(text) };
}

/** A command that the filter of the network has work with: nobody listens there. */
const networked = ["--allow-domain", "localhost:1", "--allowed-tools", "Bash", "-c", "curl -s http://localhost:1/"];

/** Runs the bundle once as an agent would, for the machine code. How that run ends does not matter. */
export function warmUp(main: string): void {
  const home = mkdtempSync(join(tmpdir(), "sallyport-build-"));
  const keeper = new URL("keep-cache.ts", import.meta.url).href;
  spawnSync(process.execPath, ["--import", keeper, main, ...networked], {
    cwd: home,
    env: { PATH: process.env["PATH"], HOME: home, XDG_STATE_HOME: home, XDG_RUNTIME_DIR: home },
    stdio: "ignore",
    timeout: 20_000,
  });
  // The folder that masks others is closed to its owner as well, and so to whoever looks into it before removing it.
  const masked = join(home, "sallyport/masked");
  if (existsSync(masked)) chmodSync(masked, 0o700);
  rmSync(home, { recursive: true, force: true });
}
