import { printable } from "../../base/index.ts";
import { judgeRefused, type Judgement, type Session } from "../../engine/index.ts";
import { readSignal } from "./read-signal.ts";
import type { RunOptions, ToolInput } from "./types.ts";

/** What a program hands over may be anything, whatever its types say: the value, or what is wrong with it. */
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

export interface Use {
  readonly tool: string;
  readonly input: ToolInput;
}

export type Command = string | readonly string[];

/** The input is copied before anybody is asked: what was judged is what comes back, whatever becomes of the caller's own object. */
export function readUse(tool: unknown, input: unknown): Read<Use> {
  if (typeof tool !== "string" || tool === "") return { ok: false, why: "the tool has no name" };
  if (!isObject(input)) return { ok: false, why: `the input of ${printable(tool)} is not an object` };
  const copy = plainCopy(input);
  if (copy === undefined) return { ok: false, why: `the input of ${printable(tool)} is not plain data` };
  return { ok: true, value: { tool, input: copy } };
}

export function readCommand(command: unknown): Read<Command> {
  if (typeof command === "string") return { ok: true, value: command };
  const words: readonly unknown[] = Array.isArray(command) ? command : [];
  const texts = words.filter((word) => typeof word === "string");
  return texts.length > 0 && texts.length === words.length
    ? { ok: true, value: texts }
    : { ok: false, why: "a command is a text, or a list of texts that begins with a program" };
}

const forms = {
  signal: { read: readSignal, wanted: "an AbortSignal" },
  toolUseID: { read: readText, wanted: "a text" },
  agentID: { read: readText, wanted: "a text" },
  agentType: { read: readText, wanted: "a text" },
  timeoutMs: {
    read: (value) => (typeof value === "number" && value > 0 ? value : undefined),
    wanted: "a number above 0",
  },
} as const satisfies Record<keyof RunOptions, { readonly read: (value: unknown) => unknown; readonly wanted: string }>;

/** Absent ones are empty, and so is an empty text: clients tell what they know. */
export function readAsked(given: unknown): Read<RunOptions> {
  if (given === undefined || given === null) return { ok: true, value: {} };
  if (!isObject(given)) return { ok: false, why: "the options are not an object" };
  const told = Object.entries(forms).flatMap(([name, { read, wanted }]) => {
    const value = given[name];
    return value === undefined || value === null || value === "" ? [] : [{ name, value: read(value), wanted }];
  });
  const wrong = told.find(({ value }) => value === undefined);
  if (wrong !== undefined) return { ok: false, why: `\`${wrong.name}\` is not ${wrong.wanted}` };
  return { ok: true, value: Object.fromEntries(told.map(({ name, value }) => [name, value])) };
}

/** The refusal of a use that can't be made sense of, with as much of it as can be shown. */
export function refuseUse(session: Session, { tool, input }: Record<keyof Use, unknown>, why: string): Judgement {
  const named = typeof tool === "string" && tool !== "" ? tool : "(no tool)";
  return judgeRefused(session, { tool: named, input: (isObject(input) ? plainCopy(input) : undefined) ?? {}, why });
}

/** Why a use that nobody waits for any more is refused. */
export const cancelled = "it was cancelled before it began";

function plainCopy(input: ToolInput): ToolInput | undefined {
  try {
    return structuredClone(input);
  } catch {
    return undefined; // a function, a proxy
  }
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
