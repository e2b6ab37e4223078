/** What esbuild makes of `src/`: a tiny `main.js` and `index.js`, and the rest as scripts with their machine code kept. */
import { build, type BuildOptions, type Plugin } from "esbuild";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleBeside } from "./bundle-beside.ts";
import { bundleParts } from "./bundle-parts.ts";

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
 * one it needs. The rest of the program, and what other programs import, are parts that it loads.
 */
export async function bundle(): Promise<readonly BuiltFile[]> {
  const beside = await bundleBeside(root, options);
  const parts = await bundleParts(
    { ...options, plugins: [keepApart(beside.packages)] },
    {
      entries: ["src/start.ts", "src/index.ts"],
      beside: beside.names,
    },
  );
  const split: Plugin = {
    name: "split",
    setup(plugin) {
      plugin.onLoad({ filter: /\/src\/(?:start|index)\.ts$/ }, ({ path }) => ({
        contents: parts.stubs.get(relative(root, path)) ?? "",
        loader: "ts",
        resolveDir: join(root, "scripts"),
      }));
    },
  };
  const others = await Promise.all([
    build({ ...options, entryPoints: ["src/index.ts"], format: "esm", plugins: [split] }),
    build({ ...options, entryPoints: ["src/main.ts"], format: "esm", plugins: [split] }),
  ]);
  const inputs = others.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const types = { name: "index.d.ts", contents: new TextEncoder().encode(publishedTypes()) };
  const built = others.flatMap(({ outputFiles }) => outputFiles.map(named));
  return [
    ...parts.files.map((file) => ({ ...file, cached: true as const })),
    types,
    ...beside.files,
    licences([...new Set([...inputs, ...parts.inputs, ...beside.inputs])]),
    ...built,
  ];
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

/** Loads packages that stand apart from where they do. */
function keepApart(packages: ReadonlyMap<string, string>): Plugin {
  return {
    name: "apart",
    setup: (plugin) =>
      plugin.onResolve({ filter: /^[@a-z]/ }, ({ path }) => {
        const file = packages.get(path);
        return file === undefined ? undefined : { path: `./${file}`, external: true };
      }),
  };
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

/** What agents have Sallyport do, so that the machine code of all that it takes is kept: by words, with an input. */
const usual: readonly { readonly argv: readonly string[]; readonly input?: string }[] = [
  // The filter of the network has work with it: nobody listens there.
  { argv: ["--allow-domain", "localhost:1", "--allowed-tools", "Bash", "-c", "curl -s http://localhost:1/"] },
  {
    argv: ["hook"],
    input: JSON.stringify({
      hook_event_name: "PreToolUse",
      session_id: "build",
      permission_mode: "default",
      tool_name: "Bash",
      tool_input: { command: "git status" },
      tool_use_id: "build-1",
    }),
  },
  { argv: ["check", "-c", "true"] },
];

/** Runs the bundle as agents would, for the machine code. How such a run ends does not matter. */
export function warmUp(main: string): void {
  const home = mkdtempSync(join(tmpdir(), "sallyport-build-"));
  const keeper = new URL("keep-cache.ts", import.meta.url).href;
  for (const { argv, input = "" } of usual)
    spawnSync(process.execPath, ["--import", keeper, main, ...argv], {
      cwd: home,
      env: { PATH: process.env["PATH"], HOME: home, XDG_STATE_HOME: home, XDG_RUNTIME_DIR: home },
      input,
      stdio: ["pipe", "pipe", "ignore"],
      timeout: 20_000,
    });
  // The folder that masks others is closed to its owner as well, and so to whoever looks into it before removing it.
  const masked = join(home, "sallyport/masked");
  if (existsSync(masked)) chmodSync(masked, 0o700);
  rmSync(home, { recursive: true, force: true });
}
