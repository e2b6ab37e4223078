import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../base/index.ts";
import {
  compileFileLists,
  type EffectiveProfile,
  everyGroupHosts,
  expandGroups,
  groupHosts,
  type ManagerSettings,
  namesGroup,
  standingOf,
} from "../policy/index.ts";

/** How a machine is set up. */
export interface Machine {
  readonly home: string;
  readonly env: ReadonlyMap<string, string>;
}

const largestFile = 1024 * 1024;

/** All groups of hosts, as this machine's package managers are set up now. */
export function readGroups(machine: Machine): ReadonlyMap<string, readonly string[]> {
  return everyGroupHosts(settingsOf(machine, () => true));
}

interface Standing extends Machine {
  readonly projectRoot: AbsolutePath;
}

/**
 * A profile with hosts in place of its groups. Settings that commands may write open nothing: else a command could widen what
 * it may reach. What a group blocks they may add to.
 */
export function withGroups(profile: EffectiveProfile, { projectRoot, ...machine }: Standing): EffectiveProfile {
  if (!namesGroup(profile)) return profile;
  const files = compileFileLists(profile);
  const isWritable = (path: string): boolean =>
    standingOf(files, parseAbsolutePath(path), { projectRoot }).access === "writable";
  const trusts = (path: string): boolean => !isWritable(path) && !isWritable(realpathSync(path));
  return expandGroups(profile, {
    granting: (name) => hostsBehind(name, machine, trusts),
    refusing: (name) => hostsBehind(name, machine, () => true),
  });
}

function hostsBehind(name: string, machine: Machine, trusts: (path: string) => boolean): readonly string[] {
  return groupHosts(name, settingsOf(machine, trusts)) ?? [];
}

function settingsOf({ home, env }: Machine, trusts: (path: string) => boolean): ManagerSettings {
  return { files: (path) => readAll(path.replace(/^~/u, home), trusts), env: (variable) => env.get(variable) };
}

function readAll(path: string, trusts: (path: string) => boolean): readonly string[] {
  try {
    if (path.endsWith("/*")) {
      const folder = path.slice(0, -2);
      return readdirSync(folder).flatMap((name) => readAll(join(folder, name), trusts));
    }
    const { size } = statSync(path);
    return size > largestFile || !trusts(path) ? [] : [readFileSync(path, "utf8")];
  } catch {
    return []; // not there, or not for us to read: then it says nothing
  }
}
