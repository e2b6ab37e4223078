import { type EffectiveProfile, readTools } from "../policy/index.ts";
import type { Session } from "./session.ts";

type Mode = EffectiveProfile["mode"];

/** The later one lets less through. */
const stricter: readonly Mode[] = ["bypassPermissions", "acceptEdits", "default", "dontAsk", "plan"];

/** What a client calls its modes. */
const clientModes: ReadonlyMap<string, Mode> = new Map([
  ...stricter.map((mode) => [mode, mode] as const),
  ["manual", "default"],
]);

/** The mode that a client or a profile calls so. */
export function modeNamed(name: string | undefined): Mode | undefined {
  return name === undefined ? undefined : clientModes.get(name);
}

export function isLooser(mode: Mode, than: Mode): boolean {
  return stricter.indexOf(mode) < stricter.indexOf(than);
}

/** The session in another mode. */
export function inMode(session: Session, mode: Mode): Session {
  const { loaded } = session;
  const profile = { ...loaded.profile, mode };
  return { ...session, loaded: { ...loaded, profile, policy: { ...loaded.policy, profile } } };
}

/** In these nobody is to be asked: what somebody has said yes to elsewhere does not count either. */
const refusing: ReadonlySet<Mode> = new Set(["dontAsk", "plan"]);

/**
 * The session under the mode that the client says it is in, where that is stricter than the profile's. In a mode that is not known, as
 * `auto`, in which the client lets a model confirm, nobody is asked. While a client plans, its tools still read.
 */
export function underClientMode(session: Session, said: string, tool: string): Session {
  const wanted = clientMode(said);
  const mode = wanted === "plan" && readTools.has(tool) ? "default" : wanted;
  if (isLooser(session.loaded.profile.mode, mode)) return { ...inMode(session, mode), clientMode: mode };
  return refusing.has(mode) ? { ...session, clientMode: mode } : session;
}

/** The most that may be set for a session in which a client is; nothing where none is known to bound it. */
export function mostOf({ clientMode: known, choice }: Session): Mode | undefined {
  return known ?? (choice.clientMode === undefined ? undefined : clientMode(choice.clientMode));
}

const clientMode = (said: string): Mode => clientModes.get(said) ?? "dontAsk";
