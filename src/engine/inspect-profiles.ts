import { ConfigError, type Issue } from "../base/index.ts";
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
