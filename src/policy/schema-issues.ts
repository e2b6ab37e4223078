import { $ZodArray, $ZodObject, $ZodOptional, $ZodRecord } from "zod/v4/core";
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

/** Reads a place of the document; nothing where there is none. */
export type ValueAt = (path: readonly PropertyKey[]) => unknown;

/** More issues than anybody reads; without a limit a hostile document would cost seconds. */
export const maxIssues = 1000;

type Schema = z.core.$ZodType;

function bare(schema: Schema): Schema {
  return schema instanceof $ZodOptional ? bare(schema._zod.def.innerType) : schema;
}

function shapeOf(schema: Schema | undefined): ReadonlyMap<string, Schema> {
  return new Map(schema instanceof $ZodObject ? Object.entries(schema._zod.def.shape) : []);
}

/** The schema one step further down, unwrapped; nothing where the schema knows no such place. */
function stepInto(schema: Schema, part: PropertyKey): Schema | undefined {
  if (schema instanceof $ZodArray) return bare(schema._zod.def.element);
  if (schema instanceof $ZodRecord) return bare(schema._zod.def.valueType);
  const child = shapeOf(schema).get(String(part));
  return child === undefined ? undefined : bare(child);
}

/** The schema at a place of a profile, unwrapped. */
function schemaAt(path: readonly PropertyKey[]): Schema | undefined {
  let schema: Schema | undefined = profileSchema();
  for (const part of path) schema = schema === undefined ? undefined : stepInto(schema, part);
  return schema;
}

/** Every place of the schema that has a name of its own, by that name: where a misplaced key belongs. */
function placesOf(name: string, schema: Schema = profileSchema(), path: readonly string[] = []): readonly string[] {
  return [...shapeOf(bare(schema))].flatMap(([key, child]) => [
    ...(key === name ? [pointerOf([...path, key])] : []),
    ...placesOf(name, child, [...path, key]),
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
  const known = [...shapeOf(schemaAt(path)).keys()];
  const near = suggest(key, known);
  const elsewhere = near === undefined ? placesOf(key) : [];
  const message = `\`${printable(key)}\` is not a key of ${path.length === 0 ? "a profile" : `\`${pointerOf(path)}\``}`;
  const place = { path: [...path, key], code: "SchemaValidationError", atKey: true } as const;
  if (near !== undefined) return { ...place, message: `${message}; did you mean \`${near}\`?`, wanted: near };
  if (elsewhere.length > 0)
    return { ...place, message: `${message}; it belongs at ${elsewhere.join(" or ")}`, wanted: elsewhere.join(" or ") };
  return { ...place, message, wanted: `one of ${known.join(", ")}` };
}

const issueCodes: readonly IssueCode[] = ["InvalidPathError", "InvalidDomainError", "SchemaValidationError"];

function customFault(path: readonly PropertyKey[], issue: z.core.$ZodIssueCustom): PlacedFault {
  const { code, wanted } = kindAt(path);
  const params = new Map(Object.entries(issue.params ?? {}));
  return {
    path,
    code: issueCodes.find((known) => known === params.get("code")) ?? code,
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
  value: ValueAt,
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
