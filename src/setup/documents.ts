import { parse as parseJson } from "jsonc-parser";
import { parse as parseToml } from "smol-toml";
import { readConfig } from "./config-file.ts";

/** A file of settings as its client reads it. */
export type Document = Readonly<Record<string, unknown>>;

/** Empty for a file that is not there, or holds no settings. */
export function readDocument(file: string): Document {
  const text = readConfig(file)?.replace(/^\uFEFF/u, "") ?? "";
  return fieldsOf(file.endsWith(".toml") ? tomlOf(text) : (parseJson(text) as unknown));
}

function tomlOf(text: string): unknown {
  try {
    return parseToml(text, { integersAsBigInt: "asNeeded" });
  } catch {
    return undefined; // the client can't read it either
  }
}

export function fieldsOf(value: unknown): Document {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

export function memberOf(document: Document, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => fieldsOf(value)[name], document);
}
