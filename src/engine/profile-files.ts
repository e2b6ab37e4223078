import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { ConfigError, type Issue, type Parsed, printable } from "../base/index.ts";
import { parseProfile, parseShippedProfile, type ProfileDocument } from "../policy/index.ts";

/** Names of the shipped profiles, in order of the alphabet. */
export function shippedProfiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => basename(name, ".json"))
    .toSorted();
}

/** Reads the profile at `path`; nothing when there is no such file. Anything else that is wrong is an error. */
export function readProfileFile(
  path: string,
  parse: typeof parseShippedProfile = parseProfile,
): Parsed<ProfileDocument> | undefined {
  try {
    if (!statSync(path).isFile()) throw new Error("it is not a file");
    return parse(new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path)), path);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
      return undefined;
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError("config/unreadable", `can't read the profile ${printable(path)}: ${printable(why)}`, [], {
      cause: error,
    });
  }
}

/**
 * Finds a profile by the name of a shipped one or by the path of a file, seen from the folder or the file that
 * names it. A word with a slash or `.json` is a path, everything else a shipped name.
 */
export function findProfile(name: string, from: string, shipped: string): Parsed<ProfileDocument> | undefined {
  if (isShippedName(name)) return readProfileFile(join(shipped, `${name}.json`), parseShippedProfile);
  return readProfileFile(profilePath(name, from));
}

export function isShippedName(name: string): boolean {
  return /^[a-z][a-z0-9-]*$/u.test(name);
}

/** Where the file is that a path names, seen from a folder or another profile. */
export function profilePath(name: string, from: string): string {
  const folder = from.endsWith(".json") ? dirname(from) : from;
  return isAbsolute(name) ? name : join(folder, name);
}

/** The value, or a `ConfigError` that carries every issue. */
export function valueOf<T>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw invalidProfile(parsed.issues);
}

function invalidProfile(issues: readonly Issue[]): ConfigError {
  const files = new Set(issues.map((issue) => issue.file));
  const count = `${issues.length} ${issues.length === 1 ? "mistake" : "mistakes"}`;
  return new ConfigError(
    "config/invalid-profile",
    `${count} in ${[...files].map((file) => printable(file)).join(", ")}`,
    issues,
  );
}
