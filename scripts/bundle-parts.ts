/**
 * The parts of the program that are loaded by `load-cached.ts`: what every start needs in one file, and what only some commands need in
 * files of their own. A part is a function that is called when something of it is first asked for.
 */
import { build, transform, type BuildOptions, type Metafile } from "esbuild";
import { createHash } from "node:crypto";
import { basename } from "node:path";

export interface PartsBuilt {
  readonly files: readonly { readonly name: string; readonly contents: Uint8Array }[];
  readonly inputs: readonly string[];
  /** The text of a module that loads an entry and has the same exports; it stands beside `load-cached.ts`. */
  readonly stubs: ReadonlyMap<string, string>;
}

/** A file's name, and the folders whose entries it holds. A part that several of them need is in the first one. */
const places: readonly (readonly [string, string])[] = [
  ["start", "src/start.ts"],
  ["index", "src/index.ts"],
  ["egress", "src/egress/"],
  ["mcp", "src/doors/mcp/"],
  ["cli", "src/doors/cli/"],
];

type Output = Metafile["outputs"][string];

interface Bundled {
  readonly entries: readonly string[];
  /** Files that stand beside, by the names that sources spell them by. */
  readonly beside: ReadonlyMap<string, string>;
}

/** The entries, and a part for whatever they import dynamically. */
export async function bundleParts(options: BuildOptions, { entries, beside }: Bundled): Promise<PartsBuilt> {
  const { outputFiles = [], metafile } = await build({
    ...options,
    entryPoints: [...entries],
    format: "esm",
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
  });
  const outputs = new Map(Object.entries(metafile?.outputs ?? {}));
  const placed = placeParts(outputs);
  const hash = createHash("sha256")
    .update([...outputs.keys(), ...beside.values()].toSorted().join("\n"))
    .digest("hex")
    .slice(0, 8);
  const fileOf = (part: string): string => `${placed.get(part)}-${hash}.cjs`;
  const spell = (part: string): string => `./${fileOf(part)}#${part}`;
  const texts = new Map<string, string[]>();
  for (const { path, text } of outputFiles) {
    const part = basename(path);
    const file = fileOf(part);
    texts.set(file, [
      ...(texts.get(file) ?? []),
      `${JSON.stringify(part)}:${renamed(await asPart(text, spell), beside)}`,
    ]);
  }
  const stubs = [...outputs].flatMap(([path, { entryPoint, exports }]): readonly (readonly [string, string])[] =>
    entryPoint !== undefined && entries.includes(entryPoint)
      ? [[entryPoint, stubOf(exports, fileOf(basename(path)), basename(path))]]
      : [],
  );
  return {
    files: [...texts].map(([name, parts]) => ({ name, contents: asFile(parts) })),
    inputs: Object.keys(metafile?.inputs ?? {}),
    stubs: new Map(stubs),
  };
}

/** What a thread or a process is started by is named in the text. */
function renamed(text: string, beside: ReadonlyMap<string, string>): string {
  return [...beside].reduce((now, [name, file]) => now.replaceAll(JSON.stringify(name), JSON.stringify(file)), text);
}

/** Which file each part stands in. */
function placeParts(outputs: ReadonlyMap<string, Output>): ReadonlyMap<string, string> {
  const placed = new Map<string, string>();
  for (const [place, folder] of places) {
    const pending = [...outputs].flatMap(([path, { entryPoint }]) => (entryPoint?.startsWith(folder) ? [path] : []));
    if (pending.length === 0) throw new Error(`nothing is loaded from ${folder}`);
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      if (placed.has(basename(path))) continue;
      placed.set(basename(path), place);
      const needed = outputs.get(path)?.imports ?? [];
      pending.push(
        ...needed.flatMap(({ kind, external, path: of }) =>
          kind === "import-statement" && external !== true ? [of] : [],
        ),
      );
    }
  }
  const lost = [...outputs.keys()].find((path) => !placed.has(basename(path)));
  if (lost !== undefined) throw new Error(`no file is for ${lost}, an entry of ${outputs.get(lost)?.entryPoint}`);
  return placed;
}

async function asPart(text: string, spell: (part: string) => string): Promise<string> {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "node24",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    charset: "ascii",
    // Else what stands apart would be looked for by Node's loader of ES modules, which has a cost of its own.
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "__bundleUrl", "import.meta.dirname": "__dirname" },
  });
  const linked = code.replaceAll(
    /\brequire\("\.\/([\w-]+\.js)"\)/gu,
    (_, part: string) => `require(${JSON.stringify(spell(part))})`,
  );
  return `function(exports,require,module){${deferBuiltins(handOver(linked))}}`;
}

/**
 * What a part exports, and Node's own `process`, are handed over as they are. esbuild would copy either for whoever asks for it, member by member: it
 * cannot know that nobody tells ES modules from others here.
 */
function handOver(text: string): string {
  return text
    .replaceAll(/\bmodule\.exports=__toCommonJS\((\w+)\)/gu, "module.exports=$1")
    .replaceAll(/\b__toESM\(require\("node:process"\)\)/gu, 'require("node:process")')
    .replaceAll(/\b(import_node_process\d*)\.default\b/gu, "$1");
}

/** Loaded in every process by Node itself. */
const atHand = new Set(["node:fs", "node:path", "node:process"]);

/**
 * Node's own modules and packages that stand apart are loaded when something of them is first used: a verdict needs no hashes, and hashing can load
 * while the command already runs. esbuild reads every import through the variable that holds the module, so a
 * stand-in that loads on first reading is all it takes.
 */
function deferBuiltins(text: string): string {
  return text.replaceAll(
    /\b(import_\w+)=require\("(node:[\w/]+|\.\/[\w-]+\.cjs)"\)/gu,
    (found, variable: string, name: string) => (atHand.has(name) ? found : `${variable}=__defer(require,"${name}")`),
  );
}

const defer =
  "const __stands=new Map(),__defer=(require,name)=>{let loaded;if(!__stands.has(name))__stands.set(name,new Proxy({},{get:(_,key)=>(loaded??=require(name))[key]}));return __stands.get(name)};";

/** What `load-cached.ts` calls: a text put together at each start would be copied once more before it is read. */
function asFile(parts: readonly string[]): Uint8Array {
  const text = `(function(__dirname,__bundleUrl){"use strict";${defer}return{\n${parts.join(",\n")}}})`;
  if (/[^\0-\x7F]/u.test(text)) throw new Error("the bundle is not ASCII");
  if (!text.includes("=__defer(") || text.includes("__toCommonJS("))
    throw new Error("the bundle requires Node's modules in a way that is not known here");
  return new TextEncoder().encode(text);
}

function stubOf(exported: readonly string[], file: string, part: string): string {
  return `import { loadCached } from "./load-cached.ts";
export const { ${exported.join(", ")} } = loadCached(new URL("./", import.meta.url).href, "./${file}#${part}");`;
}
