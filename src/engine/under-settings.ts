import { printable } from "../base/index.ts";
import type { EffectiveProfile } from "../policy/index.ts";
import { isLooser, modeNamed, mostOf } from "./client-mode.ts";
import type { Session } from "./session.ts";
import { approvals, underProfile } from "./under-profile.ts";

/** What somebody who is asked about requests sets for those that come. */
export interface Settings {
  readonly rules: readonly { readonly text: string; readonly effect: "ask" | "deny" }[];
  /** A mode's name; absent: it stays. */
  readonly mode?: string;
  /** Absolute paths of folders that may be read and written, where nothing denies it. */
  readonly directories: readonly string[];
}

/**
 * The session under further settings. They open nothing that is denied, and nothing where the administrator has a say, the client is in a
 * stricter mode, or an agent would get more than whoever started it. Nothing when a rule can't be read.
 */
export function underSettings(session: Session, settings: Settings): Session | undefined {
  const { profile } = session.loaded;
  const mode = modeNamed(settings.mode);
  const folders = isHeld(session) ? [] : settings.directories;
  const rules: EffectiveProfile["rules"] = [
    ...profile.rules,
    ...settings.rules.map((rule) => ({ ...rule, source: approvals })),
    ...folders.flatMap((folder) =>
      ["Read", "Edit"].map((tool) => ({ text: `${tool}(/${folder}/**)`, effect: "allow", source: approvals }) as const),
    ),
  ];
  const kept = mode === undefined || refusedMode(session, mode) !== undefined ? profile.mode : mode;
  return underProfile(session, { ...profile, rules, mode: kept });
}

/** Why settings can't hold, in words that follow their name; nothing where they can. */
export function refusedSettings(session: Session, { mode: said, directories }: Settings): string | undefined {
  const mode = modeNamed(said);
  if (said !== undefined && mode === undefined) return `name an unknown mode: ${printable(said, 60)}`;
  if (directories.length > 0 && isHeld(session)) return "add directories to those that the administrator permits";
  return mode === undefined ? undefined : refusedMode(session, mode);
}

/** Others than the session's user bound it: the administrator, or whoever started the agent. */
function isHeld({ loaded, host }: Session): boolean {
  return loaded.files.includes(host.places.managedFile) || loaded.profile.within.length > 0;
}

function refusedMode(session: Session, mode: EffectiveProfile["mode"]): string | undefined {
  const { profile } = session.loaded;
  const most = isHeld(session) ? profile.mode : mostOf(session);
  return most !== undefined && isLooser(mode, most)
    ? `set the mode ${mode}, where ${most} is the most that may be`
    : undefined;
}
