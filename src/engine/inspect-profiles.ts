import { join } from "node:path";
import { ConfigError, type Issue } from "../base/index.ts";
import { compilePolicy, type ProfileDocument, type ProfileNote, resolveProfile, unreadParts } from "../policy/index.ts";
import { readRuleCommand } from "../shell/index.ts";
import { absentPrograms, withModuleFiles } from "./asked-files.ts";
import { findPlaces, type Places, type Surroundings } from "./places.ts";
import { findProfile, isShippedName, profilePath, readProfileFile, shippedProfiles, valueOf } from "./profile-files.ts";
import type { Session } from "./session.ts";
import { unknownTools } from "./scanning/tool-programs.ts";
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

/** What is wrong with a profile file anywhere, and what it only lacks here. */
export interface ValidatedProfile {
  readonly issues: readonly Issue[];
  readonly notes: readonly ProfileNote[];
}

/** Every mistake in one profile file, by itself and with what it extends; none when it is valid in itself. */
export function validateProfile(surroundings: Surroundings, file: string): ValidatedProfile {
  const parsed = readProfileFile(file);
  if (parsed === undefined) throw new ConfigError("config/profile-not-found", `there is no file \`${file}\``);
  return parsed.ok ? inUse(parsed.value, findPlaces(surroundings)) : { issues: parsed.issues, notes: [] };
}

/**
 * What shows only when a profile is put together: names that nobody defines, rules that can't be read, those of roles, times and agents
 * too that are not in force.
 */
function inUse(document: ProfileDocument, places: Places): ValidatedProfile {
  const { home, projectRoot, temp, shipped } = places;
  const variables = { home, project_root: projectRoot, workspace: projectRoot, temp, own: [] };
  const documents = [document];
  const resolved = resolveProfile([{ origin: "chosen", document }], {
    variables,
    load: (name, from) => {
      const found = findProfile(name, from, shipped);
      if (found?.ok === true) documents.push(found.value);
      return found;
    },
    now: new Date(),
  });
  const compiled = resolved.ok ? compilePolicy(resolved.value, readRuleCommand) : resolved;
  const unread = documents.flatMap((one) => unreadParts(one, readRuleCommand));
  const known = new Set(unread.map(placeOf));
  const others = compiled.ok ? [] : compiled.issues.filter((issue) => !known.has(placeOf(issue)));
  const issues = [
    ...unread,
    ...others.map((issue) => (issue.file === document.file ? document.issueAt(issue.pointer, issue) : issue)),
  ];
  return {
    issues: issues.toSorted((a, b) => (a.file === b.file ? a.line - b.line : 0)),
    notes: resolved.ok
      ? [...absentPrograms(withModuleFiles(resolved.value, places.cwd), places), ...unknownTools(resolved.value)]
      : [],
  };
}

const placeOf = ({ file, pointer }: Issue): string => `${file}#${pointer}`;

/** Rules that can't be read in profile files, in force or not: whoever comes to need them is refused. */
export function unreadIn(files: readonly string[]): readonly Issue[] {
  return files.flatMap((file) => {
    const parsed = file.endsWith(".json") ? readProfileFile(file) : undefined;
    return parsed?.ok === true ? unreadParts(parsed.value, readRuleCommand) : [];
  });
}

/**
 * The file in which to change what counts: the one that was named, else the user's; for a shipped profile a new one. `base` is what a file
 * that is not there yet has to extend.
 */
export function profileToChange({ choice, host: { places } }: Pick<Session, "choice" | "host">): {
  readonly path: string;
  readonly base: string;
} {
  const { profile } = choice;
  if (profile === undefined) return { path: places.userFile, base: "workspace" };
  if (!isShippedName(profile)) return { path: profilePath(profile, places.cwd), base: "workspace" };
  return { path: join(places.cwd, `${profile}-learnt.json`), base: profile };
}

/** Records trust in the project's profile. It must be valid: trusting what can't be read would say nothing. */
export function trustProject(surroundings: Surroundings): { readonly file: string; readonly hash: string } {
  const { projectFile, state } = findPlaces(surroundings);
  const parsed = readProfileFile(projectFile);
  if (parsed !== undefined) {
    const document = valueOf(parsed);
    const issues = unreadParts(document, readRuleCommand);
    if (issues.length > 0) valueOf({ ok: false, issues });
  }
  return { file: projectFile, hash: recordTrust(projectFile, state) };
}
