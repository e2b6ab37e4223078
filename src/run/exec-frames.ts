import type { ExecAnswer, ExecFile, ExecQuestion } from "../base/index.ts";
import type { Field, Frame } from "./frame.ts";

/** The warden's question; nothing when the frame is none. What it tells comes from inside the sandbox. */
export function parseExecQuestion(frame: Frame): ExecQuestion | undefined {
  const { first, body } = frame;
  if (!first.has("ask")) return undefined;
  const number = (key: string): number => Number(first.get(key) ?? 0);
  const text = (key: string): string => first.get(key) ?? "";
  return {
    id: number("ask"),
    key: body.toString("latin1", body.indexOf("moment\0")),
    moment: momentOf(text("moment")),
    earlier: number("earlier"),
    caller: number("caller"),
    approved: number("approved"),
    pid: number("pid"),
    path: text("path"),
    argv: valuesOf(frame, "argv"),
    env: new Map(valuesOf(frame, "env").map(splitVariable)),
    cwd: text("cwd"),
    file: fileOf(first),
  };
}

function momentOf(told: string): ExecQuestion["moment"] {
  return told === "before" || told === "again" ? told : "after";
}

/** Every value that the frame has for the key. */
export function valuesOf({ fields }: Frame, wanted: string): readonly string[] {
  return fields.flatMap(([key, value]) => (key === wanted ? [value] : []));
}

function fileOf(first: ReadonlyMap<string, string>): ExecFile | undefined {
  const path = first.get("file");
  if (path === undefined) return undefined;
  return {
    path,
    device: first.get("device") ?? "",
    inode: first.get("inode") ?? "",
    size: Number(first.get("size") ?? 0),
    interpreter: first.get("interpreter"),
  };
}

function splitVariable(entry: string): readonly [string, string] {
  const sign = entry.indexOf("=");
  return sign === -1 ? [entry, ""] : [entry.slice(0, sign), entry.slice(sign + 1)];
}

/** Somebody is asked: the answer comes within so many milliseconds, or never. */
export function patienceFields({ id }: ExecQuestion, ms: number): readonly Field[] {
  return [
    ["answer", String(id)],
    ["wait-ms", String(ms)],
  ];
}

/** The answer in the words of the warden. */
export function execAnswerFields({ id }: ExecQuestion, answer: ExecAnswer): readonly Field[] {
  if (!answer.allow)
    return [
      ["answer", String(id)],
      ["verdict", "deny"],
      ["line", answer.line],
    ];
  return [
    ["answer", String(id)],
    ["verdict", "allow"],
    ["image", String(answer.image)],
    ...(answer.lasting ? [["lasting", ""] as const] : []),
    ...(answer.again ? [["again", ""] as const] : []),
    ["reach", answer.reach],
  ];
}
