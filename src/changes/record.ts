import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { AbsolutePath, ReasonCode } from "../base/index.ts";
import type { Changes } from "./change.ts";

/** What has become of it: waiting for an answer, refused by the policy, in the workspace, or out of it again. */
export type State = "held" | "refused" | "landed" | "undone";

/** Why a path was refused, or may only land when somebody agrees. */
export interface Refusal {
  readonly path: string;
  readonly effect: "ask" | "deny";
  readonly code: ReasonCode;
  readonly message: string;
}

/** What is kept of the changes of one command, or of one use of a tool. */
export interface KeptChanges extends Changes {
  readonly version: 1;
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly tool: string;
  /** The command, or the file that a tool has written. */
  readonly command: string;
  readonly cwd: string;
  readonly profile: string;
  readonly state: State;
  /** What it becomes when the landing under way is done. */
  readonly goal: State;
  readonly refusals: readonly Refusal[];
  /** What was last touched by then is as it was judged. Nanoseconds; of what has landed: as it landed. */
  readonly asOfNs: string;
  /** When the command began, in milliseconds. */
  readonly startedMs: number;
  /** Of what is kept beside this record. */
  readonly keptBytes: number;
}

/** Who wrote, for the record. */
export type About = Pick<KeptChanges, "tool" | "command" | "cwd" | "profile" | "startedMs">;

/** As a whole or not at all; a landing puts it on the disk before it begins, with all else. */
export function writeRecord(folder: AbsolutePath, record: KeptChanges): void {
  const draft = `${folder}/record.draft`;
  // Bytes that are no text are lone surrogates here, which JSON spells out.
  writeFileSync(draft, JSON.stringify(record), { mode: 0o600, flush: record.state === "landed" });
  renameSync(draft, `${folder}/record.json`);
}

/** Nothing where none is, as of a command that was cut short. */
export function readRecord(folder: AbsolutePath): KeptChanges | "damaged" | undefined {
  let text: string;
  try {
    text = readFileSync(`${folder}/record.json`, "utf8");
  } catch {
    return undefined; // ENOENT
  }
  try {
    const record: unknown = JSON.parse(text);
    return isRecord(record) ? record : "damaged";
  } catch {
    return "damaged"; // a SyntaxError
  }
}

const lists = ["roots", "swaps", "dressings", "changes", "conflicts", "left", "refusals"] as const;
const texts = ["id", "time", "tool", "command", "cwd", "profile", "state", "goal", "asOfNs"] as const;

/** It lies in a folder that only this program writes to; a disk may have lost some of it. */
function isRecord(value: unknown): value is KeptChanges {
  const fields = new Map<string, unknown>(Object.entries(value ?? {}));
  return (
    fields.get("version") === 1 &&
    lists.every((name) => Array.isArray(fields.get(name))) &&
    texts.every((name) => typeof fields.get(name) === "string")
  );
}
