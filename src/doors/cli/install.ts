import { statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { ConfigError, printable } from "../../base/index.ts";
import { auditFolder, findPlaces, namePlaces } from "../../engine/index.ts";
import {
  type ClientName,
  clientNames,
  type FileChanged,
  type Finding,
  installClient,
  type Installed,
  type Installing,
  patchOf,
  tryLive,
  uninstallClient,
  verifyClient,
  type Way,
  ways,
} from "../../setup/index.ts";
import { deferSignals } from "../defer-signals.ts";
import { type CommonOptions, optionWords } from "../options.ts";
import { type World, writeAll } from "../world.ts";
import { colourOf } from "./colour.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

const scopes = new Map([
  ["--scope", "value"],
  ["--print", "flag"],
] as const);

/** `install CLIENT [--as hook,shell,mcp,all] [--scope user|project] [--print]`: brings a client to ask Sallyport, and shows what was changed. */
export const install: Command = {
  options: new Map([...scopes, ["--as", "value"]]),
  run(invocation) {
    const asked = askedOf(invocation, "install");
    return told(invocation, installClient({ ...asked, ways: waysOf(invocation, asked.client) }), asked);
  },
};

/** `uninstall CLIENT [--scope user|project] [--print]`: takes it out again. */
export const uninstall: Command = {
  options: new Map(scopes),
  run(invocation) {
    const asked = askedOf(invocation, "uninstall");
    return told(invocation, uninstallClient(asked), asked);
  },
};

/**
 * `verify CLIENT [--live [--program PATH]]`: tries what the client would start, and the client itself. Status 0 when at least one way holds
 * and none is open or unproven, 1 otherwise.
 */
export const verify: Command = {
  options: new Map([
    ["--live", "flag"],
    ["--program", "value"],
  ]),
  async run(invocation) {
    const { client, setting } = askedOf(invocation, "verify");
    const tried = await verifyClient(client, setting);
    const findings = [...tried, ...(await triedLive(invocation, client, setting))];
    const holds = findings.some(({ state }) => state === "holds") && findings.every(({ state }) => isSound[state]);
    if (invocation.options.json) writeAll(1, `${JSON.stringify({ client, holds, findings })}\n`);
    else {
      for (const { way, state, note } of findings)
        writeAll(1, `${state.padEnd(8)} ${way.padEnd(6)} ${printable(note, 500)}\n`);
      writeAll(
        1,
        holds ? `${client} asks Sallyport\n` : `${client} does not ask Sallyport, or not always: see above\n`,
      );
    }
    return holds ? 0 : 1;
  },
};

const isSound = { holds: true, absent: true, open: false, unproven: false } as const;

async function triedLive(
  invocation: Invocation,
  client: ClientName,
  setting: Installing["setting"],
): Promise<readonly Finding[]> {
  const { world, own } = invocation;
  const program = ownValue(invocation, "--program");
  if (!own.has("--live")) {
    if (program === undefined) return [];
    throw new ConfigError("config/usage", "verify: --program names what --live starts");
  }
  using deferred = deferSignals(world);
  const path = program === undefined ? undefined : resolve(world.cwd, program);
  const { temp } = findPlaces(world);
  const audit = auditFolder(world);
  const { timeout } = invocation.options;
  return [await tryLive({ client, setting, program: path, audit, temp, timeout, signal: deferred.signal })];
}

function askedOf(invocation: Invocation, verb: string): Omit<Installing, "ways"> {
  const { world, options, words, own } = invocation;
  const client = clientNames.find((name) => name === words[0]);
  if (client === undefined || words.length > 1)
    throw new ConfigError("config/usage", `${verb}: name one of ${clientNames.join(", ")}`);
  const scope = ownValue(invocation, "--scope") ?? "user";
  if (scope !== "user" && scope !== "project")
    throw new ConfigError("config/usage", `${verb}: --scope takes user or project`);
  const known = namePlaces(world);
  for (const folder of [known.home, ...(scope === "project" ? [known.projectRoot] : [])])
    refuseOthers(world, verb, folder);
  const isDry = own.has("--print");
  const places = isDry ? known : findPlaces(world);
  const named = lasting(options, world.cwd);
  const setting = {
    scope,
    home: places.home,
    project: places.projectRoot,
    env: world.env,
    packageRoot: world.packageRoot,
    words: optionWords(named),
    variables: optionVariables(named),
    shellFolder: join(places.state, "shell"),
  } as const;
  return { client, setting, state: places.state, isDry };
}

/** What `sudo` makes there its user could neither use nor take out, and a client that can't start its shell takes another. */
function refuseOthers({ env, user }: World, verb: string, folder: string): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid ?? user.uid;
  if (user.uid !== 0 || owner === 0 || !env.has("SUDO_UID")) return;
  throw new ConfigError(
    "config/usage",
    `${verb}: \`${printable(folder)}\` is another user's: run it without sudo, as that user`,
  );
}

/** What is said now holds from any folder. */
function lasting(options: CommonOptions, cwd: string): CommonOptions {
  const { profile } = options;
  const isFile = profile !== undefined && (profile.includes("/") || profile.endsWith(".json")) && !isAbsolute(profile);
  return isFile ? { ...options, profile: resolve(cwd, profile) } : options;
}

function optionVariables(options: CommonOptions): Readonly<Record<string, string>> {
  const pairs = optionWords(options).map((word) => {
    const at = word.indexOf("=");
    return [`SALLYPORT_${word.slice(2, at).replaceAll("-", "_").toUpperCase()}`, word.slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function waysOf(invocation: Invocation, client: ClientName): readonly Way[] {
  const known = [...ways[client].keys()];
  const said = ownValue(invocation, "--as");
  if (said === "all") return known;
  if (said === undefined) return known.slice(0, 1);
  return said.split(",").map((word) => {
    const way = known.find((name) => name === word);
    if (way !== undefined) return way;
    throw new ConfigError("config/usage", `install: for ${client} --as takes ${known.join(", ")} or all`);
  });
}

function told(
  invocation: Invocation,
  { changes, left }: Installed,
  { client, isDry }: Omit<Installing, "ways">,
): number {
  const colour = colourOf(invocation.world, false);
  if (changes.length === 0) writeAll(1, "nothing to change\n");
  for (const { file, before, after } of changes) {
    writeAll(1, `${colour("bold", printable(file, 1000))}\n`);
    for (const line of patchOf(before ?? "", after ?? "").flatMap(({ lines }) =>
      lines.filter((one) => !one.startsWith("\\")),
    )) {
      const kind = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : undefined;
      const text = `  ${printable(line, 2000)}`;
      writeAll(1, `${kind === undefined ? text : colour(kind, text)}\n`);
    }
  }
  if (!isDry && changes.length > 0) writeAll(1, `\n${hints(client, changes)}try it: sallyport verify ${client}\n`);
  for (const file of left)
    writeAll(
      1,
      `${printable(file, 1000)} names Sallyport in what is not of this installation: take that out by hand\n`,
    );
  return 0;
}

/** What only the user can do. */
function hints(client: ClientName, changes: readonly FileChanged[]): string {
  const link = changes.find(({ file, after }) => file.endsWith("/shell/bash") && after !== undefined);
  const path =
    link === undefined
      ? ""
      : `start the client with this folder first on its PATH: ${link.file.replace(/\/bash$/u, "")}\n`;
  const isHook = changes.some(({ file, after }) => file.endsWith("/hooks.json") && after !== undefined);
  const trust =
    client === "codex" && isHook
      ? "Codex runs no hook that you have not looked at: start it, and trust the hook there\n"
      : "";
  return path + trust;
}
