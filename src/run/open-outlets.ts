import type { AbsolutePath } from "../base/index.ts";
import { closeSinks, openPipes } from "./open-pipes.ts";
import { isFiltered, type OutputFilters, passOutput } from "./pass-output.ts";

/** Where a command's output goes: to our own descriptors, or through a filter to them. */
export interface Outlets {
  readonly stdin: "ignore" | "inherit";
  readonly stdout: number | "inherit";
  readonly stderr: number | "inherit";
  /** To be called when the command has been started; ends when the last process that could write has. */
  readonly pass: () => Promise<void>;
}

const outputs = [
  { name: "stdout", fd: 1 },
  { name: "stderr", fd: 2 },
] as const;

export async function openOutlets(filters: OutputFilters | undefined, warden: AbsolutePath): Promise<Outlets> {
  const filtered = outputs.filter(({ fd }) => filters !== undefined && (filters.captured === true || isFiltered(fd)));
  const pipes = await openPipes(filtered.length, warden);
  const sinkOf = (wanted: 1 | 2): number | "inherit" =>
    pipes[filtered.findIndex(({ fd }) => fd === wanted)]?.sink ?? "inherit";
  return {
    stdin: filters?.captured === true ? "ignore" : "inherit",
    stdout: sinkOf(1),
    stderr: sinkOf(2),
    pass: async () => {
      closeSinks(pipes);
      await Promise.all(
        pipes.map(async ({ source }, index) => {
          const output = filtered[index];
          if (filters && output) await passOutput(source, filters[output.name], output.fd);
        }),
      );
    },
  };
}
