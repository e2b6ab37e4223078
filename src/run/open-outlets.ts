import type { AbsolutePath } from "../base/index.ts";
import { closeSinks, openPipes, type Pipe } from "./open-pipes.ts";
import { isFiltered, type OutputFilter, type OutputFilters, passOutput } from "./pass-output.ts";

/** Where a command's output goes: to our own descriptors, or through a filter to them. */
export interface Outlets {
  readonly stdin: "ignore" | "inherit";
  readonly stdout: number | "inherit";
  readonly stderr: number | "inherit";
  /** To be called when the command has been started; ends when the last process that could write has. */
  readonly pass: () => Promise<void>;
}

/** One pipe's worth of output: which descriptors write into it, and what it passes through. */
interface Stream {
  readonly fds: readonly (1 | 2)[];
  readonly filter: OutputFilter;
}

/** Those that pass through us; what has no part in one of them is the caller's own descriptor. */
function streamsOf(filters: OutputFilters | undefined): readonly Stream[] {
  if (filters === undefined) return [];
  if ("merged" in filters) return [{ fds: [1, 2], filter: filters.merged }];
  const { stdout, stderr, captured } = filters;
  const streams: readonly Stream[] = [
    { fds: [1], filter: stdout },
    { fds: [2], filter: stderr },
  ];
  return streams.filter(({ fds }) => captured === true || fds.every(isFiltered));
}

/** Waits for nothing where nothing passes through us: whoever starts a command goes on with its own work meanwhile. */
export function openOutlets(filters: OutputFilters | undefined, warden: AbsolutePath): Outlets | Promise<Outlets> {
  const streams = streamsOf(filters);
  if (streams.length === 0) return outletsOf(filters, streams, []);
  return openPipes(streams.length, warden).then((pipes) => outletsOf(filters, streams, pipes));
}

function outletsOf(filters: OutputFilters | undefined, streams: readonly Stream[], pipes: readonly Pipe[]): Outlets {
  const sinkOf = (wanted: 1 | 2): number | "inherit" =>
    pipes[streams.findIndex(({ fds }) => fds.includes(wanted))]?.sink ?? "inherit";
  const isKept = filters !== undefined && ("merged" in filters || filters.captured === true);
  return {
    stdin: isKept ? "ignore" : "inherit",
    stdout: sinkOf(1),
    stderr: sinkOf(2),
    pass: async () => {
      closeSinks(pipes);
      await Promise.all(
        pipes.map(async ({ source }, index) => {
          const stream = streams[index];
          if (stream !== undefined) await passOutput(source, stream.filter, stream.fds[0] ?? 1);
        }),
      );
    },
  };
}
