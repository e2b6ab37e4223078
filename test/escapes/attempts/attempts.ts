import type { Attempt } from "./attempt.ts";
import { ipcAttempts } from "./ipc.cases.ts";
import { kernelAttempts } from "./kernel.cases.ts";
import { networkAttempts } from "./network.cases.ts";
import { processAttempts } from "./processes.cases.ts";
import { programAttempts } from "./programs.cases.ts";
import { readAttempts } from "./reads.cases.ts";
import { systemAttempts } from "./system.cases.ts";
import { writeAttempts } from "./writes.cases.ts";

/** Every attempt, by what it is an attempt on. */
export const areas = {
  "files to read": readAttempts,
  "files to write": writeAttempts,
  "the system's files": systemAttempts,
  processes: processAttempts,
  "denied programs": programAttempts,
  network: networkAttempts,
  IPC: ipcAttempts,
  kernel: kernelAttempts,
} as const satisfies Record<string, readonly Attempt[]>;

export const attempts: readonly Attempt[] = Object.values(areas).flat();
