import type { FileDesk } from "./tool.ts";

/** Whoever made a tree may have made it to take for ever. */
const mostMs = 20_000;

/** Milliseconds that one search may take. */
export function searchTime({ search }: Pick<FileDesk, "search">): number {
  return Math.min(mostMs, search.mostMs ?? mostMs);
}
