import type { RuleEntry } from "./effective-profile.ts";
import type { Layer } from "./layer.ts";
import type { ProfileBody } from "./profile-schema.ts";
import { commandRule } from "./rule-spelling.ts";

/** Stands for every tool where nobody has restricted them. */
export const anyTool: RuleEntry = {
  text: "*",
  effect: "allow",
  source: { file: "built-in", pointer: "/unrestricted" },
};

/**
 * True when nobody has said which tools there are, which run without asking, what becomes of the rest, or who is asked about it, for
 * no role, time or condition either. A profile that counts because nobody has said anything does not say so, and neither does a list of commands
 * that holds all of them.
 */
export function isUnrestricted(layers: readonly Layer[]): boolean {
  return layers.filter(({ power, fallback }) => power !== "narrow" && !fallback).every(({ body }) => !restricts(body));
}

function restricts(body: ProfileBody): boolean {
  const held = [...Object.values(body.roles ?? {}), ...(body.schedule?.windows ?? []), ...(body.when ?? [])];
  const commands = body.permissions?.tool_permissions?.bash?.allowed_commands;
  return (
    asksSomebody(body) ||
    [body, ...held].some(statesTools) ||
    commands?.every((command) => commandRule(command) !== "Bash") === true
  );
}

/** Who is to be asked about what no list names would never be, if everything ran. */
function asksSomebody({ can_use_tool: callback, hooks }: ProfileBody): boolean {
  return callback !== undefined || (hooks?.PermissionRequest ?? []).length > 0;
}

function statesTools({
  tools,
  allowed_tools: allowed,
  permission_mode: mode,
}: Pick<ProfileBody, "tools" | "allowed_tools" | "permission_mode">): boolean {
  return (tools ?? allowed ?? mode) !== undefined;
}
