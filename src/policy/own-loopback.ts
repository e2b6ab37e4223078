import { normalHost } from "./domain-index.ts";
import type { EffectiveProfile } from "./effective-profile.ts";

/** As the platform's URL parser spells them: the loopback addresses, and those that stand for any of this machine's. */
const loopback = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1?|::ffff:7f[\da-f]{2}:[\da-f]{1,4})$/u;

/**
 * True for an address behind which only the command's own processes listen: its network namespace is its own. Without walls, or where
 * the profile takes the host's network, it is the host's. With Landlock standing in for the namespace there are no internet sockets.
 */
export function isOwnLoopback(host: string, { sandbox }: EffectiveProfile): boolean {
  const hasNetwork = sandbox.backend === "auto" || sandbox.backend === "bubblewrap";
  return hasNetwork && loopback.test(normalHost(host));
}
