import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from "jsonc-parser";
import { unfit } from "./config-file.ts";
import { isSame, type JsonPath, type Part } from "./part.ts";

type JsonPart = Extract<Part, { kind: "set" | "add" }>;

/** The text with a part of ours in it; comments and everything else stay as they are. Throws a `ConfigError` where there is no place for it. */
export function withPart(text: string, part: JsonPart): string {
  const held = valueBefore(text, part);
  if (part.kind === "set") return isSame(held, part.value) ? text : put(text, part.path, part.value);
  if (held === undefined) return put(text, part.path, [part.value]);
  if (!Array.isArray(held)) throw unfit(part.file, `has no list at ${part.path.join(".")}`);
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

/** What stands where the part is going to be. A client reads the last of two members of one name, and an editor finds the first. */
export function valueBefore(text: string, { path, file }: JsonPart): unknown {
  let node = treeOf(text, file);
  for (const [depth, name] of path.entries()) {
    if (node === undefined) return undefined;
    if (node.type !== "object") throw unfit(file, `has no object at ${path.slice(0, depth).join(".")}`);
    const members = node.children?.filter(({ children }) => children?.[0]?.value === name) ?? [];
    if (members.length > 1) throw unfit(file, `has ${path.slice(0, depth + 1).join(".")} twice`);
    node = members[0]?.children?.[1];
  }
  return node === undefined ? undefined : (getNodeValue(node) as unknown);
}

function valueAt(text: string, path: JsonPath, file: string): unknown {
  const tree = treeOf(text, file);
  const node = tree && findNodeAtLocation(tree, [...path]);
  return node && (getNodeValue(node) as unknown);
}

function treeOf(text: string, file: string): Node | undefined {
  const { content } = parted(text);
  if (content.trim() === "") return undefined;
  const errors: ParseError[] = [];
  const tree = parseTree(content, errors, { allowTrailingComma: true });
  if (errors.length === 0 && tree?.type === "object") return tree;
  throw unfit(file, "is not a JSON object");
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
  const { mark, content } = parted(text);
  const eol = content.includes("\r\n") ? "\r\n" : "\n";
  const indent = /^([ \t]+)\S/mu.exec(content)?.[1] ?? "  ";
  const formattingOptions = { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol };
  const whole = content.trim() === "" ? `{}${eol}` : content;
  return mark + applyEdits(whole, modify(whole, [...path], value, { formattingOptions }));
}

/** Editors of other systems begin a file with a mark that is none of the JSON. */
function parted(text: string): { readonly mark: string; readonly content: string } {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return { mark, content: text.slice(mark.length) };
}
