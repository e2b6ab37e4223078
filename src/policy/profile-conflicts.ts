import { printable } from "../base/index.ts";
import { credentialFaults } from "./credential-faults.ts";
import { idleFaults } from "./idle-faults.ts";
import { pointerOf } from "./locate.ts";
import { modelFaults } from "./model-faults.ts";
import { commandRule, normalRule } from "./rule-spelling.ts";
import { rewriteFaults } from "./rewrite-faults.ts";
import type { PlacedFault, ValueAt } from "./schema-issues.ts";

type Path = readonly PropertyKey[];

interface ListedRule {
  readonly rule: string;
  readonly text: string;
  readonly path: Path;
}

function listed(at: ValueAt, path: Path, toRule: (text: string) => string): readonly ListedRule[] {
  const list = at(path);
  if (!Array.isArray(list)) return [];
  return list.flatMap((text: unknown, index) =>
    typeof text === "string" ? [{ rule: toRule(text), text, path: [...path, index] }] : [],
  );
}

const credentialPath: Path = ["permissions", "network_access", "credentials"];
const bash: Path = ["permissions", "tool_permissions", "bash"];

function conflictsBetween(allowed: readonly ListedRule[], denied: readonly ListedRule[]): readonly PlacedFault[] {
  const byRule = new Map(allowed.map((entry) => [entry.rule, entry]));
  return denied.flatMap(({ rule, text, path }) => {
    const other = byRule.get(rule);
    if (other === undefined) return [];
    return [
      {
        path,
        code: "ConflictingRulesError",
        message: `\`${printable(text)}\` is both allowed, by ${pointerOf(other.path)}, and blocked`,
        wanted: "the entry in one of the two lists only",
        atKey: false,
      },
    ];
  });
}

/** The paths of what stands in a list or under names. */
function entriesAt(at: ValueAt, path: Path): readonly Path[] {
  const value = at(path);
  if (Array.isArray(value)) return value.map((_, index) => [...path, index]);
  return typeof value === "object" && value !== null ? Object.keys(value).map((name) => [...path, name]) : [];
}

/** What contradicts itself in one document, or can never matter: commands and rules both allowed and blocked, credentials, windows of time. A longer, more specific block is no conflict. */
export function conflictFaults(at: ValueAt): readonly PlacedFault[] {
  const command = (text: string): string => normalRule(commandRule(text));
  const faults = conflictsBetween(
    [...listed(at, [...bash, "allowed_commands"], command), ...listed(at, ["allowed_tools"], normalRule)],
    [...listed(at, [...bash, "blocked_commands"], command), ...listed(at, ["disallowed_tools"], normalRule)],
  );
  const places = [["schedule", "windows"], ["when"], ["roles"]].flatMap((path) => entriesAt(at, path));
  return [
    ...faults,
    ...idleFaults(at),
    ...modelFaults(at),
    ...rewriteFaults(at(["rewrite"])),
    ...credentialFaults(at(credentialPath), credentialPath),
    ...places.flatMap((place) =>
      conflictsBetween(
        listed(at, [...place, "allowed_tools"], normalRule),
        listed(at, [...place, "disallowed_tools"], normalRule),
      ),
    ),
  ];
}
