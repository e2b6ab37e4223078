import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { ConfigError, printable } from "../../base/index.ts";
import { alone } from "./alone.ts";
import { type ApprovedRule, keptKinds, type RuleStore, unknownTo } from "./approved-rule.ts";

/** The rules of one file, which other processes read and change too. Throws a `ConfigError` where it is no list of rules. */
export function openRuleFile(path: string): RuleStore {
  const list = (): readonly ApprovedRule[] => read(path);
  // What one process revokes, another one that adds at the same time must not bring back.
  const change = <T>(work: () => T): T => alone(path, `${path}.lock`, work);
  return {
    list,
    add: (rules) =>
      change(() => {
        const known = list();
        const added = unknownTo(known, rules);
        if (added.length > 0) write(path, [...known, ...added]);
      }),
    revoke: (ids) =>
      change(() => {
        const all = list();
        const revoked = all.filter(({ id }) => ids.includes(id));
        if (revoked.length > 0)
          write(
            path,
            all.filter((rule) => !revoked.includes(rule)),
          );
        return revoked;
      }),
  };
}

function read(path: string): readonly ApprovedRule[] {
  let text: string;
  try {
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return []; // the usual case, and a dear exception
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw unreadable(path, String(error));
  }
  try {
    const value: unknown = JSON.parse(text);
    const rules = typeof value === "object" && value !== null && "rules" in value ? value.rules : undefined;
    // Files of before there were kinds hold approvals.
    const all: readonly unknown[] = Array.isArray(rules)
      ? rules.map((rule: object) => ({ kind: "allow", ...rule }))
      : [0];
    if (all.every(isRule)) return all;
  } catch {
    // not JSON: said below
  }
  throw unreadable(path, "it is not a list of approvals");
}

function isRule(value: unknown): value is ApprovedRule {
  if (typeof value !== "object" || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    ["id", "rule", "project", "by", "at"].every((name) => typeof fields.get(name) === "string") &&
    keptKinds.some((kind) => kind === fields.get("kind")) &&
    Array.isArray(fields.get("files"))
  );
}

function unreadable(path: string, why: string): ConfigError {
  return new ConfigError("config/unreadable", `${printable(path)}: ${printable(why)}; repair or remove it`);
}

function write(path: string, rules: readonly ApprovedRule[]): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(temporary, path);
}
