import { printable } from "../base/index.ts";
import { credentialFaults } from "./credential-faults.ts";
import { pointerOf } from "./locate.ts";
import { commandRule, normalRule } from "./rule-spelling.ts";
import { rewriteFaults } from "./rewrite-faults.ts";
import type { PlacedFault } from "./schema-issues.ts";

type Path = readonly PropertyKey[];
type ValueAt = (path: Path) => unknown;

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

/** Windows of time that never hold. */
function idleFaults(windows: unknown): readonly PlacedFault[] {
  if (!Array.isArray(windows)) return [];
  const never = (path: Path, wanted: string): PlacedFault => ({
    path,
    code: "SchemaValidationError",
    message: "it never holds",
    wanted,
    atKey: false,
  });
  if (windows.length === 0) return [never(["schedule", "windows"], "at least one window")];
  return windows.flatMap((window: unknown, index) => {
    const days: unknown = typeof window === "object" && window !== null && "days" in window ? window.days : undefined;
    const isIdle = Array.isArray(days) && days.length === 0;
    return isIdle ? [never(["schedule", "windows", index, "days"], "some days, or no list of days")] : [];
  });
}

/** Conditions that name nothing: they would always hold. */
function bareConditions(conditions: unknown): readonly PlacedFault[] {
  if (!Array.isArray(conditions)) return [];
  return conditions.flatMap((condition: unknown, index): readonly PlacedFault[] => {
    const named: unknown =
      typeof condition === "object" && condition !== null && "context" in condition ? condition.context : undefined;
    if (typeof named !== "object" || named === null || Object.keys(named).length > 0) return [];
    const path = ["when", index, "context"];
    return [
      {
        path,
        code: "SchemaValidationError",
        message: "it names nothing, and would always hold",
        wanted: `a name and its value, such as { "ENVIRONMENT": "production" }`,
        atKey: false,
      },
    ];
  });
}

/** What contradicts itself in one document: commands and rules both allowed and blocked, and credentials. A longer, more specific block is no conflict. */
export function conflictFaults(at: ValueAt): readonly PlacedFault[] {
  const command = (text: string): string => normalRule(commandRule(text));
  const faults = conflictsBetween(
    [...listed(at, [...bash, "allowed_commands"], command), ...listed(at, ["allowed_tools"], normalRule)],
    [...listed(at, [...bash, "blocked_commands"], command), ...listed(at, ["disallowed_tools"], normalRule)],
  );
  const windows = at(["schedule", "windows"]);
  const roles = at(["roles"]);
  const places: Path[] = [
    ...(Array.isArray(windows) ? windows.map((_, index) => ["schedule", "windows", index]) : []),
    ...(typeof roles === "object" && roles !== null ? Object.keys(roles).map((name) => ["roles", name]) : []),
  ];
  return [
    ...faults,
    ...idleFaults(windows),
    ...bareConditions(at(["when"])),
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
