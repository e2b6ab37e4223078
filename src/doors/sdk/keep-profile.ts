import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findPlaces, openOwnedFolder, sweepOwned } from "../../engine/index.ts";
import type { SdkWorld } from "./create-sallyport.ts";
import type { SallyportOptions } from "./types.ts";

/** The profile by the name or path under which another process finds it, too. */
interface KeptProfile extends Disposable {
  readonly profile: string | undefined;
}

const nothing = (): undefined => undefined;

/** A whole profile is written to a file of this user's alone, until it is disposed of. What a host that was killed has left goes here. */
export function keepProfile(world: SdkWorld, profile: SallyportOptions["profile"]): KeptProfile {
  if (profile === undefined || typeof profile === "string") return { profile, [Symbol.dispose]: nothing };
  const folder = join(findPlaces(world).runtime, "profiles");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const start = join(folder, "kept-");
  sweepOwned(start);
  const kept = openOwnedFolder(start);
  const file = join(kept.path, "profile.json");
  writeFileSync(file, JSON.stringify(profile), { mode: 0o600 });
  return { profile: file, [Symbol.dispose]: () => kept[Symbol.dispose]() };
}
