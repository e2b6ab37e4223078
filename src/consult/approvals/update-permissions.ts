import { resolve } from "node:path";
import { printable } from "../../base/index.ts";
import { refusedSettings, type Session, underSettings } from "../../engine/index.ts";
import { everywhere, type KeptKind, newRule, type RuleStore } from "./approved-rule.ts";
import { localRules, sessionRules } from "./rule-store.ts";
import { settingsOf } from "./under-kept.ts";

interface Update {
  readonly how: "add" | "replace" | "remove";
  readonly kind: KeptKind;
  readonly texts: readonly string[];
  readonly destination: Destination;
}

type Fields = ReadonlyMap<string, unknown>;
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

type Open = (session: Session) => RuleStore;

/** Where each destination is kept. A project's own file comes with its repository: nothing is written there. */
const destinations = {
  session: sessionRules,
  cliArg: sessionRules,
  localSettings: localRules,
  projectSettings: localRules,
  userSettings: localRules,
} as const satisfies Record<string, Open>;

type Destination = keyof typeof destinations;

/** What each type of update does, and how what it does it to is read. */
const types = {
  addRules: { how: "add", read: readRules },
  replaceRules: { how: "replace", read: readRules },
  removeRules: { how: "remove", read: readRules },
  setMode: { how: "replace", read: readMode },
  addDirectories: { how: "add", read: readDirectories },
  removeDirectories: { how: "remove", read: readDirectories },
} as const;

/** Reads `updatedPermissions` in the published shape. What can't be kept is said, as is what would let through more than may be. */
export function readPermissionUpdates(session: Session, permissions: readonly unknown[]): Read<readonly Update[]> {
  const updates: Update[] = [];
  for (const written of permissions) {
    const read = readUpdate(session, fieldsOf(written));
    if (!read.ok) return { ok: false, why: `its updatedPermissions ${read.why}` };
    updates.push(read.value);
  }
  return { ok: true, value: updates };
}

function readUpdate(session: Session, fields: Fields): Read<Update> {
  const [type, destination] = [fields.get("type"), fields.get("destination") ?? "session"];
  if (!isKey(types, type)) return { ok: false, why: `have an unknown type: ${shown(type)}` };
  if (!isKey(destinations, destination))
    return { ok: false, why: `have an unknown destination: ${shown(destination)}` };
  const { how, read } = types[type];
  const settled = read(session, fields);
  if (!settled.ok) return settled;
  const { kind, texts } = settled.value;
  if (how !== "remove") {
    const settings = settingsOf(texts.map((rule) => ({ kind: kind === "allow" ? "ask" : kind, rule })));
    const refusal = refusedSettings(session, settings);
    if (refusal !== undefined) return { ok: false, why: refusal };
    if (underSettings(session, settings) === undefined)
      return { ok: false, why: `hold no valid rules: ${printable(texts.join(", "))}` };
  }
  return { ok: true, value: { how, kind, texts, destination } };
}

type Settled = Pick<Update, "kind" | "texts">;

function readRules(_: Session, fields: Fields): Read<Settled> {
  const [written, kind] = [fields.get("rules"), fields.get("behavior") ?? "allow"];
  if (kind !== "allow" && kind !== "ask" && kind !== "deny")
    return { ok: false, why: `have an unknown behavior: ${shown(kind)}` };
  const rules = Array.isArray(written) ? written.map(ruleOf) : [undefined];
  const texts = rules.filter((rule) => rule !== undefined);
  return texts.length === rules.length
    ? { ok: true, value: { kind, texts } }
    : { ok: false, why: `hold no list of rules: ${shown(written)}` };
}

function ruleOf(written: unknown): string | undefined {
  const fields = fieldsOf(written);
  const [tool, content] = [fields.get("toolName"), fields.get("ruleContent") ?? ""];
  if (typeof tool !== "string" || typeof content !== "string") return undefined;
  return content === "" ? tool : `${tool}(${content})`;
}

/** What clients call modes beside their names here. */
const modeNames: ReadonlyMap<unknown, string> = new Map([["manual", "default"]]);

function readMode(_: Session, fields: Fields): Read<Settled> {
  const mode = modeNames.get(fields.get("mode")) ?? fields.get("mode");
  return typeof mode === "string"
    ? { ok: true, value: { kind: "mode", texts: [mode] } }
    : { ok: false, why: `name no mode: ${shown(mode)}` };
}

function readDirectories({ host }: Session, fields: Fields): Read<Settled> {
  const written = fields.get("directories");
  const { cwd, home } = host.places;
  const folders: readonly unknown[] = Array.isArray(written) ? written : [undefined];
  const texts = folders.flatMap((folder) =>
    // They become path rules, in which these mean more than themselves.
    typeof folder !== "string" || folder === "" || /[*?[\]{}()!\\\p{Cc}]/u.test(folder)
      ? []
      : [resolve(cwd, folder.replace(/^~(?=\/|$)/u, home))],
  );
  return texts.length === folders.length
    ? { ok: true, value: { kind: "directory", texts } }
    : { ok: false, why: `hold no list of directories: ${shown(written)}` };
}

/** Keeps them for the session or for good: rules that allow as approvals, the others as what every request is judged under from then on. */
export function keepPermissions(session: Session, updates: readonly Update[], by: string): void {
  const { projectRoot } = session.host.places;
  for (const { how, kind, texts, destination } of updates) {
    const store = destinations[destination](session);
    const project = destination === "userSettings" ? everywhere : projectRoot;
    if (how !== "add") {
      const own = store
        .list()
        .filter(
          (rule) => rule.kind === kind && rule.project === project && (rule.destination ?? destination) === destination,
        );
      store.revoke(own.filter(({ rule }) => how === "replace" || texts.includes(rule)).map(({ id }) => id));
    }
    if (how !== "remove") store.add(texts.map((rule) => newRule({ kind, rule, project, destination, by, files: [] })));
  }
}

function isKey<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === "string" && Object.hasOwn(table, key);
}

function fieldsOf(written: unknown): Fields {
  return new Map<string, unknown>(typeof written === "object" && written !== null ? Object.entries(written) : []);
}

function shown(written: unknown): string {
  return `\`${printable(JSON.stringify(written) ?? "nothing", 100)}\``;
}
