import type { EffectiveProfile } from "../policy/index.ts";
import type { HostFacts } from "./host-facts.ts";
import type { Launch } from "./launch.ts";

/** The backend that stands for `auto` on this host: bubblewrap where it can work at all, else Landlock. */
export function chooseBackend({ sandbox }: EffectiveProfile, host: HostFacts): Launch["backend"] {
  if (sandbox.backend !== "auto") return sandbox.backend;
  // A folder can stand in for `/` by mounts alone: then what is missing for them is the answer.
  return sandbox.root !== undefined || (host.bwrap !== undefined && host.userNamespaces) ? "bubblewrap" : "landlock";
}
