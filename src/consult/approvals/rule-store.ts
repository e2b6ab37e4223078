import { mkdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { isSessionKept, type Session, sessionFile, sessionFolder, sweepSessions } from "../../engine/index.ts";
import { type ApprovedRule, everywhere, type RuleStore, unknownTo } from "./approved-rule.ts";
import { openRuleFile } from "./rule-file.ts";

/** The local settings file: this user's, beside the profile, and no command's. */
export function localRules({ host }: Session): RuleStore {
  return openRuleFile(join(dirname(host.places.userFile), "approvals.json"));
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
  const { list, add, revoke } = openRuleFile(file);
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
