import type { AbsolutePath, Decision } from "../base/index.ts";
import { insideContext } from "./inside-root.ts";
import { grantedByRule, type JudgedPath, judgedPath, type Judging, refusedPath } from "./judge-path.ts";
import {
  largestWritten,
  refusedByExtension,
  refusedByName,
  refusedByReadOnly,
  refusedBySize,
} from "./refused-write.ts";
import { settle } from "./settle.ts";
import type { Verdict } from "./verdict.ts";

export { largestWrite } from "./refused-write.ts";

/** What a command has done to one path. */
export interface WrittenPath {
  /** On the host, with links resolved. */
  readonly path: AbsolutePath;
  readonly change: "created" | "changed" | "deleted" | "renamed";
  readonly kind: "file" | "folder" | "link";
  /** What the file holds now; 0 for what is gone and for folders. */
  readonly bytes: number;
}

/**
 * Decides one write that a command has made by itself, after the fact: whatever the file lists, the path rules and the write
 * policy say of the path, but no rule for a tool as a whole, as the command's own rule let it write. Of a rename both names are judged.
 * Never throws; one reason at least, and a denial names what denied.
 */
export function judgeWritten(written: WrittenPath, { policy, context }: Judging): Decision {
  const judging: Judging = { policy, context: insideContext(policy.profile.sandbox.root, context) };
  const { path, kind, change, bytes } = written;
  const judged = judgedPath({ kind: "static", path, text: path }, judging);
  const refused = [
    refusedPath(judged, "write", judging),
    refusedByReadOnly(judged, judging),
    refusedByName(judged, judging),
    // An extension is a file's: a folder `conf.d` holds what it holds.
    kind === "folder" ? undefined : refusedByExtension(judged, judging),
    change === "deleted" ? undefined : refusedBySize(judged, bytes, largestWritten(policy.profile)),
  ].filter((verdict) => verdict !== undefined);
  return settle([...refused, standingVerdict(judged, judging)], policy.profile.mode);
}

/** The walls let nothing else be written: what got past them is refused here. */
function standingVerdict(judged: JudgedPath, judging: Judging): Verdict {
  const told = { subject: judged.text, at: judged.at };
  const { access, entry } = judged.standing;
  const rule = grantedByRule(judged, "write", judging);
  if (rule !== undefined) return { effect: "allow", code: "rule/allowed", ...told, rule: rule.ref };
  if (access === "writable") return { effect: "allow", code: "path/allowed", ...told, rule: entry };
  return { effect: "deny", code: "path/not-writable", ...told };
}
