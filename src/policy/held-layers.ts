import { heldConditions } from "./conditions.ts";
import { pointerOf } from "./locate.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { Layer } from "./layer.ts";
import type { ProfileBody } from "./profile-schema.ts";
import { activeWindows } from "./schedule.ts";

/** The parts of a document that hold: windows of time and conditions by index, roles by name. */
interface Held {
  readonly windows: readonly number[];
  readonly conditions: readonly number[];
  readonly roles: readonly string[];
}

/** What decides which parts of a document hold. */
interface Moment {
  readonly now: Date;
  readonly role: string | undefined;
  readonly context: ReadonlyMap<string, string>;
}

export function heldNow({ schedule, when, roles }: ProfileBody, { now, role, context }: Moment): Held {
  return {
    windows: schedule === undefined ? [] : activeWindows(schedule, now),
    conditions: heldConditions(when ?? [], context),
    roles: Object.keys(roles ?? {}).filter((name) => name === role),
  };
}

/** Everything that may ever hold. */
export function heldEver({ schedule, when, roles }: ProfileBody): Held {
  return {
    windows: [...(schedule?.windows ?? []).keys()],
    conditions: [...(when ?? []).keys()],
    roles: Object.keys(roles ?? {}),
  };
}

type Rank = Pick<Layer, "power" | "whole" | "stranger" | "fallback">;

/** A document as layers: the windows of time that hold, the conditions, the role, then the document itself. */
export function layersOf({ body, file }: ProfileDocument, rank: Rank, held: Held): readonly Layer[] {
  const inner = (lists: Lists | undefined, at: readonly PropertyKey[]): readonly Layer[] =>
    lists === undefined ? [] : [{ ...rank, body: listsOf(lists), file, at: pointerOf(at), whole: true }];
  const roles = new Map(Object.entries(body.roles ?? {}));
  return [
    ...held.windows.flatMap((index) => inner(body.schedule?.windows[index], ["schedule", "windows", index])),
    ...held.conditions.flatMap((index) => inner(body.when?.[index], ["when", index])),
    ...held.roles.flatMap((name) => inner(roles.get(name), ["roles", name])),
    { ...rank, body, file, at: "" },
  ];
}

type Lists = Pick<ProfileBody, "permission_mode" | "tools" | "allowed_tools" | "ask_tools" | "disallowed_tools">;

function listsOf({ permission_mode, tools, allowed_tools, ask_tools, disallowed_tools }: Lists): ProfileBody {
  return { permission_mode, tools, allowed_tools, ask_tools, disallowed_tools };
}
