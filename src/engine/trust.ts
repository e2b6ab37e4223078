import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ConfigError, printable } from "../base/index.ts";
import type { ProfileDocument } from "../policy/index.ts";
import { filesOfCommand } from "./asked-files.ts";
import { isShippedName, profilePath, readProfileFile } from "./profile-files.ts";

/**
 * Whether the user has recorded trust in exactly these bytes at exactly this path: a changed file, or the
 * same file in another project, is not trusted. The files that it extends are part of it.
 */
export function isTrusted(projectFile: string, state: string): boolean {
  try {
    return readFileSync(recordPath(projectFile, state), "utf8").trim() === hashOf(projectFile);
  } catch {
    return false; // never recorded
  }
}

/** Records trust in the project's profile as it is now and returns its hash. */
export function recordTrust(projectFile: string, state: string): string {
  const hash = hashOf(projectFile);
  if (hash === undefined) {
    throw new ConfigError("config/profile-not-found", `there is no project profile at ${printable(projectFile)}`);
  }
  const path = recordPath(projectFile, state);
  mkdirSync(join(state, "trust"), { recursive: true, mode: 0o700 });
  writeFileSync(`${path}.${process.pid}`, `${hash}\n`, { mode: 0o600 });
  renameSync(`${path}.${process.pid}`, path);
  return hash;
}

function hashOf(projectFile: string): string | undefined {
  const [own, ...extended] = extendedFiles(projectFile).map(hashOfBytes);
  if (own === undefined || extended.length === 0) return own;
  return createHash("sha256")
    .update([own, ...extended].join("\n"))
    .digest("hex");
}

/** More than can extend each other are one too many for whoever reads them afterwards. */
const mostExtended = 9;

/** The file, those that it extends by their paths, and what these have run. Shipped ones are no part of a project. */
function extendedFiles(projectFile: string): readonly string[] {
  const files = [projectFile];
  const asked: string[] = [];
  for (let file: string | undefined = projectFile; file !== undefined && files.length < mostExtended;) {
    const parsed = readProfileFile(file);
    const name = parsed?.ok === true ? parsed.value.body.extends : undefined;
    if (parsed?.ok === true) asked.push(...askedBy(parsed.value.body, file, dirname(projectFile)));
    file = name === undefined || isShippedName(name) ? undefined : profilePath(name, file);
    if (file !== undefined) files.push(file);
  }
  return [...files, ...asked];
}

/** Programs and modules that a profile has run outside of the sandbox. */
function askedBy(
  { hooks = {}, can_use_tool: callback }: ProfileDocument["body"],
  file: string,
  projectRoot: string,
): readonly string[] {
  const written = Object.values(hooks).flatMap((matchers) => (matchers ?? []).flatMap((matcher) => matcher.hooks));
  const own = typeof callback === "string" ? { path: callback } : callback;
  return [...written, ...(own === undefined ? [] : [own])].flatMap((program) =>
    "path" in program ? [resolve(dirname(file), program.path)] : filesOfCommand(program.command, projectRoot),
  );
}

function hashOfBytes(file: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return undefined; // no such file
  }
}

function recordPath(projectFile: string, state: string): string {
  return join(state, "trust", createHash("sha256").update(projectFile).digest("hex"));
}
