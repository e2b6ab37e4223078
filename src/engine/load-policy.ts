import { createHash } from "node:crypto";
import {
  type CompiledPolicy,
  compilePolicy,
  type EffectiveProfile,
  isSaid,
  leavesToolsOpen,
  type ProfileLayer,
  type ResolveOptions,
  resolveProfile,
  windowsAt,
  withServedTools,
} from "../policy/index.ts";
import { linkedRepository } from "../run/index.ts";
import { readRuleCommand } from "../shell/index.ts";
import { absentPrograms, askedFiles, withModuleFiles } from "./asked-files.ts";
import { withOwnFiles } from "./own-profiles.ts";
import type { Places } from "./places.ts";
import { findLayers, type PolicyChoice } from "./policy-choice.ts";
import { findProfile, valueOf } from "./profile-files.ts";
import { withGroups } from "./read-groups.ts";
import { withRealRoot } from "./real-root.ts";

export type { PolicyChoice };

/** A policy ready for judging, and the files that made it. */
export interface LoadedPolicy {
  readonly profile: EffectiveProfile;
  readonly policy: CompiledPolicy;
  readonly files: readonly string[];
  /** What the same files, as they were read, say at another time; nothing while that is the same. */
  readonly at: (now: Date) => LoadedPolicy | undefined;
}

/** What else a policy depends on: when it is loaded, and how the machine is set up. */
interface Moment {
  readonly now: Date;
  readonly env: ReadonlyMap<string, string>;
}

/** Finds, reads and layers every profile that counts, and compiles the result. Throws a `ConfigError` with every issue. */
export function loadPolicy(choice: PolicyChoice, places: Places, moment: Moment): LoadedPolicy {
  const layers = findLayers(choice, places);
  const extended: string[] = [];
  return compileLayers(
    { layers, choice, places, extended, env: moment.env },
    resolveOptions(choice, places, moment, extended),
  );
}

/** What was read, and for whom. */
interface Read {
  readonly layers: readonly ProfileLayer[];
  readonly choice: PolicyChoice;
  readonly places: Places;
  /** The files that profiles extend. */
  readonly extended: readonly string[];
  readonly env: Moment["env"];
}

function compileLayers(read: Read, options: ResolveOptions): LoadedPolicy {
  const { layers, choice, places, extended, env } = read;
  const { cwd, projectRoot, home } = places;
  const resolved = withModuleFiles(valueOf(resolveProfile(layers, options)), cwd);
  const sources = [...layers.map((layer) => layer.document.file), ...extended, ...askedFiles(resolved, places)];
  const files = [...new Set(sources)].filter((file) => file.startsWith("/"));
  const notes = [...resolved.notes, ...absentPrograms(resolved, places)];
  const named = withOwnFiles(withRealRoot(withGroups({ ...resolved, notes }, { home, env, projectRoot })), files);
  const profile = choice.served === true ? withServedTools(named) : named;
  const policy = valueOf(compilePolicy(profile, readRuleCommand));
  const { schedules } = profile;
  const held = windowsAt(schedules, options.now);
  const at: LoadedPolicy["at"] = (now) =>
    windowsAt(schedules, now) === held ? undefined : compileLayers(read, { ...options, now });
  return { profile, policy, files, at };
}

/** The choice with what counts where nobody else has said anything. */
export function settleChoice<T extends PolicyChoice>(choice: T, places: Places, moment: Moment): T {
  const { asks, modeOfOpenTools: mode } = choice;
  if (asks === undefined && (mode === undefined || choice.mode !== undefined)) return choice;
  const layers = findLayers(choice, places);
  // The default profile lets run what somebody is there to be asked about.
  if (asks === true && !isSaid(layers)) return { ...choice, allowedTools: [] };
  if (mode === undefined || choice.mode !== undefined) return choice;
  const isOpen = leavesToolsOpen(layers, resolveOptions(choice, places, moment, []));
  return isOpen ? { ...choice, mode } : choice;
}

/** `extended` takes the files that profiles extend. */
function resolveOptions(
  choice: PolicyChoice,
  { cwd, projectRoot, home, temp, state, runtime, cache, userFile, managedFile, shipped }: Places,
  { now, env }: Moment,
  extended: string[],
): ResolveOptions {
  const own = [state, runtime, cache, userFile, managedFile];
  const seen = new Map<string, NonNullable<ReturnType<typeof findProfile>>>();
  return {
    variables: {
      project_root: projectRoot,
      workspace: projectRoot,
      home,
      temp,
      own,
      repository: linkedRepository(projectRoot),
    },
    load: (name, from) => {
      const key = JSON.stringify([name, from]);
      const known = seen.get(key);
      if (known !== undefined) return known;
      const found = findProfile(name, from === "" ? cwd : from, shipped);
      if (found?.ok === true) extended.push(found.value.file);
      if (found !== undefined) seen.set(key, found);
      return found;
    },
    now,
    ...(choice.role === undefined ? {} : { role: choice.role }),
    ...(choice.agents && { agents: choice.agents }),
    ...(choice.context && { context: choice.context }),
    ...keyHashOf(choice.apiKey ?? env.get("SALLYPORT_API_KEY")),
    env,
  };
}

function keyHashOf(key: string | undefined): { readonly keyHash?: string } {
  return key === undefined || key === "" ? {} : { keyHash: createHash("sha256").update(key).digest("hex") };
}
