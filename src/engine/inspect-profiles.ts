import { ConfigError, type Issue, type RuleSource } from "../base/index.ts";
import { type EffectiveProfile, type PathEntry, type RuleEntry } from "../policy/index.ts";
import { findPlaces, type Surroundings } from "./places.ts";
import { findProfile, readProfileFile, shippedProfiles, valueOf } from "./profile-files.ts";
import { recordTrust } from "./trust.ts";

/** The shipped profiles by name. */
export function listProfiles(
  surroundings: Surroundings,
): readonly { readonly name: string; readonly description: string }[] {
  const { shipped, cwd } = findPlaces(surroundings);
  return shippedProfiles(shipped).map((name) => {
    const found = findProfile(name, cwd, shipped);
    return { name, description: found === undefined ? "" : (valueOf(found).body.description ?? "") };
  });
}

/** Every mistake in one profile file; none when it is valid in itself. */
export function validateProfile(file: string): readonly Issue[] {
  const parsed = readProfileFile(file);
  if (parsed === undefined) throw new ConfigError("config/profile-not-found", `there is no file \`${file}\``);
  return parsed.ok ? [] : parsed.issues;
}

/** Records trust in the project's profile. It must be valid: trusting what can't be read would say nothing. */
export function trustProject(surroundings: Surroundings): { readonly file: string; readonly hash: string } {
  const { projectFile, state } = findPlaces(surroundings);
  const parsed = readProfileFile(projectFile);
  if (parsed !== undefined) valueOf(parsed);
  return { file: projectFile, hash: recordTrust(projectFile, state) };
}

/** The effective profile as plain JSON, each entry with the place it came from. */
export function describeProfile(profile: EffectiveProfile): unknown {
  const { files, network, sandbox } = profile;
  const rulesOf = (effect: RuleEntry["effect"]): unknown =>
    profile.rules
      .filter((rule) => rule.effect === effect)
      .map(({ text, source }) => ({ rule: text, from: fromOf(source) }));
  const paths = (entries: readonly PathEntry[]): unknown =>
    entries.map(({ text, path, source }) => ({ path, written: text, from: fromOf(source) }));
  return {
    name: profile.name,
    description: profile.description,
    permission_mode: profile.mode,
    tools: profile.tools,
    allowed_tools: rulesOf("allow"),
    ask_tools: rulesOf("ask"),
    disallowed_tools: rulesOf("deny"),
    file_access: {
      ...files,
      allowed: paths(files.allowed),
      readOnly: paths(files.readOnly),
      denied: paths(files.denied),
    },
    write: profile.write,
    network: {
      ...network,
      allowed: network.allowed.map(({ text, source }) => ({ domain: text, from: fromOf(source) })),
      blocked: network.blocked.map(({ text, source }) => ({ domain: text, from: fromOf(source) })),
    },
    bash: profile.bash,
    sandbox: {
      ...sandbox,
      env: { ...sandbox.env, set: Object.fromEntries(sandbox.env.set) },
      layers: Object.fromEntries(sandbox.layers),
    },
    audit_logging: profile.auditLogging,
    not_enforced_yet: profile.unenforced,
    notes: profile.notes.map(({ source, message }) => ({ from: fromOf(source), message })),
    origins: Object.fromEntries([...profile.origins].map(([pointer, source]) => [pointer, fromOf(source)])),
  };
}

function fromOf({ file, pointer }: RuleSource): string {
  return `${file}#${pointer}`;
}
