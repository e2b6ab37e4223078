import { printable } from "../base/index.ts";
import { done, failed, type Tried } from "./fault.ts";
import type { ToolInput } from "./tool.ts";

type FieldKind = "text" | "path" | "count" | "flag";

interface Values {
  readonly text: string;
  readonly path: string;
  readonly count: number;
  readonly flag: boolean;
}

type Form = Readonly<Record<string, FieldKind | `${FieldKind}?`>>;

/** What a form makes of an input: each field by its kind. */
export type Fields<F extends Form> = {
  readonly [K in keyof F]: F[K] extends `${infer Kind extends FieldKind}?`
    ? Values[Kind] | undefined
    : F[K] extends FieldKind
      ? Values[F[K]]
      : never;
};

const checks: Readonly<Record<FieldKind, { readonly wanted: string; readonly fits: (value: unknown) => boolean }>> = {
  text: { wanted: "a text", fits: (value) => typeof value === "string" },
  path: { wanted: "a path", fits: (value) => typeof value === "string" && value !== "" && !value.includes("\0") },
  count: { wanted: "a whole number, not below 0", fits: (value) => Number.isSafeInteger(value) && Number(value) >= 0 },
  flag: { wanted: "true or false", fits: (value) => typeof value === "boolean" },
};

/** Reads the fields that a form names; others are the client's own. */
export function readFields<F extends Form>(input: ToolInput, form: F): Tried<Fields<F>> {
  const given = new Map(Object.entries(input));
  for (const [name, stated] of Object.entries(form)) {
    const value = given.get(name);
    const kind = stated.replace("?", "");
    if ((value === undefined || value === null) && stated.endsWith("?")) continue;
    const check = new Map(Object.entries(checks)).get(kind);
    if (check?.fits(value) !== true)
      return failed("file/bad-input", `\`${printable(name)}\` must be ${check?.wanted ?? kind}`);
  }
  const read = Object.keys(form).map((name) => [name, given.get(name) ?? undefined] as const);
  return done(Object.fromEntries(read) as Fields<F>);
}
