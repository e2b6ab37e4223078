import { printable } from "../../base/index.ts";
import { type Session, underRules } from "../../engine/index.ts";
import { localRules, type RuleStore, sessionRules } from "./rule-store.ts";
import { approvedRules } from "./suggest-rules.ts";

interface Update {
  readonly type: "addRules" | "replaceRules" | "removeRules";
  readonly rules: readonly string[];
  readonly lasting: boolean;
}

type UpdatesRead =
  | { readonly ok: true; readonly updates: readonly Update[] }
  | { readonly ok: false; readonly why: string };

const types = ["addRules", "replaceRules", "removeRules"] as const;
const passing: ReadonlySet<unknown> = new Set(["session", "cliArg"]);
const lasting: ReadonlySet<unknown> = new Set(["localSettings", "userSettings", "projectSettings"]);

/** Reads `updatedPermissions` in the published shape: rules that allow. Whatever else stands there can't be kept, and is said. */
export function readPermissionUpdates(session: Session, permissions: readonly unknown[]): UpdatesRead {
  const updates: Update[] = [];
  for (const written of permissions) {
    const fields = new Map<string, unknown>(
      typeof written === "object" && written !== null ? Object.entries(written) : [],
    );
    const type = types.find((known) => known === fields.get("type"));
    const destination = fields.get("destination") ?? "session";
    const rules = rulesOf(fields.get("rules"));
    if (type === undefined || rules === undefined || (fields.get("behavior") ?? "allow") !== "allow")
      return { ok: false, why: "its updatedPermissions may add, replace and remove rules that allow, nothing else" };
    if (!passing.has(destination) && !lasting.has(destination))
      return {
        ok: false,
        why: `its updatedPermissions have an unknown destination: ${printable(JSON.stringify(destination))}`,
      };
    if (type !== "removeRules" && underRules(session, rules, "only") === undefined)
      return { ok: false, why: `its updatedPermissions hold no valid rules: ${printable(rules.join(", "))}` };
    updates.push({ type, rules, lasting: lasting.has(destination) });
  }
  return { ok: true, updates };
}

function rulesOf(written: unknown): readonly string[] | undefined {
  if (!Array.isArray(written)) return undefined;
  const rules = written.map((rule: unknown) => {
    const fields = new Map<string, unknown>(typeof rule === "object" && rule !== null ? Object.entries(rule) : []);
    const [tool, content] = [fields.get("toolName"), fields.get("ruleContent")];
    if (typeof tool !== "string" || (content !== undefined && typeof content !== "string")) return undefined;
    return content === undefined || content === "" ? tool : `${tool}(${content})`;
  });
  return rules.every((rule) => rule !== undefined) ? rules : undefined;
}

/** Keeps them for the session or for good, as approvals: they answer what would have to be confirmed, and open nothing that is denied. */
export function keepPermissions(session: Session, updates: readonly Update[], by: string): void {
  for (const { type, rules, lasting: isLasting } of updates) {
    const store = isLasting ? localRules(session) : sessionRules(session);
    if (type !== "addRules") revokeRules(store, session, type === "removeRules" ? rules : undefined);
    if (type !== "removeRules") store.add(approvedRules(session, { rules, files: [] }, by));
  }
}

/** Those of this project with these texts; without texts all of them. */
function revokeRules(store: RuleStore, { host }: Session, texts: readonly string[] | undefined): void {
  const own = store.list().filter(({ project }) => project === host.places.projectRoot);
  store.revoke(own.filter(({ rule }) => texts?.includes(rule) ?? true).map(({ id }) => id));
}
