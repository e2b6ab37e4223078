import { constants } from "node:os";
import type { Cgroup, Egress, Filter, Gate, Landlock, Launch, Limits } from "../confine/index.ts";
import { tempVariables } from "../confine/index.ts";
import type { Field } from "./frame.ts";

const limitKeys = {
  processes: "limit-processes",
  moreProcesses: "limit-more-processes",
  dataBytes: "limit-data",
  fileSizeBytes: "limit-file-size",
  openFiles: "limit-open-files",
  cpuSeconds: "limit-cpu",
} as const satisfies Record<keyof Limits, string>;

function gateOrder({ required, env, patienceSeconds }: Gate): readonly Field[] {
  return [
    ["gate", required ? "required" : "preferred"],
    ...env.map((name) => ["gate-env", name] as const),
    ["gate-patience-ms", String(Math.round(patienceSeconds * 1000))],
  ];
}

function filterOrder({ inet, unixSockets }: Filter): readonly Field[] {
  return [["filter", inet ? "inet" : "no-inet"], ...unixSockets.map((path) => ["unix-socket", path] as const)];
}

function cgroupOrder({ parent, settings, cpu }: Cgroup, unique: string): readonly Field[] {
  const folder = `${parent}/sallyport-${unique}`;
  return [
    ["cgroup", folder],
    ...settings.map(
      ({ file, value, optional }) =>
        [optional ? "cgroup-option" : "cgroup-setting", `${folder}/${file}=${value}`] as const,
    ),
    ...(cpu === undefined
      ? []
      : ([
          ["cpu-usage", `${folder}/${cpu.file}`],
          ["cpu-total-ms", String(cpu.seconds * 1000)],
        ] as const)),
  ];
}

function landlockOrder({ role, required, none, read, write, device }: Landlock): readonly Field[] {
  const walls = { "wall-none": none, "wall-read": read, "wall-write": write, "wall-device": device };
  return [
    ["landlock", role === "second" && required ? "required" : role],
    ...Object.entries(walls).flatMap(([key, paths]) => paths.map((path) => [key, path] as const)),
  ];
}

function tempOrder({ tempParent, env }: Launch, unique: string): readonly Field[] {
  if (tempParent === undefined) return [];
  const folder = `${tempParent}/temp-${unique}`;
  return [
    ["private-folder", folder],
    ["wall-write", folder],
    ...tempVariables.filter((name) => !env.has(name)).map((name) => ["env", `${name}=${folder}`] as const),
  ];
}

function egressOrder({ port, loopbackPorts, resolver, env }: Egress, credentials: string): readonly Field[] {
  return [
    ["egress-port", String(port)],
    ...loopbackPorts.map((loopback) => ["egress-loopback", String(loopback)] as const),
    ...(resolver === undefined ? [] : [["resolver", resolver] as const]),
    ...[...env].map(([name, value]) => ["env", `${name}=${value.replace("{credentials}", credentials)}`] as const),
  ];
}

function wallsOrder({ gate, filter, egress, landlock }: Launch, credentials: string): readonly Field[] {
  return [
    ...(gate === undefined ? [] : gateOrder(gate)),
    ...(filter === undefined ? [] : filterOrder(filter)),
    ...(egress === undefined ? [] : egressOrder(egress, credentials)),
    ...(landlock === undefined ? [] : landlockOrder(landlock)),
  ];
}

function tracesOrder({ traces, unchanging }: Launch): readonly Field[] {
  const lists = {
    "guard-file": traces.guardFiles,
    "guard-folder": traces.guardFolders,
    scaffold: traces.scaffolds,
    "frame-file": traces.frameFiles,
    kept: unchanging.kept,
    "stand-in": unchanging.standIns,
  };
  return Object.entries(lists).flatMap(([key, paths]) => paths.map((path) => [key, path] as const));
}

function surveyOrder({ traces: { seen } }: Launch): readonly Field[] {
  const lists = { survey: seen?.folders ?? [], "survey-not": seen?.left ?? [] };
  return Object.entries(lists).flatMap(([key, paths]) => paths.map((path) => [key, path] as const));
}

function overlaysOrder({ overlays }: Launch, store: string | undefined): readonly Field[] {
  if (overlays === undefined) return [];
  return [
    ["overlay-store", store ?? ""],
    ...overlays.roots.map((path) => ["overlay", path] as const),
    ...overlays.through.map((path) => ["overlay-through", path] as const),
  ];
}

/** As in order.h: the helper takes no order that may mean another thing to it. */
const speech = "2";

/** What only this run has. */
interface OfThisRun {
  /** For names. */
  readonly unique: string;
  /** Of its proxy. */
  readonly credentials: string;
  /** The folder for what is written to folders that are covered. */
  readonly overlayStore: string | undefined;
  /** Signals that its own caller ignores. */
  readonly ignored: readonly NodeJS.Signals[];
  /** Whether the folders that it guards are looked through at its end. */
  readonly surveyed: boolean;
}

/** The launch in the words of the warden. */
export function launchOrder(
  launch: Launch,
  { unique, credentials, overlayStore, ignored, surveyed }: OfThisRun,
): readonly Field[] {
  const { bwrap, limits, cgroups, timeoutSeconds } = launch;
  const given = new Map(Object.entries(limits));
  const each = (key: string, values: readonly string[]): readonly Field[] => values.map((value) => [key, value]);
  const number = (key: string, value: number | undefined): readonly Field[] =>
    value === undefined ? [] : [[key, String(Math.round(value))]];
  return [
    ["speech", speech],
    ...(bwrap === undefined ? [] : ([["bwrap", bwrap.path]] as const)),
    ...each("setup", bwrap?.argv ?? []),
    ...each("argv", launch.argv),
    ...each(
      "env",
      [...launch.env]
        .filter(([name]) => launch.egress?.env.has(name) !== true)
        .map(([name, value]) => `${name}=${value}`),
    ),
    ["cwd", launch.cwd],
    ...(launch.script === undefined
      ? []
      : ([
          ["script", launch.script.text],
          ["script-path", launch.script.path],
        ] as const)),
    ...Object.entries(limitKeys).flatMap(([name, key]) => number(key, given.get(name))),
    ...ignored.map((name) => ["ignored", String(constants.signals[name])] as const),
    ...number("timeout-ms", timeoutSeconds === undefined ? undefined : Math.max(1, timeoutSeconds * 1000)),
    ...number("grace-ms", launch.graceSeconds * 1000),
    ...wallsOrder(launch, credentials),
    ...tempOrder(launch, unique),
    ["runtime", launch.runtime],
    ...cgroups.flatMap((cgroup) => cgroupOrder(cgroup, unique)),
    ...tracesOrder(launch),
    ...(surveyed ? surveyOrder(launch) : []),
    ...overlaysOrder(launch, overlayStore),
  ];
}
