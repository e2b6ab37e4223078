import { parseAbsolutePath } from "../../src/base/index.ts";
import { type Gate, type LaunchPlaces, pathQuestions, planLaunch } from "../../src/confine/index.ts";
import { gatherHostFacts, gatherPathFacts } from "../../src/run/index.ts";
import { type ProfileParts, profileOf } from "../confine/profile-of.ts";
import type { Manner } from "./rough-decider.ts";

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
  /** Programs' files that it refuses, whatever they are called. */
  readonly deniedFiles?: readonly string[];
  /** Words that no program may be given. */
  readonly deniedWords?: readonly string[];
  /** Assignments, `NAME=value`, that no program may be given. */
  readonly deniedVariables?: readonly string[];
  /** No program may be forgotten: what one starts that is not known any more is refused. */
  readonly lasting?: boolean;
  /** A word at which the decider fails. */
  readonly throwsAt?: string;
  /** How the decider misbehaves when it is asked about the word `rough`. */
  readonly manner?: Manner;
  /** How long the gate waits for an answer. */
  readonly patienceSeconds?: number;
  /** Starts it without the exec gate. */
  readonly withoutGate?: boolean;
  /** Serves connections to other hosts, in this manner. */
  readonly network?: "answering";
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

/** The launch that the order comes to on this host. */
export function launchOf(order: Order): ReturnType<typeof planLaunch> {
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
    paths: gatherPathFacts(pathQuestions(view), { warden: order.warden, home: order.home }),
    env: new Map(
      Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    ),
    timeoutSeconds: order.timeoutSeconds,
    egress: order.network !== undefined,
  });
  if ("kind" in launch) return launch;
  return { ...launch, graceSeconds: order.graceSeconds ?? launch.graceSeconds, gate: gateOf(order, launch.gate) };
}

function gateOf(
  { withoutGate, deniedVariables = [], patienceSeconds }: Order,
  gate: Gate | undefined,
): Gate | undefined {
  if (withoutGate === true || gate === undefined) return undefined;
  return {
    ...gate,
    env: [...gate.env, ...deniedVariables.map((assignment) => assignment.split("=")[0] ?? "")],
    patienceSeconds: patienceSeconds ?? gate.patienceSeconds,
  };
}
