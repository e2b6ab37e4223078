import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

/** A rule, by what it does; `mode`: a permission mode; `directory`: a folder that may be read and written. */
export const keptKinds = ["allow", "ask", "deny", "mode", "directory"] as const;
export type KeptKind = (typeof keptKinds)[number];

/** The project of what holds in every one. */
export const everywhere = "*";

/** What somebody has said yes to, or has set, for good or for one session. */
export interface ApprovedRule {
  readonly id: string;
  readonly kind: KeptKind;
  /** In the spelling of `allowed_tools`; of other kinds the mode, the path. */
  readonly rule: string;
  /** The project that it holds in, or `everywhere`. */
  readonly project: string;
  /** Where a callback has put it, in its own word; what others keep has none. */
  readonly destination?: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  /** Programs that it names and that commands could change: it holds for these bytes only. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

export interface RuleStore {
  readonly list: () => readonly ApprovedRule[];
  /** Keeps those that are not there yet: of equal ones the first, with who and when. */
  readonly add: (rules: readonly ApprovedRule[]) => void;
  /** Takes out the rules of these numbers, and returns them. */
  readonly revoke: (ids: readonly string[]) => readonly ApprovedRule[];
}

/** Those that are not there yet, each once: a client's callback may say the same with every answer. */
export function unknownTo(known: readonly ApprovedRule[], rules: readonly ApprovedRule[]): readonly ApprovedRule[] {
  const seen = new Set(known.map(saidBy));
  return rules.filter((rule) => {
    const said = saidBy(rule);
    const isNew = !seen.has(said);
    seen.add(said);
    return isNew;
  });
}

const saidBy = ({ kind, rule, project, destination, files }: ApprovedRule): string =>
  JSON.stringify([kind, rule, project, destination, files.map(({ path, sha256 }) => [path, sha256])]);

export function newRule(told: Omit<ApprovedRule, "id" | "at">): ApprovedRule {
  return { id: randomBytes(4).toString("hex"), ...told, at: new Date().toISOString() };
}

export function digestOf(path: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return undefined; // not there any more, or not for this user to read
  }
}
