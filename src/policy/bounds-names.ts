import type { CompiledPolicy } from "./compiled-policy.ts";

/** True where files may be written or not by what they are called: by patterns and endings. */
export function boundsNames({ profile: { write, files }, unwritable, files: { blocked } }: CompiledPolicy): boolean {
  const listed = write.allowedExtensions !== undefined || files.allowedExtensions !== undefined;
  return listed || unwritable.length + blocked.length > 0;
}

/** The same, or by rules: the walls hold some of it and know nothing of what is asked about. */
export function boundsWrites(policy: CompiledPolicy): boolean {
  return policy.deny.writes.size + policy.ask.writes.size > 0 || boundsNames(policy);
}
