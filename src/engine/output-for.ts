import { type ByteFilter, createStreamRedactor, type SecretDetector } from "../observe/index.ts";
import type { OutputFilters } from "../run/index.ts";

/**
 * What a command's output passes through: nothing but the redactor, to the process's own descriptors, or to `take`, both outputs
 * in one. Whoever takes it gets it without secrets, too.
 */
export function outputFor(
  detector: SecretDetector | undefined,
  take: ((chunk: Buffer) => void) | undefined,
): { readonly output?: OutputFilters } {
  const redactor = (): ByteFilter => (detector === undefined ? untouched : createStreamRedactor(detector));
  if (take !== undefined) return { output: { merged: handingOver(redactor(), take) } };
  return detector === undefined ? {} : { output: { stdout: redactor(), stderr: redactor() } };
}

const nothing = Buffer.alloc(0);
const untouched: ByteFilter = { push: (chunk) => chunk, end: () => nothing };

function handingOver(filter: ByteFilter, take: (chunk: Buffer) => void): ByteFilter {
  const hand = (chunk: Buffer): Buffer => {
    if (chunk.length > 0) take(chunk);
    return nothing;
  };
  return { push: (chunk) => hand(filter.push(chunk)), end: () => hand(filter.end()) };
}
