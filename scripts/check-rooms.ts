/** Enforces the table of `rooms.ts` on every file of `src/`. A run that looked at nothing fails. */
import { existsSync, globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { ambientReaders, moduleLoaders, otherFolders, rooms } from "./rooms.ts";

const maxIndexStatements = 25;

/** Static, dynamic and re-exporting imports; a statement starts its line once `oxfmt` has formatted the file. */
const importForms = [
  /^[ \t]*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gmu,
  /^[ \t]*import\s*["']([^"']+)["']/gmu,
  /\bimport\s*\(\s*["']([^"']+)["']/gu,
];

/** Ways around the import table that no file needs. */
const evasions: readonly (readonly [RegExp, string])[] = [
  [/\bimport\s*\(\s*(?!["'])/u, "a dynamic import must name its module in a plain string"],
  [/\b(?:getBuiltinModule|createRequire)\b|\brequire\s*\(/u, "only `import` may load a module"],
];

const ambient = /\bprocess\s*(?:\??\.)\s*(?:env|argv|argv0|execArgv)\b|\bprocess\s*\[/u;
const ambientImport = /^import\s*\{[^}]*\b(?:env|argv|argv0|execArgv)\b[^}]*\}\s*from\s*["']node:process["']/mu;

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//gu, "").replace(/(^|[\s;{}(),])\/\/[^\n]*/gmu, "$1");
}

function importsOf(text: string): readonly string[] {
  return importForms.flatMap((form) => Array.from(text.matchAll(form), (match) => match[1] ?? ""));
}

function roomOf(file: string): string {
  return file.split(sep)[0] ?? file;
}

function packageOf(specifier: string): string {
  const [first = "", second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

function builtinOf(specifier: string): string {
  return specifier.slice("node:".length).split("/")[0] ?? "";
}

/** What is wrong with one import, or nothing. */
function judgeImport(source: string, file: string, specifier: string): string | undefined {
  const name = roomOf(file);
  const room = rooms.get(name);
  if (room === undefined) return `\`${name}\` is no room: add it to scripts/rooms.ts or move the file`;
  if (specifier.startsWith(".")) return judgeFile(source, file, specifier, room.imports);
  if (!specifier.startsWith("node:")) {
    if (builtinModules.includes(specifier)) return `write \`node:${specifier}\``;
    return room.packages.includes(packageOf(specifier))
      ? undefined
      : `room \`${name}\` may not import package \`${packageOf(specifier)}\``;
  }
  const builtin = builtinOf(specifier);
  return room.builtins.includes(builtin) ? undefined : `room \`${name}\` may not use \`node:${builtin}\``;
}

function judgeFile(source: string, file: string, specifier: string, allowed: readonly string[]): string | undefined {
  const path = join(source, dirname(file), specifier);
  const target = relative(source, path);
  if (!existsSync(path) || !statSync(path).isFile()) return `\`${specifier}\` does not exist`;
  if (target.startsWith("..")) return `\`${specifier}\` is outside of src/`;
  const to = roomOf(target);
  if (to === roomOf(file)) return judgeNeighbour(file, target);
  if (!allowed.includes(to)) return `room \`${roomOf(file)}\` may not import room \`${to}\``;
  return isPublic(target, to) ? undefined : `import room \`${to}\` through its index.ts`;
}

/** A room's index.ts; of `doors/` each door's own, and what all doors share. */
function isPublic(target: string, room: string): boolean {
  if (target === room || target === join(room, "index.ts")) return true;
  const parts = target.split(sep);
  return room === "doors" && (parts.length === 2 || (parts.length === 3 && parts[2] === "index.ts"));
}

/** Inside a room files import each other freely, but a door does not import a door. */
function judgeNeighbour(file: string, target: string): string | undefined {
  const [room, door, inside] = file.split(sep);
  const [, other, otherInside] = target.split(sep);
  const betweenDoors = room === "doors" && inside !== undefined && otherInside !== undefined && door !== other;
  return betweenDoors ? `door \`${door}\` may not import door \`${other}\`` : undefined;
}

/** A room's index only re-exports, by name, and says what the room is for. */
function judgeIndex(text: string): readonly string[] {
  const problems: string[] = [];
  if (!text.startsWith("/**")) problems.push("a room's index starts with a doc comment");
  const statements = withoutComments(text)
    .split(";")
    .map((statement) => statement.trim())
    .filter(Boolean);
  if (statements.length > maxIndexStatements) problems.push(`more than ${maxIndexStatements} re-exports`);
  for (const statement of statements) {
    if (!/^export (?:type )?\{[^{}]*\} from "\.\.?\/[^"]+"$/u.test(statement)) {
      problems.push(`only named re-exports belong here, not \`${statement.slice(0, 60)}\``);
    }
  }
  return problems;
}

function judgeSource(source: string, file: string): readonly string[] {
  const text = readFileSync(join(source, file), "utf8");
  const code = withoutComments(text);
  const problems = importsOf(code).flatMap((specifier) => judgeImport(source, file, specifier) ?? []);
  for (const [evasion, message] of moduleLoaders.includes(file) ? [] : evasions)
    if (evasion.test(code)) problems.push(message);
  if (!ambientReaders.includes(file) && (ambient.test(code) || ambientImport.test(code))) {
    problems.push("only the composition root reads the environment and the command line");
  }
  if (file.split(sep).length === 2 && file.endsWith(`${sep}index.ts`)) problems.push(...judgeIndex(text));
  return problems.map((problem) => `src/${file}: ${problem}`);
}

/** Every breach of the table beneath `source`, the project's `src/`. */
export function checkRooms(source: string): { readonly scanned: number; readonly problems: readonly string[] } {
  const files = globSync("**/*.{ts,mts,cts,js,mjs,cjs,tsx,jsx}", { cwd: source });
  const unknown = readdirSync(source).filter((name) => !rooms.has(name) && !otherFolders.includes(name));
  const problems = [
    ...unknown.map((name) => `src/${name}: not in the table of scripts/rooms.ts`),
    ...files.toSorted().flatMap((file) => judgeSource(source, file)),
  ];
  return { scanned: files.length, problems: files.length === 0 ? [...problems, "no file was scanned"] : problems };
}

/** What the table allows and no file of the room uses: a capability in reserve is one that nobody reviews when it is taken up. */
export function unusedRights(source: string): readonly string[] {
  return [...rooms].flatMap(([name, { imports, builtins, packages }]) => {
    const files = name.endsWith(".ts") ? [name] : globSync(`${name}/**/*.ts`, { cwd: source });
    const used = new Set(files.flatMap((file) => rightsUsed(source, file)));
    const held = [...imports, ...builtins.map((builtin) => `node:${builtin}`), ...packages];
    return held.filter((right) => !used.has(right)).map((right) => `room \`${name}\` does not use \`${right}\``);
  });
}

function rightsUsed(source: string, file: string): readonly string[] {
  if (!existsSync(join(source, file))) return [];
  return importsOf(withoutComments(readFileSync(join(source, file), "utf8"))).map((specifier) => {
    if (specifier.startsWith(".")) return roomOf(join(dirname(file), specifier));
    return specifier.startsWith("node:") ? `node:${builtinOf(specifier)}` : packageOf(specifier);
  });
}

if (import.meta.main) {
  const source = fileURLToPath(new URL("../src", import.meta.url));
  const { scanned, problems: breaches } = checkRooms(source);
  const problems = [...breaches, ...unusedRights(source)];
  for (const problem of problems) console.error(problem);
  console.error(`rooms: ${scanned} files, ${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
