import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, printable } from "../base/index.ts";

/**
 * Whether the user has recorded trust in exactly these bytes at exactly this path: a changed file, or the
 * same file in another project, is not trusted.
 */
export function isTrusted(projectFile: string, state: string): boolean {
  const hash = hashOf(projectFile);
  if (hash === undefined) return false;
  try {
    return readFileSync(recordPath(projectFile, state), "utf8").trim() === hash;
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

function hashOf(file: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return undefined; // no such file
  }
}

function recordPath(projectFile: string, state: string): string {
  return join(state, "trust", createHash("sha256").update(projectFile).digest("hex"));
}
