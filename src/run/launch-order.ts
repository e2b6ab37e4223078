import type { Launch, Limits } from "../confine/index.ts";
import type { Field } from "./frame.ts";

const limitKeys = {
  processes: "limit-processes",
  dataBytes: "limit-data",
  fileSizeBytes: "limit-file-size",
  openFiles: "limit-open-files",
  cpuSeconds: "limit-cpu",
} as const satisfies Record<keyof Limits, string>;

/** The launch in the words of the warden. `unique` names what only this run has. */
export function launchOrder(launch: Launch, unique: string): readonly Field[] {
  const { bwrap, traces, limits, cgroup, timeoutSeconds } = launch;
  const each = (key: string, values: readonly string[]): readonly Field[] => values.map((value) => [key, value]);
  const number = (key: string, value: number | undefined): readonly Field[] =>
    value === undefined ? [] : [[key, String(Math.round(value))]];
  return [
    ...(bwrap === undefined ? [] : ([["bwrap", bwrap.path]] as const)),
    ...each("setup", bwrap?.argv ?? []),
    ...each("argv", launch.argv),
    ...each(
      "env",
      [...launch.env].map(([name, value]) => `${name}=${value}`),
    ),
    ["cwd", launch.cwd],
    ...(launch.script === undefined
      ? []
      : ([
          ["script", launch.script.text],
          ["script-path", launch.script.path],
        ] as const)),
    ...number(limitKeys.processes, limits.processes),
    ...number(limitKeys.dataBytes, limits.dataBytes),
    ...number(limitKeys.fileSizeBytes, limits.fileSizeBytes),
    ...number(limitKeys.openFiles, limits.openFiles),
    ...number(limitKeys.cpuSeconds, limits.cpuSeconds),
    ...number("timeout-ms", timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000),
    ...number("grace-ms", launch.graceSeconds * 1000),
    ["runtime", launch.runtime],
    ...(cgroup === undefined ? [] : each("cgroup", [`${cgroup.parent}/sallyport-${unique}`])),
    ...number("cgroup-processes", cgroup?.processes),
    ...each("guard-file", traces.guardFiles),
    ...each("guard-folder", traces.guardFolders),
    ...each("scaffold", traces.scaffolds),
    ...each("frame-file", traces.frameFiles),
  ];
}
