/**
 * The files that stand beside the parts and are loaded when something of them is asked for, which may be late: each is named for what is in it, so
 * that a server that runs while another build takes its place finds its own.
 */
import { build, type BuildOptions } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";

export interface Beside {
  readonly files: readonly { readonly name: string; readonly contents: Uint8Array }[];
  readonly inputs: readonly string[];
  /** Of each file its name as sources spell it, and the one that it has. */
  readonly names: ReadonlyMap<string, string>;
  /** The name of the file that holds a package. */
  readonly packages: ReadonlyMap<string, string>;
}

/** Packages that few commands need and all would have to read: a file of their own. */
const apart: ReadonlyMap<string, string> = new Map([
  ["undici", "undici"],
  ["re2js", "re2js"],
  ["@modelcontextprotocol/server", "mcp"],
  ["chokidar", "chokidar"],
  ["@secretlint/secretlint-rule-preset-recommend", "secretlint"],
]);

/** What runs in a thread or a process of its own, started by its file. */
const threadEntries = ["src/egress/fetch/markdown-worker.ts", "src/consult/module-host.ts"];
const threadOptions = {
  outExtension: { ".js": ".mjs" },
  // Packages in CommonJS ask for Node's modules by `require`, which an ES module does not have.
  banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
} as const satisfies BuildOptions;

/** A package that loads its machine code from beside itself: both stay as they are, but for that name. */
const loader = { package: "rregex", name: "rregex.cjs", from: "node_modules/rregex/lib/commonjs.cjs" };
const machineCode = { name: "rregex.wasm", from: "node_modules/rregex/lib/rregex.wasm" };

export async function bundleBeside(root: string, options: BuildOptions): Promise<Beside> {
  const built = await Promise.all([
    build({ ...options, entryPoints: threadEntries, format: "esm", metafile: true, write: false, ...threadOptions }),
    build({
      ...options,
      entryPoints: [...apart].map(([path, name]) => ({ in: path, out: name })),
      format: "cjs",
      metafile: true,
      write: false,
      outExtension: { ".js": ".cjs" },
    }),
  ]);
  const code = readFileSync(join(root, machineCode.from));
  const loading = readFileSync(join(root, loader.from), "utf8");
  if (!loading.includes(machineCode.name)) throw new Error(`${loader.from} does not name ${machineCode.name}`);
  const renamed = loading.replaceAll(machineCode.name, hashedName(machineCode.name, code));
  const files = [
    ...built.flatMap(({ outputFiles }) =>
      outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })),
    ),
    { name: loader.name, contents: new TextEncoder().encode(renamed) },
    { name: machineCode.name, contents: code },
  ];
  const names = new Map(files.map(({ name, contents }) => [name, hashedName(name, contents)]));
  const nameOf = (name: string): string => names.get(name) ?? name;
  return {
    files: files.map(({ name, contents }) => ({ name: nameOf(name), contents })),
    inputs: [...built.flatMap(({ metafile }) => Object.keys(metafile.inputs)), loader.from, machineCode.from],
    names,
    packages: new Map([
      ...[...apart].map(([path, name]) => [path, nameOf(`${name}.cjs`)] as const),
      [loader.package, nameOf(loader.name)],
    ]),
  };
}

function hashedName(name: string, contents: Uint8Array): string {
  const hash = createHash("sha256").update(contents).digest("hex").slice(0, 8);
  return name.replace(/\.\w+$/u, (ending) => `-${hash}${ending}`);
}
