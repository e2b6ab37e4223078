import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError, printable } from "../../base/index.ts";
import { isSessionKept, type Session, sessionFile, sessionFolder, sweepSessions } from "../../engine/index.ts";
import { alone } from "./alone.ts";

/** A rule, by what it does; `mode`: a permission mode; `directory`: a folder that may be read and written. */
const kinds = ["allow", "ask", "deny", "mode", "directory"] as const;
export type KeptKind = (typeof kinds)[number];

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

/** The local settings file: this user's, beside the profile, and no command's. */
export function localRules({ host }: Session): RuleStore {
  return openStore(join(dirname(host.places.userFile), "approvals.json"));
}

const inMemory = new WeakMap<Session["usage"], ApprovedRule[]>();

/** Those of one session: with a name for every process that uses it, as long as somebody does, else for this one. */
export function sessionRules(session: Session): RuleStore {
  const file = fileOf(session);
  if (file !== undefined) return inSession(file);
  const { usage } = session;
  const rules = inMemory.get(usage) ?? [];
  inMemory.set(usage, rules);
  return {
    list: () => rules,
    add: (added) => void rules.push(...unknownTo(rules, added)),
    revoke: (ids) => ids.flatMap((wanted) => rules.splice(rules.findIndex(({ id: own }) => own === wanted) >>> 0, 1)),
  };
}

/** What a person allows for the session: of one without a name, for that of the terminal they sit at. */
export function sittingRules(session: Session): RuleStore {
  const { host, sitting } = session;
  return sitting === undefined
    ? sessionRules(session)
    : inSession(sessionFile(sessionFolder(host.places), sitting, "sitting"));
}

/** The session is over: whoever takes its name again is asked again. */
export function forgetSession(session: Session): void {
  const file = fileOf(session);
  if (file === undefined) inMemory.delete(session.usage);
  else rmSync(file, { force: true });
}

function fileOf({ host, id, choice }: Session): string | undefined {
  const isNamed = "session" in choice && choice.session !== undefined;
  return isNamed ? sessionFile(sessionFolder(host.places), id, "approvals") : undefined;
}

function inSession(file: string): RuleStore {
  const { list, add, revoke } = openStore(file);
  const isKept = (): boolean => isSessionKept(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return {
    list: () => {
      if (!isKept()) return [];
      noteUse(file);
      return list();
    },
    add: (rules) => {
      if (!isKept()) {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        sweepSessions(dirname(file));
      }
      add(rules);
    },
    revoke: (ids) => (isKept() ? revoke(ids) : []),
  };
}

/** Looking them up is a use of the session. */
function noteUse(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // ENOENT: forgotten meanwhile
  }
}

/** Those that hold in the session's project. */
export function rulesHere({ list }: RuleStore, { host }: Session): readonly ApprovedRule[] {
  return list().filter(({ project }) => project === host.places.projectRoot || project === everywhere);
}

export function newRule(told: Omit<ApprovedRule, "id" | "at">): ApprovedRule {
  return { id: randomBytes(4).toString("hex"), ...told, at: new Date().toISOString() };
}

/** A client's callback may say the same with every answer. */
function unknownTo(known: readonly ApprovedRule[], rules: readonly ApprovedRule[]): readonly ApprovedRule[] {
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

export function digestOf(path: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return undefined; // not there any more, or not for this user to read
  }
}

function openStore(path: string): RuleStore {
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
    kinds.some((kind) => kind === fields.get("kind")) &&
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
