import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** One piece of shell text that somebody really wrote. */
export interface Sample {
  readonly origin: string;
  readonly text: string;
}

const SIZE_CAP = 500_000;
const shebang = /^#! ?\/(?:usr\/)?bin\/(?:env )?(?:ba|da)?sh\b/u;
const scriptFolders = ["/usr/bin/*", "/usr/sbin/*", "/etc/init.d/*", "/usr/lib/git-core/*", "/var/lib/dpkg/info/*.p*"];
const scriptPatterns = ["/usr/share/**/*.sh", "/usr/lib/**/*.sh", "/etc/**/*.sh", "/usr/share/bash-completion/**/*"];

/** Every shell script that came with this machine's packages. */
export function machineScripts(): readonly Sample[] {
  const paths = [...scriptFolders, ...scriptPatterns].flatMap((pattern) => globSync(pattern));
  return [...new Set(paths)].flatMap((path) => readSample(path)).filter(({ text, origin }) => isShell(origin, text));
}

const isShell = (path: string, text: string): boolean => shebang.test(text) || path.includes("bash-completion");

/** Shell blocks of the installed packages' READMEs, and their package scripts. */
export function installedPackages(): readonly (readonly [string, readonly Sample[]])[] {
  const root = join(import.meta.dirname, "..", "node_modules");
  const manifests = globSync(join(root, "{*,@*/*}", "package.json")).flatMap((path) => readSample(path));
  const readmes = globSync(join(root, "{*,@*/*}", "*.md")).flatMap((path) => readSample(path));
  return [
    ["scripts of installed packages", manifests.flatMap(packageScripts)],
    ["READMEs of installed packages", readmes.flatMap(shellBlocks)],
  ];
}

/** Scripts, READMEs and workflow files below a folder. */
export function collectFrom(folder: string): readonly (readonly [string, readonly Sample[]])[] {
  const below = (ending: string): readonly Sample[] => {
    // `**` leaves out folders whose names start with a dot
    const patterns = [join(folder, "**", `*${ending}`), join(folder, "{,**/}.github/**", `*${ending}`)];
    return [...new Set(patterns.flatMap((pattern) => globSync(pattern)))].flatMap((path) => readSample(path));
  };
  return [
    ["extra: scripts", [...below(".sh"), ...below(".bash")]],
    ["extra: READMEs", below(".md").flatMap(shellBlocks)],
    ["extra: workflow steps", [...below(".yml"), ...below(".yaml")].flatMap(workflowSteps)],
    ["extra: package scripts", below("package.json").flatMap(packageScripts)],
  ];
}

function readSample(path: string): readonly Sample[] {
  if (!existsSync(path)) return [];
  const { size } = statSync(path);
  if (!statSync(path).isFile() || size > SIZE_CAP) return [];
  const text = readFileSync(path, "utf8");
  return text.includes("\0") || text.includes("\uFFFD") ? [] : [{ origin: path, text }];
}

function packageScripts({ origin, text }: Sample): readonly Sample[] {
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest !== "object" || manifest === null || !("scripts" in manifest)) return [];
  const { scripts } = manifest;
  if (typeof scripts !== "object" || scripts === null) return [];
  return Object.values(scripts).flatMap((script) => (typeof script === "string" ? [{ origin, text: script }] : []));
}

/** Fenced blocks marked as shell; in console blocks only the lines after a prompt. */
function shellBlocks({ origin, text }: Sample): readonly Sample[] {
  const blocks = text.matchAll(/^[ \t]*```(?:sh|bash|shell|console|zsh)[^\n]*\n(.*?)^[ \t]*```/gmsu);
  return [...blocks].map(([, block = ""]) => {
    const prompted = [...block.matchAll(/^[ \t]*\$ (.*)$/gmu)].map(([, line = ""]) => line);
    return { origin, text: prompted.length > 0 ? prompted.join("\n") : block };
  });
}

/** The `run:` steps of a workflow file, template expressions replaced by a word. */
function workflowSteps({ origin, text }: Sample): readonly Sample[] {
  const steps: string[] = [];
  const lines = text.split("\n");
  lines.forEach((line, at) => {
    const found = /^(\s*(?:- )?)run:\s*(.*)$/u.exec(line);
    if (found === null) return;
    const [, lead = "", value = ""] = found;
    steps.push(/^[|>][-+]?\s*$/u.test(value) ? blockBelow(lines.slice(at + 1), lead.length) : plainScalar(value));
  });
  return steps.map((step) => ({ origin, text: step.replaceAll(/\$\{\{.*?\}\}/gsu, "value") }));
}

function blockBelow(lines: readonly string[], indent: number): string {
  const end = lines.findIndex((line) => line.trim() !== "" && line.search(/\S/u) <= indent);
  const block = end === -1 ? lines : lines.slice(0, end);
  const margin = block[0]?.search(/\S/u) ?? 0;
  return block.map((line) => line.slice(margin)).join("\n");
}

function plainScalar(value: string): string {
  const quoted = /^(["'])(.*)\1\s*$/u.exec(value)?.[2];
  return quoted ?? value;
}
