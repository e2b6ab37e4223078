/**
 * Runs one launch with its own standard streams, as a door would: a program of its own, so that tests can send it
 * signals, kill it, and start it as another user. The last argument is the order, as JSON.
 */
import { writeSync } from "node:fs";
import { type ExecWatch, parseAbsolutePath, SallyportError } from "../../src/base/index.ts";
import { type LaunchPlaces, pathQuestions, planLaunch } from "../../src/confine/index.ts";
import { gatherHostFacts, gatherPathFacts, runLaunch } from "../../src/run/index.ts";
import { type ProfileParts, profileOf } from "../confine/profile-of.ts";

/** What a test wants run. Every path is a plain text here. */
export interface Order {
  readonly profile: ProfileParts;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly home: string;
  /** A folder for state, runtime and cache. */
  readonly own: string;
  readonly warden: string;
  readonly frameFiles?: readonly string[];
  readonly timeoutSeconds?: number;
  readonly graceSeconds?: number;
  /** Leaves bubblewrap out of the facts, as on a host without it. */
  readonly withoutBwrap?: boolean;
  /** File names of programs that the exec gate refuses. */
  readonly denied?: readonly string[];
  /** Starts it without the exec gate. */
  readonly withoutGate?: boolean;
  /** Says the result on stderr at the end. */
  readonly verbose?: boolean;
}

function placesOf({ home, own, cwd }: Order): LaunchPlaces {
  const path = (text: string): LaunchPlaces["home"] => parseAbsolutePath(text);
  return {
    home: path(home),
    temp: path("/tmp"),
    projectFile: path(`${cwd}/.sallyport.json`),
    userFile: path(`${home}/.config/sallyport/profile.json`),
    managedFile: path("/etc/sallyport/managed.json"),
    state: path(`${own}/state`),
    runtime: path(`${own}/runtime`),
    cache: path(`${own}/cache`),
    projectCache: path(`${own}/cache/project`),
  };
}

async function drive(order: Order): Promise<number> {
  const view = {
    profile: profileOf(order.profile),
    places: placesOf(order),
    cwd: parseAbsolutePath(order.cwd),
    frameFiles: (order.frameFiles ?? []).map((file) => parseAbsolutePath(file)),
  };
  const host = gatherHostFacts();
  const launch = planLaunch({
    ...view,
    argv: order.argv,
    host: order.withoutBwrap === true ? { ...host, bwrap: undefined } : host,
    paths: gatherPathFacts(pathQuestions(view)),
    env: new Map(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
    timeoutSeconds: order.timeoutSeconds,
  });
  if ("kind" in launch) return say(125, launch);
  const result = await runLaunch(
    {
      ...launch,
      graceSeconds: order.graceSeconds ?? launch.graceSeconds,
      gate: order.withoutGate === true ? undefined : launch.gate,
    },
    { warden: parseAbsolutePath(order.warden), watch: watchFor(order) },
  );
  return order.verbose === true ? say(result.status, { result, layers: launch.layers }) : result.status;
}

/** A decider that knows programs by the name of their file. */
function watchFor({ denied = [] }: Order): ExecWatch {
  let last = 0;
  return {
    answer: ({ file, path }) => {
      const name = (file?.path ?? path).split("/").at(-1) ?? "";
      if (denied.includes(name)) return { allow: false, line: `sallyport: denied: ${name}` };
      last += 1;
      return { allow: true, image: last, lasting: false };
    },
    started: () => undefined,
  };
}

function say(status: number, fact: object): number {
  writeSync(2, `${JSON.stringify(fact)}\n`);
  return status;
}

try {
  process.exitCode = await drive(JSON.parse(process.argv.at(-1) ?? "{}"));
} catch (error) {
  if (!(error instanceof SallyportError)) throw error;
  process.exitCode = say(125, { code: error.code, message: error.message, details: error.details });
}
