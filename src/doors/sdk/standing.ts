import { realpathSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../../base/index.ts";
import { agentSession, type Session, standIn, underClientMode } from "../../engine/index.ts";
import type { CommonOptions } from "../options.ts";
import type { Stay } from "./create-sallyport.ts";

/** Where a request comes from, as far as its client says. */
export interface Origin {
  /** The kind of agent, where that is not the first one. */
  readonly agentType?: string | undefined;
  readonly cwd?: string | undefined;
  /** The client's permission mode, which only narrows the profile's. */
  readonly mode?: string | undefined;
}

/** The session that a request is judged in, and the options under which another door goes on with it. */
export interface Standing {
  readonly session: Session;
  readonly common: CommonOptions;
}

/** The stay as it is for one request: the same for all that its client tells of one use of a tool. */
export function standingOf(stay: Pick<Stay, "session" | "common">, tool: string, origin: Origin): Standing {
  const { agentType, cwd, mode } = origin;
  const opened = agentSession(stay.session, agentType);
  const placed = cwd === undefined ? opened : standIn(opened, realFolder(cwd));
  const session = mode === undefined ? placed : underClientMode(placed, mode, tool);
  const { agents } = session.choice;
  const { clientMode, loaded } = session;
  const narrowed = clientMode === undefined ? {} : { mode: loaded.profile.mode, clientMode };
  return { session, common: { ...stay.common, ...(agents && { agents }), ...narrowed } };
}

function realFolder(path: string): AbsolutePath {
  try {
    return parseAbsolutePath(realpathSync(path));
  } catch {
    return parseAbsolutePath(path); // not there: what is asked for below it is not there either
  }
}
