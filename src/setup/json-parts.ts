import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type Node,
  parse,
  parseTree,
  type ParseError,
} from "jsonc-parser";
import { ConfigError, printable } from "../base/index.ts";
import { isSame, type JsonPath, type Part } from "./part.ts";

type JsonPart = Extract<Part, { kind: "set" | "add" }>;

/** Reads what stands at a place; nothing where there is nothing. Throws a `ConfigError` for what is no JSON. */
function valueAt(text: string, path: JsonPath, file: string): unknown {
  const node = treeOf(text, file);
  const found = node === undefined ? undefined : findNodeAtLocation(node, [...path]);
  return found === undefined ? undefined : (getNodeValue(found) as unknown);
}

function treeOf(text: string, file: string): Node | undefined {
  if (text.trim() === "") return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length === 0 && tree?.type === "object") return tree;
  throw new ConfigError("config/unreadable", `\`${printable(file)}\` is not a JSON object; nothing was changed`);
}

/** The text with a part of ours in it; comments and everything else stay as they are. */
export function withPart(text: string, part: JsonPart): string {
  const held = valueAt(text, part.path, part.file);
  if (part.kind === "set") return isSame(held, part.value) ? text : put(text, part.path, part.value);
  if (held === undefined) return put(text, part.path, [part.value]);
  if (!Array.isArray(held)) throw misfit(part);
  return held.some((element) => isSame(element, part.value))
    ? text
    : put(text, [...part.path, held.length], part.value);
}

/** The text without it: what it replaced is there again, and what has been put in its place meanwhile stays. */
export function withoutPart(text: string, part: JsonPart, before: unknown): string {
  const held = valueAt(text, part.path, part.file);
  if (part.kind === "set") return isSame(held, part.value) ? emptied(put(text, part.path, before), part, before) : text;
  if (!Array.isArray(held)) return text;
  const at = held.findIndex((element) => isSame(element, part.value));
  return at < 0 ? text : emptied(put(text, [...part.path, at], undefined), part, undefined);
}

/** Whether two texts are JSON and say the same, comments and blanks aside. */
export function isSameJson(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => {
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? JSON.stringify(value) : undefined;
  });
  return first !== undefined && first === second;
}

/** What stood where the part is going to be. */
export function valueBefore(text: string, part: JsonPart): unknown {
  return valueAt(text, part.path, part.file);
}

/** Folders around it that are left with nothing in them go with it. */
function emptied(text: string, { path, kind, file }: JsonPart, before: unknown): string {
  if (before !== undefined) return text;
  const around = kind === "add" ? path : path.slice(0, -1);
  return around.reduceRight<string>((now, _, index) => {
    const place = path.slice(0, index + 1);
    const held = valueAt(now, place, file);
    const isEmpty = typeof held === "object" && held !== null && Object.keys(held).length === 0;
    return isEmpty ? put(now, place, undefined) : now;
  }, text);
}

function put(text: string, path: JsonPath, value: unknown): string {
  const indent = /^([ \t]+)\S/mu.exec(text)?.[1] ?? "  ";
  const formattingOptions = { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: "\n" };
  const edits = modify(text.trim() === "" ? "{}\n" : text, [...path], value, { formattingOptions });
  return applyEdits(text.trim() === "" ? "{}\n" : text, edits);
}

function misfit({ path, file }: JsonPart): ConfigError {
  return new ConfigError(
    "config/unreadable",
    `\`${printable(file)}\`: ${path.join(".")} is not a list; nothing was changed`,
  );
}
