import { type ByteFilter, createStreamRedactor, type SecretDetector } from "../observe/index.ts";
import type { OutputFilters, Talk } from "../run/index.ts";

type Take = (chunk: Buffer) => void;

/** Who takes what a command prints: both outputs in one, or each by itself. */
export type TakeOutput = Take | { readonly stdout: Take; readonly stderr: Take };

/**
 * What a command's output passes through: nothing but the redactor, to the process's own descriptors, or to `take`.
 * Whoever takes it gets it without secrets, too. A terminal that somebody types at stays as it is.
 */
export function outputFor(
  detector: SecretDetector | undefined,
  { takeOutput: take, talk }: { readonly takeOutput?: TakeOutput; readonly talk?: Talk },
): { readonly output?: OutputFilters; readonly talk?: Talk } {
  if (talk !== undefined) return { talk };
  const redactor = (): ByteFilter => (detector === undefined ? untouched : createStreamRedactor(detector));
  if (typeof take === "function") return { output: { merged: handingOver(redactor(), take) } };
  if (take !== undefined) {
    const { stdout, stderr } = take;
    return {
      output: { stdout: handingOver(redactor(), stdout), stderr: handingOver(redactor(), stderr), captured: true },
    };
  }
  return detector === undefined ? {} : { output: { stdout: redactor(), stderr: redactor() } };
}

const nothing = Buffer.alloc(0);
const untouched: ByteFilter = { push: (chunk) => chunk, end: () => nothing };

function handingOver(filter: ByteFilter, take: Take): ByteFilter {
  const hand = (chunk: Buffer): Buffer => {
    if (chunk.length > 0) take(chunk);
    return nothing;
  };
  return { push: (chunk) => hand(filter.push(chunk)), end: () => hand(filter.end()) };
}
