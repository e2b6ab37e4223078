import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type AuditRecord, queryAudit } from "../../observe/index.ts";
import type { ClientName, Setting } from "../client.ts";
import { readConfig } from "../config-file.ts";
import type { Finding } from "../finding.ts";
import { withPart } from "../json-parts.ts";
import { firstOnPath } from "../probes.ts";
import { type Attempt, attemptsOf } from "./attempts.ts";
import { driveClient, type Driven } from "./drive-client.ts";
import { foreign, type Headless, headless, type Stage } from "./headless.ts";
import { type Evidence, judgeLive, type Trial } from "./judge-live.ts";
import { type ModelServer, startModel } from "./model-server.ts";

export interface LiveAsk {
  readonly client: ClientName;
  readonly setting: Setting;
  /** In place of what `PATH` leads to. */
  readonly program: string | undefined;
  /** A hook is asked before each of its own tools. */
  readonly asksOfEach: boolean;
  /** The folder of the record. */
  readonly audit: string;
  /** A folder that no profile shows: that of Sallyport's own settings. */
  readonly hidden: string;
  /** Where the throw-away folder is made. */
  readonly temp: string;
  /** Seconds that the client gets for its conversation. */
  readonly timeout?: number | undefined;
  readonly signal: AbortSignal;
}

/** Starts the client itself, in a folder of its own, with a model on loopback that asks for what must be refused, and for something harmless. */
export async function tryLive(asked: LiveAsk): Promise<Finding> {
  const client = headless[asked.client];
  const program = asked.program ?? firstOnPath(client.program, asked.setting);
  if (program === undefined)
    return {
      way: "live",
      state: "unproven",
      note: `there is no ${client.program} on the PATH: name it with --program`,
    };
  using leftovers = new DisposableStack();
  const clear = (path: string): void => leftovers.defer(() => rmSync(path, { recursive: true, force: true }));
  const folder = realpathSync(mkdtempSync(join(asked.temp, "sallyport-verify-")));
  clear(folder);
  const name = `sallyport-verify-${randomBytes(6).toString("hex")}`;
  const project = join(folder, name);
  const { hidden } = asked;
  const made = mkdirSync(hidden, { recursive: true });
  if (made !== undefined) leftovers.defer(() => removeEmpty(hidden, made));
  leftovers.defer(() => removeNamed(hidden, name));
  const attempts = attemptsOf(client, { project, hidden, name, ownFiles: asked.asksOfEach });
  await using model = await startModel(attempts.flatMap(({ steps }) => steps));
  const stage = { folder, project, model: model.url, setting: asked.setting };
  for (const path of client.left(stage)) clear(path);
  prepare(client, stage);
  const since = new Date();
  const driven = await driveClient({
    argv: [program, ...client.argv(stage)],
    cwd: project,
    env: environment(client, stage),
    patience: Math.ceil((asked.timeout ?? 180) * 1000),
    signal: asked.signal,
  });
  const records = [...queryAudit(asked.audit, { since, verdict: "deny", text: name })];
  return judgeLive(evidenceOf(attempts, { model, records, driven }), client.hint);
}

/** Folders from one up to another, unless somebody keeps something there by now. */
function removeEmpty(folder: string, top: string): void {
  if (readdirSync(folder).length > 0) return;
  rmdirSync(folder);
  if (folder !== top) removeEmpty(dirname(folder), top);
}

function removeNamed(folder: string, name: string): void {
  for (const entry of readdirSync(folder)) if (entry.startsWith(name)) rmSync(join(folder, entry), { force: true });
}

/** The project's own settings count as if its user trusted them. */
function prepare({ settings }: Headless, { setting, project }: Stage): void {
  mkdirSync(join(project, ".git"), { recursive: true });
  for (const [name, sets] of Object.entries(settings)) {
    const file = join(project, name);
    const own = readConfig(join(setting.project, name));
    if (own === undefined && sets.length === 0) continue;
    mkdirSync(dirname(file), { recursive: true });
    const text = sets.reduce((now, [path, value]) => withPart(now, { kind: "set", file, path, value }), own ?? "");
    writeFileSync(file, text);
  }
}

function environment(client: Headless, stage: Stage): NodeJS.ProcessEnv {
  const kept = [...stage.setting.env].filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), ...client.env(stage) };
}

interface Witnesses {
  readonly model: ModelServer;
  /** Of refusals in this folder. */
  readonly records: readonly AuditRecord[];
  readonly driven: Driven;
}

function evidenceOf(attempts: readonly Attempt[], { model, records, driven }: Witnesses): Evidence {
  const talk = model.talk();
  const recorded = JSON.stringify(records);
  const trials = attempts.map(({ what, tools, refused, harmless, subject, hasWritten, hasRun }): Trial => {
    const told = talk?.results.get(refused);
    return {
      what,
      isOffered: tools.some((name) => talk?.offered.includes(name)),
      hasWritten: hasWritten(told ?? ""),
      isRecorded: recorded.includes(subject),
      told: told?.slice(0, 300),
      hasRun: hasRun(talk?.results.get(harmless) ?? ""),
    };
  });
  return { trials, hasAsked: talk !== undefined, requests: model.seen.length, ...driven };
}
