import { printable } from "../../base/index.ts";

/** One member of a tool's input, in JSON Schema's words. */
// Type aliases, and lists that could be written to: so the kit's types have them.
type Member = {
  readonly type: "string" | "number" | "integer" | "boolean" | "array";
  readonly description: string;
  readonly enum?: string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: InputSchema;
};

export type Members = Readonly<Record<string, Member>>;

/** A tool's input, as clients are told and as it is checked. */
export type InputSchema = {
  readonly type: "object";
  readonly properties: Members;
  readonly required: string[];
};

/** An input of these members, of which the first named ones must be there. */
export function inputOf(required: string[], properties: Members): InputSchema {
  return { type: "object", properties, required };
}

const fits: Readonly<Record<Member["type"], (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" && Number.isFinite(value),
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
};

/** The input without members that are null, which models write for none; or what is wrong with it. Unknown members are let be. */
export function checkInput(given: Readonly<Record<string, unknown>>, schema: InputSchema): Checked {
  const input = new Map(Object.entries(given).filter(([, value]) => value !== null));
  const missing = schema.required.find((name) => !input.has(name));
  if (missing !== undefined) return { ok: false, message: `\`${missing}\` is missing` };
  for (const [name, member] of Object.entries(schema.properties)) {
    const value = input.get(name);
    const fault = value === undefined ? undefined : faultOf(value, member);
    if (fault !== undefined) return { ok: false, message: `\`${name}\` must be ${fault}` };
  }
  return { ok: true, input: Object.fromEntries(input) };
}

type Checked =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string };

function faultOf(value: unknown, { type, enum: choices, minimum }: Member): string | undefined {
  if (!fits[type](value)) return `of type ${type}`;
  if (choices !== undefined && !choices.includes(String(value)))
    return `one of ${choices.join(", ")}, not ${printable(String(value), 100)}`;
  return minimum !== undefined && Number(value) < minimum ? `at least ${minimum}` : undefined;
}
