import { printable } from "../base/index.ts";
import type { Input } from "./means.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What a callback said, in one shape; `nothing`: it left it to others. */
export type CallbackAnswer =
  | { readonly kind: "nothing" }
  | { readonly kind: "allow"; readonly input: Input | undefined; readonly permissions: readonly unknown[] }
  | { readonly kind: "deny"; readonly message: string; readonly interrupt: boolean }
  | { readonly kind: "nonsense"; readonly why: string };

/** Reads an answer about what would have to be confirmed: that of a callback, or the output of a hook. */
export function readPermissionAnswer(value: unknown): CallbackAnswer {
  const fields = givenFields(value);
  if (fields === undefined || "behavior" in fields) return readCallbackAnswer(value);
  const own = givenFields(fields["hookSpecificOutput"]);
  // A program that is asked as a callback may be somebody's `PreToolUse` hook.
  const events = ["PermissionRequest", "PreToolUse"];
  if (own !== undefined && "decision" in own) {
    const other = otherEvent(own, events);
    return other === undefined ? readCallbackAnswer(own["decision"]) : nonsense(other);
  }
  const said = readHookAnswer(value, events);
  if (said.kind === "nonsense") return said;
  if (said.effect === "deny") return { kind: "deny", message: said.reason, interrupt: said.stop };
  if (said.effect === "allow") return { kind: "allow", input: said.input, permissions: [] };
  return { kind: "nothing" };
}

/** Reads the published answer of `canUseTool`, the older one, and that of other languages (`updated_input`). */
function readCallbackAnswer(given: unknown): CallbackAnswer {
  if (given === undefined || given === null) return { kind: "nothing" };
  const value = givenFields(given);
  if (value === undefined) return nonsense(`${shown(given)} is no answer`);
  const behavior = value["behavior"];
  if (behavior === "deny") {
    const message = value["message"];
    if (message !== undefined && typeof message !== "string") return nonsense("its message is no text");
    return { kind: "deny", message: message ?? "", interrupt: value["interrupt"] === true };
  }
  if (behavior !== "allow" && behavior !== "updatedInput") return nonsense(`its behavior is ${shown(behavior)}`);
  const input = value["updatedInput"] ?? value["updated_input"];
  if (input !== undefined && !isFields(input)) return nonsense("its updatedInput is no object");
  if (behavior === "updatedInput" && input === undefined) return nonsense("it has no updatedInput");
  const permissions: unknown = value["updatedPermissions"] ?? value["updated_permissions"] ?? [];
  if (!Array.isArray(permissions)) return nonsense("its updatedPermissions is no list");
  return { kind: "allow", input, permissions };
}

/** What a hook said before a tool is used. */
export type HookAnswer =
  | {
      readonly kind: "said";
      /** Absent: it has nothing to say about whether. */
      readonly effect: "allow" | "ask" | "deny" | undefined;
      readonly reason: string;
      readonly input: Input | undefined;
      /** The agent is to stop. */
      readonly stop: boolean;
      /** For the model. */
      readonly told: string | undefined;
    }
  | { readonly kind: "nonsense"; readonly why: string };

const effects = {
  allow: "allow",
  approve: "allow",
  ask: "ask",
  deny: "deny",
  block: "deny",
  defer: undefined,
} as const;

/**
 * Reads the published output of a hook that was told one of `events`, and the older `decision: "approve" | "block"`. A word that stands
 * where nobody would look for it is nonsense: whoever said it believes that it counts.
 */
export function readHookAnswer(given: unknown, events: readonly string[]): HookAnswer {
  if (given === undefined || given === null) return { ...silent };
  const value = givenFields(given);
  if (value === undefined) return nonsense(`${shown(given)} is no answer`);
  const own = givenFields(value["hookSpecificOutput"] ?? {});
  if (own === undefined) return nonsense("its hookSpecificOutput is no object");
  const amiss = otherEvent(own, events) ?? misplaced(value, own);
  if (amiss !== undefined) return nonsense(amiss);
  const isOlder = own["permissionDecision"] === undefined;
  const word = isOlder ? value["decision"] : own["permissionDecision"];
  if (word !== undefined && !isEffectWord(word)) return nonsense(`its permissionDecision is ${shown(word)}`);
  const input = own["updatedInput"] ?? own["updated_input"];
  if (input !== undefined && !isFields(input)) return nonsense("its updatedInput is no object");
  const told = own["additionalContext"];
  const stop = value["continue"] === false;
  const reason = stop ? value["stopReason"] : isOlder ? value["reason"] : own["permissionDecisionReason"];
  return {
    kind: "said",
    effect: stop ? "deny" : word === undefined ? undefined : effects[word],
    reason: typeof reason === "string" ? reason : "",
    input,
    stop,
    told: typeof told === "string" && told !== "" ? told : undefined,
  };
}

/** What a hook has to say of what has happened already. */
export type ToldAnswer =
  | { readonly kind: "said"; readonly told: readonly string[]; readonly output: unknown; readonly stop: boolean }
  | { readonly kind: "nonsense"; readonly why: string };

/** Reads the published output of a hook that is told of something. What it denies or objects to is for the model. */
export function readToldAnswer(value: unknown, event: string): ToldAnswer {
  const said = readHookAnswer(value, [event]);
  if (said.kind === "nonsense") return said;
  const output = givenFields(givenFields(value)?.["hookSpecificOutput"])?.["updatedToolOutput"];
  const objection = said.effect === "deny" && said.reason !== "" ? [said.reason] : [];
  return {
    kind: "said",
    told: [...objection, ...(said.told === undefined ? [] : [said.told])],
    output,
    stop: said.stop,
  };
}

/** An answer to another question than was asked. */
function otherEvent({ hookEventName: name }: Fields, events: readonly string[]): string | undefined {
  return name === undefined || events.some((event) => event === name)
    ? undefined
    : `its hookEventName is ${shown(name)}, not \`${events.at(0)}\``;
}

const outside = ["behavior", "permissionDecision", "permission_decision", "updatedInput", "updated_input"];
const inside = ["behavior", "decision", "permission_decision"];

function misplaced(value: Fields, own: Fields): string | undefined {
  const [key] = [...outside, "hook_specific_output"].filter((name) => name in value);
  if (key !== undefined) return `its ${key} stands where \`hookSpecificOutput\` with \`permissionDecision\` belongs`;
  const [inner] = inside.filter((name) => name in own);
  return inner === undefined
    ? undefined
    : `its hookSpecificOutput holds \`${inner}\` where \`permissionDecision\` belongs`;
}

const silent = {
  kind: "said",
  effect: undefined,
  reason: "",
  input: undefined,
  stop: false,
  told: undefined,
} as const satisfies HookAnswer;

function isEffectWord(word: unknown): word is keyof typeof effects {
  return typeof word === "string" && Object.hasOwn(effects, word);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An answer without what is null: programs in other languages write so what they leave out. */
function givenFields(value: unknown): Fields | undefined {
  if (!isFields(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function nonsense(why: string): { readonly kind: "nonsense"; readonly why: string } {
  return { kind: "nonsense", why };
}

function shown(value: unknown): string {
  const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "nothing");
  return `\`${printable(text, 60)}\``;
}
