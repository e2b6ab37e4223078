import { type ByteFilter, createStreamRedactor, type SecretDetector } from "../observe/index.ts";
import type { OutputFilters, Talk } from "../run/index.ts";

type Take = (chunk: Buffer) => void;

/** Who takes what a command prints: both outputs in one, or each by itself. */
export type TakeOutput = Take | { readonly stdout: Take; readonly stderr: Take };

/**
 * What a command's output passes through: nothing but the redactor, to the process's own descriptors, or to `take`.
 * Whoever takes it gets it without secrets, too, and stands apart from the command. A terminal that somebody types at stays as it is.
 */
export function outputFor(
  detector: SecretDetector | undefined,
  { takeOutput: take, talk }: { readonly takeOutput?: TakeOutput; readonly talk?: Talk },
): { readonly output?: OutputFilters; readonly talk?: Talk; readonly apart?: boolean } {
  if (talk !== undefined) return { talk };
  const redactor = (): ByteFilter => (detector === undefined ? untouched : createStreamRedactor(detector));
  if (typeof take === "function") return { output: { merged: handingOver(redactor(), take) }, apart: true };
  if (take !== undefined) {
    const { stdout, stderr } = take;
    return {
      output: { stdout: handingOver(redactor(), stdout), stderr: handingOver(redactor(), stderr), captured: true },
      apart: true,
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
