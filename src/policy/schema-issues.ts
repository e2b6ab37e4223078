import type * as z from "zod/mini";
import { assertNever, type IssueCode, printable } from "../base/index.ts";
import { pointerOf } from "./locate.ts";
import { profileSchema } from "./profile-schema.ts";
import { valueKinds } from "./profile-values.ts";
import { suggest } from "./suggest.ts";

/** An issue that knows its place in the document, but not yet its line. */
export interface PlacedFault {
  readonly path: readonly PropertyKey[];
  readonly code: IssueCode;
  readonly message: string;
  readonly wanted: string;
  /** What stands there is a name that should not be there, rather than a value. */
  readonly atKey: boolean;
}

/** More issues than anybody reads; without a limit a hostile document would cost seconds. */
export const maxIssues = 1000;

type Schema = z.core.$ZodTypes;

/** The schema one step further down; nothing where the schema knows no such place. */
function stepInto(schema: Schema, part: PropertyKey): Schema | undefined {
  const { def } = schema._zod;
  if (def.type === "optional") return stepInto(def.innerType as Schema, part);
  if (def.type === "object")
    return (Object.hasOwn(def.shape, part) ? def.shape[String(part)] : undefined) as Schema | undefined;
  if (def.type === "array") return def.element as Schema;
  if (def.type === "record") return def.valueType as Schema;
  return undefined;
}

function bare(schema: Schema): Schema {
  const { def } = schema._zod;
  return def.type === "optional" ? bare(def.innerType as Schema) : schema;
}

/** The schema at a place of a profile, unwrapped. */
function schemaAt(path: readonly PropertyKey[]): Schema | undefined {
  let schema: Schema | undefined = profileSchema() as Schema;
  for (const part of path) schema = schema === undefined ? undefined : stepInto(schema, part);
  return schema === undefined ? undefined : bare(schema);
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const def = schemaAt(path)?._zod.def;
  return def?.type === "object" ? Object.keys(def.shape) : [];
}

/** Every place of the schema that has a name of its own, by that name: where a misplaced key belongs. */
function placesOf(
  name: string,
  schema: Schema = profileSchema() as Schema,
  path: readonly string[] = [],
): readonly string[] {
  const { def } = bare(schema)._zod;
  if (def.type !== "object") return [];
  return Object.entries(def.shape).flatMap(([key, child]) => [
    ...(key === name ? [pointerOf([...path, key])] : []),
    ...placesOf(name, child as Schema, [...path, key]),
  ]);
}

const nounOf = {
  object: "an object { … }",
  array: "a list [ … ]",
  string: "a text",
  number: "a number",
  boolean: "true or false",
} as const;
const nouns = new Map<string, string>(Object.entries(nounOf));

/** What kind of value a place takes, for faults that come before the schema is asked. */
export function kindAt(path: readonly PropertyKey[]): { readonly code: IssueCode; readonly wanted: string } {
  const schema = schemaAt(path);
  const kind = schema === undefined ? undefined : valueKinds.get(schema);
  if (kind !== undefined) return kind;
  return {
    code: "SchemaValidationError",
    wanted: nouns.get(schema?._zod.def.type ?? "") ?? "a value of the profile's schema",
  };
}

function found(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return `\`${printable(JSON.stringify(value) ?? typeof value)}\``;
}

function unknownKey(path: readonly PropertyKey[], key: string): PlacedFault {
  const known = keysAt(path);
  const near = suggest(key, known);
  const elsewhere = near === undefined ? placesOf(key) : [];
  const message = `\`${printable(key)}\` is not a key of ${path.length === 0 ? "a profile" : `\`${pointerOf(path)}\``}`;
  const place = { path: [...path, key], code: "SchemaValidationError", atKey: true } as const;
  if (near !== undefined) return { ...place, message: `${message}; did you mean \`${near}\`?`, wanted: near };
  if (elsewhere.length > 0)
    return { ...place, message: `${message}; it belongs at ${elsewhere.join(" or ")}`, wanted: elsewhere.join(" or ") };
  return { ...place, message, wanted: `one of ${known.join(", ")}` };
}

function customFault(path: readonly PropertyKey[], issue: z.core.$ZodIssueCustom): PlacedFault {
  const { code, wanted } = kindAt(path);
  const params = new Map(Object.entries(issue.params ?? {}));
  return {
    path,
    code: (params.get("code") ?? code) as IssueCode,
    message: issue.message,
    wanted: String(params.get("wanted") ?? wanted),
    atKey: false,
  };
}

function valueFault(path: readonly PropertyKey[], actual: unknown): PlacedFault {
  const last = path.at(-1) ?? "the document";
  const name = printable(typeof last === "number" ? `entry ${last}` : String(last));
  const { code, wanted } = kindAt(path);
  const place = { path, atKey: false };
  if (actual !== undefined)
    return { ...place, code, wanted, message: `\`${name}\` is ${found(actual)}, wanted ${wanted}` };
  return { ...place, code: "SchemaValidationError", message: `\`${name}\` is missing`, wanted: `"${name}": ${wanted}` };
}

/** Names an issue of the schema in the project's own words; an unknown key gives one fault for each key. */
export function faultsOf(
  issue: z.core.$ZodIssue,
  prefix: readonly PropertyKey[],
  value: (path: readonly PropertyKey[]) => unknown,
): readonly PlacedFault[] {
  const path = [...prefix, ...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.slice(0, maxIssues).map((key) => unknownKey(path, key));
    case "invalid_key":
      return issue.issues
        .flatMap((inner) => faultsOf(inner, path, value))
        .map((fault) => ({ ...fault, atKey: true, code: "SchemaValidationError" }));
    case "custom":
      return [customFault(path, issue)];
    case "invalid_type":
    case "too_big":
    case "too_small":
    case "not_multiple_of":
    case "invalid_format":
    case "invalid_value":
    case "invalid_union":
    case "invalid_element":
      return [valueFault(path, value(path))];
    default:
      return assertNever(issue);
  }
}
