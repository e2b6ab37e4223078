/** Each client with each way, and without: what was written proves what happened, and nothing else does. */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Case, cases, type Files } from "./cases.ts";
import { fetchClients } from "./fetch-clients.ts";
import { type ModelServer, startModel } from "./model-server.ts";
import { type Client, clients, type Stage } from "./start-client.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const sallyport = join(root, "scripts/sallyport");

/** Milliseconds that a client has to go through one conversation. */
const patience = 180_000;

const wanted = process.argv.slice(2);
const modules = fetchClients();
let failures = 0;
for (const one of cases.filter(
  ({ client, name }) => wanted.length === 0 || wanted.some((word) => `${client} ${name}`.includes(word)),
)) {
  const wrong = await tryCase(one).catch((error: unknown) => String(error));
  failures += wrong === undefined ? 0 : 1;
  process.stdout.write(
    `${wrong === undefined ? "ok  " : "FAIL"} ${one.client.padEnd(8)} ${one.name}${wrong === undefined ? "" : `\n     ${wrong}`}\n`,
  );
}
process.stdout.write(failures === 0 ? "all clients do as they should\n" : `${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;

/** What is wrong, if anything is. */
async function tryCase(one: Case): Promise<string | undefined> {
  await using model = await startModel();
  const base = mkdtempSync(join(tmpdir(), "sallyport-client-"));
  try {
    chmodSync(base, 0o755);
    const stage = { home: join(base, "home"), project: join(base, "home/project"), modules, model: model.url };
    mkdirSync(join(stage.project, ".git"), { recursive: true });
    const client = clients[one.client];
    client.prepare(stage);
    const env = { PATH: pathOf(), HOME: stage.home, LANG: "C.UTF-8", TERM: "dumb", ...client.env(stage) };
    const extra = configure(one, stage, env);
    if (one.asOther === true) spawnSync("chown", ["-R", "65534:65534", base]);
    model.expect({ tools: one.tools ?? client.shellTools, input: inputOf(one, client, stage) });
    const said = await run(one, { ...stage, env: { ...env, ...extra } }, client);
    return judge(one, filesOf(stage), { said, model });
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function pathOf(): string {
  return `${join(root, "node_modules/node/bin")}:/usr/local/bin:/usr/bin:/bin`;
}

/** Installs Sallyport as a user would. Comes back with what the user would have to set. */
function configure(
  { client, way, options = [] }: Case,
  stage: Stage,
  env: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  if (way === undefined || client === "sdk") return {};
  const { status, stdout, stderr } = spawnSync(sallyport, ["install", client, "--as", way, ...options], {
    cwd: stage.project,
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`install ended with ${status}: ${stderr}`);
  const [, folder] = /first on its PATH: (\S+)/u.exec(stdout) ?? [];
  return folder === undefined ? {} : { PATH: `${folder}:${env["PATH"]}` };
}

function inputOf({ command, input }: Case, client: Client, stage: Stage): Readonly<Record<string, unknown>> {
  const filled = JSON.stringify(input ?? client.shellInput(command ?? "true"))
    .replaceAll("$HOME", stage.home)
    .replaceAll("$PROJECT", stage.project);
  return JSON.parse(filled) as Readonly<Record<string, unknown>>;
}

/** The Agent SDK is told of Sallyport by the program that uses it. */
function argsOf({ client, way, args = [] }: Case): readonly string[] {
  return client === "sdk" && way !== undefined ? [join(root, "dist/index.js"), ...args] : args;
}

async function run(one: Case, stage: Stage & { readonly env: NodeJS.ProcessEnv }, client: Client): Promise<string> {
  const prefix = one.asOther === true ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
  const [program = "", ...args] = [...prefix, ...client.argv(stage), ...argsOf(one)];
  const child = spawn(program, args, {
    cwd: stage.project,
    env: stage.env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  const late = setTimeout(end, patience);
  await new Promise((resolve) => child.once("close", resolve));
  clearTimeout(late);
  return said;
}

function filesOf({ home, project }: Stage): Files {
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
