/** Drives one client through one conversation, and looks at what was written. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type ModelServer, type Stage, startModel } from "../../src/setup/index.ts";
import type { Case, Files } from "./cases.ts";
import { asNobody, giveToNobody, installIn, makeStand, modules, root } from "./stand.ts";
import { clients } from "./start-client.ts";

/** Milliseconds that a client has to go through one conversation. */
const patience = 180_000;

/** What is wrong, if anything is. */
export async function tryCase(one: Case): Promise<string | undefined> {
  const client = clients[one.client];
  // The model is told what to ask for before it is known where: the folders are the same for all that follows.
  using stand = makeStand("");
  const input = inputOf(one, stand.stage);
  await using model = await startModel([{ tools: one.tools ?? client.shellTools, input }]);
  const stage = { ...stand.stage, model: model.url };
  client.prepare(stage);
  const { way, options = [] } = one;
  const isInstalled = way !== undefined && one.client !== "sdk";
  const extra = isInstalled ? installIn(stand, [one.client, "--as", way, ...options]) : {};
  if (one.asOther === true) giveToNobody(stand);
  const said = await run(one, stage, { ...stand.env, ...client.env(stage), ...extra });
  return judge(one, filesOf(stage), { said, model });
}

function inputOf({ client, command, input }: Case, { setting, project }: Stage): Readonly<Record<string, unknown>> {
  const filled = JSON.stringify(input ?? clients[client].shellInput(command ?? "true"))
    .replaceAll("$HOME", setting.home)
    .replaceAll("$PROJECT", project);
  return JSON.parse(filled) as Readonly<Record<string, unknown>>;
}

/** The Agent SDK is told of Sallyport by the program that uses it. */
function argsOf({ client, way, args = [] }: Case): readonly string[] {
  return client === "sdk" && way !== undefined ? [join(root, "dist/index.js"), ...args] : args;
}

async function run(one: Case, stage: Stage, env: NodeJS.ProcessEnv): Promise<string> {
  const words = [...clients[one.client].argv(stage, modules), ...argsOf(one)];
  const [program = "", ...args] = one.asOther === true ? [...asNobody, ...words] : words;
  const child = spawn(program, args, { cwd: stage.project, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  const late = setTimeout(end, patience);
  await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
  clearTimeout(late);
  return said;
}

function filesOf({ setting: { home }, project }: Stage): Files {
  return {
    inside: existsSync(join(project, "made")) ? readFileSync(join(project, "made"), "utf8").trim() : undefined,
    outside: existsSync(join(realpathSync(home), "outside")),
  };
}

function judge(
  { expected }: Case,
  files: Files,
  { said, model }: { readonly said: string; readonly model: ModelServer },
): string | undefined {
  const isRight = expected.inside === files.inside && expected.outside === files.outside;
  if (isRight) return undefined;
  const last = JSON.stringify(model.seen.at(-1)?.body ?? null);
  return `expected ${JSON.stringify(expected)}, found ${JSON.stringify(files)}; ${model.seen.length} requests, the last ends …${last.slice(-700)}; it said ${said.slice(-500)}`;
}
