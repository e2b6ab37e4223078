import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type AuditRecord, queryAudit } from "../../observe/index.ts";
import type { ClientName, Setting } from "../client.ts";
import { readConfig } from "../config-file.ts";
import type { Finding } from "../finding.ts";
import { withPart } from "../json-parts.ts";
import { firstOnPath } from "../probes.ts";
import { driveClient, type Driven } from "./drive-client.ts";
import { foreign, type Headless, headless, shellInput, type Stage } from "./headless.ts";
import { type Evidence, judgeLive, type Trial } from "./judge-live.ts";
import { type ModelServer, type ModelStep, startModel } from "./model-server.ts";

export interface LiveAsk {
  readonly client: ClientName;
  readonly setting: Setting;
  /** In place of what `PATH` leads to. */
  readonly program: string | undefined;
  /** The folder of the record. */
  readonly audit: string;
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
  const attempts = attemptsOf(client, project);
  await using model = await startModel(attempts.flatMap(({ refused, harmless }) => [refused, harmless]));
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

/** One tool that takes commands, and what it is asked for. */
interface Attempt {
  readonly what: string;
  readonly tools: readonly string[];
  readonly refused: ModelStep;
  readonly harmless: ModelStep;
  /** Which is there if the first one runs. */
  readonly file: string;
  /** Which is said if the second one runs. */
  readonly word: string;
}

/** No profile allows what is nested deeper than can be followed; bash runs it. */
const refusedText = (file: string): string => `${"{ ".repeat(160)}touch ${file}${"; }".repeat(160)}`;

function attemptsOf(client: Headless, project: string): readonly Attempt[] {
  const kinds = [
    ["its own shell", client.shellTools, client.shellInput],
    ["the server's bash", [client.serverTool], shellInput],
  ] as const;
  return kinds.map(([what, tools, inputOf]) => {
    const [name, word] = [randomBytes(6).toString("hex"), randomBytes(6).toString("hex")];
    const file = join(project, `open-${name}`);
    return {
      what,
      tools,
      file,
      word: `run-${word}`,
      refused: { tools, input: inputOf(refusedText(file)) },
      // Only who runs it puts the two parts together.
      harmless: { tools, input: inputOf(`echo run-""${word}`) },
    };
  });
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
  const trials = attempts.map(({ what, tools, refused, harmless, file, word }): Trial => ({
    what,
    isOffered: tools.some((name) => talk?.offered.includes(name)),
    hasWritten: existsSync(file),
    isRecorded: recorded.includes(file),
    told: talk?.results.get(refused)?.slice(0, 300),
    hasRun: talk?.results.get(harmless)?.includes(word) === true,
  }));
  return { trials, hasAsked: talk !== undefined, requests: model.seen.length, ...driven };
}
