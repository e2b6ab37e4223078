import type { AuditProblemCode, AuditVerdict } from "../../src/observe/index.ts";

export interface TamperCase {
  readonly name: string;
  readonly change: (lines: readonly string[]) => readonly string[];
  readonly state: AuditVerdict["state"];
  /** Code and line of every problem. */
  readonly problems: readonly (readonly [AuditProblemCode, number])[];
}

/** Done to a log of five records. */
export const tamperCases: readonly TamperCase[] = [
  { name: "nothing", change: (lines) => lines, state: "intact", problems: [] },
  {
    name: "a byte edited",
    change: (lines) => lines.with(2, (lines[2] ?? "").replace('"ls -l"', '"rm -l"')),
    state: "tampered",
    problems: [["edited", 3]],
  },
  {
    name: "a blank added",
    change: (lines) => lines.with(2, (lines[2] ?? "").replace('{"seq"', '{ "seq"')),
    state: "tampered",
    problems: [["edited", 3]],
  },
  {
    name: "a hash edited",
    change: (lines) => lines.with(1, (lines[1] ?? "").replace(/[0-9a-f]{8}"\}$/u, '00000000"}')),
    state: "tampered",
    problems: [
      ["edited", 2],
      ["replaced", 3],
    ],
  },
  { name: "one deleted", change: (lines) => lines.toSpliced(1, 1), state: "tampered", problems: [["missing", 2]] },
  { name: "the first deleted", change: (lines) => lines.slice(1), state: "tampered", problems: [["missing", 1]] },
  { name: "the last cut", change: (lines) => lines.slice(0, -1), state: "tampered", problems: [["truncated", 4]] },
  { name: "all cut", change: () => [], state: "tampered", problems: [["truncated", 0]] },
  {
    name: "two swapped",
    change: ([a = "", b = "", c = "", ...rest]) => [a, c, b, ...rest],
    state: "tampered",
    problems: [
      ["missing", 2],
      ["out-of-order", 3],
      ["missing", 4],
    ],
  },
  {
    name: "one doubled",
    change: ([a = "", b = "", ...rest]) => [a, b, b, ...rest],
    state: "tampered",
    problems: [["out-of-order", 3]],
  },
  {
    name: "rubbish put in",
    change: (lines) => lines.toSpliced(2, 0, "rubbish"),
    state: "tampered",
    problems: [["unreadable", 3]],
  },
  {
    name: "two mebibytes without a line feed put in",
    change: (lines) => lines.toSpliced(2, 0, "x".repeat(2 ** 21)),
    state: "tampered",
    problems: [["unreadable", 3]],
  },
  {
    name: "a record of another log put in",
    change: (lines) => lines.toSpliced(2, 0, '{"seq":3,"prev":"","hash":""}'),
    state: "tampered",
    problems: [["unreadable", 3]],
  },
];
