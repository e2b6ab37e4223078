import { dirname, resolve } from "node:path";
import { ConfigError, printable } from "../../base/index.ts";
import { auditFolder, findPlaces } from "../../engine/index.ts";
import { type ClientName, type Finding, type Installing, tryLive, verifyClient } from "../../setup/index.ts";
import { deferSignals } from "../defer-signals.ts";
import { writeAll } from "../world.ts";
import { clientAsked } from "./client-asked.ts";
import { type Command, type Invocation, ownValue } from "./command.ts";

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
    const { client, setting } = clientAsked(invocation, "verify");
    const tried = await verifyClient(client, setting);
    const findings = [...tried, ...(await triedLive(invocation, { client, setting, asksOfEach: hasHook(tried) }))];
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

const hasHook = (findings: readonly Finding[]): boolean =>
  findings.some(({ way, state }) => way === "hook" && state !== "absent");

interface Asked {
  readonly client: ClientName;
  readonly setting: Installing["setting"];
  readonly asksOfEach: boolean;
}

async function triedLive(invocation: Invocation, asked: Asked): Promise<readonly Finding[]> {
  const { world, own } = invocation;
  const program = ownValue(invocation, "--program");
  if (!own.has("--live")) {
    if (program === undefined) return [];
    throw new ConfigError("config/usage", "verify: --program names what --live starts");
  }
  using deferred = deferSignals(world);
  const path = program === undefined ? undefined : resolve(world.cwd, program);
  const { temp, userFile } = findPlaces(world);
  const audit = auditFolder(world);
  const { timeout } = invocation.options;
  return [
    await tryLive({
      ...asked,
      program: path,
      audit,
      temp,
      hidden: dirname(userFile),
      timeout,
      signal: deferred.signal,
    }),
  ];
}
