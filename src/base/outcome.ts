import type { Decision } from "./decision.ts";

/** How a command ended. */
export interface RunResult {
  /** What the caller shall exit with: the command's own status, 128 + signal, or 124 when it timed out. */
  readonly status: number;
  readonly signal?: string;
  readonly timedOut: boolean;
  /** Milliseconds from start to end. */
  readonly durationMs: number;
  /** Limits that were reached: somebody was killed for memory or CPU time, or could not start a process. */
  readonly limitsHit?: readonly LimitName[];
  /** Layers that turned out otherwise than planned: not held, or weaker than elsewhere. */
  readonly missing?: readonly LayerReport[];
  /** What it left that would have run on the host, and what became of that. */
  readonly disarmed?: readonly Disarmed[];
  /** Why some of what it may have left was not looked at. */
  readonly unswept?: string;
  /** Absent where it wrote nothing, or to the host at once. */
  readonly written?: WrittenReport;
}

/** What became of the files that a command has written, where they land together. */
export interface WrittenReport {
  readonly id: string;
  readonly state: "landed" | "refused" | "held" | "conflict" | "failed";
  readonly created: number;
  readonly changed: number;
  readonly deleted: number;
  /** Path and why, of what was refused; of what stood in the way. */
  readonly refusals: readonly { readonly path: string; readonly code: string; readonly message: string }[];
  /** What is neither file nor folder nor link. */
  readonly left: readonly string[];
  /** Where all of it lies that could not be landed, and why it could not. */
  readonly kept?: { readonly why: string; readonly folder: string };
}

/** Something a command made that git, a shell or an editor would run outside of the sandbox. */
export interface Disarmed {
  readonly path: string;
  /** `left`: it is as it was made, for a new repository tracks it. `stuck`: it is as it was made, and could not be changed. */
  readonly how: "moved" | "not-executable" | "settings" | "steps" | "left" | "stuck";
}

/** What a command and all it started may use together, where the kernel counts it together. */
export const limitNames = ["memory", "processes", "cpu"] as const;

export type LimitName = (typeof limitNames)[number];

/** One enforcement layer as it really stood while the command ran. */
export interface LayerReport {
  readonly name: LayerName;
  readonly held: boolean;
  /** What is missing and what to do, when not held; else how it holds, where that depends on the host. */
  readonly note?: string;
}

export const layerNames = [
  "namespaces",
  "mounts",
  "network",
  "capabilities",
  "limits",
  "landlock",
  "seccomp",
  "exec-gate",
  "egress",
] as const;

export type LayerName = (typeof layerNames)[number];

export interface Outcome {
  readonly decision: Decision;
  readonly result?: RunResult;
  readonly enforced: readonly LayerReport[];
}
