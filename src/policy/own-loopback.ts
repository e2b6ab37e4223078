import { normalHost } from "./domain-index.ts";
import type { EffectiveProfile } from "./effective-profile.ts";

/** As the platform's URL parser spells them: the loopback addresses, and those that stand for any of this machine's. */
const loopback = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1?|::ffff:7f[\da-f]{2}:[\da-f]{1,4})$/u;

/**
 * True for an address behind which only the command's own processes listen. INVARIANT I6: the walls hold that, by a network
 * namespace or by sockets that hear each other only; a port of the host's leads there when the profile lists it.
 */
export function isOwnLoopback(host: string, { sandbox }: EffectiveProfile): boolean {
  return sandbox.backend !== "none" && loopback.test(normalHost(host));
}
