/** Which of these candidates still fail? Asked in batches, because the oracle is fast only in batches. */
type StillFails = (candidates: readonly string[]) => Promise<readonly boolean[]>;

/** Delta debugging on characters: the smallest text found that still fails. */
export async function minimise(text: string, stillFails: StillFails): Promise<string> {
  let current = text;
  let size = Math.max(1, Math.floor(current.length / 2));
  for (let round = 0; round < 60; round += 1) {
    const candidates = withoutChunks(current, size);
    const fails = await stillFails(candidates);
    const smaller = candidates.find((_, at) => fails[at] === true);
    if (smaller !== undefined) current = smaller;
    else if (size === 1) return current;
    else size = Math.max(1, Math.floor(size / 2));
    size = Math.min(size, current.length);
    if (current.length === 0) return current;
  }
  return current;
}

function withoutChunks(text: string, size: number): readonly string[] {
  const step = Math.max(1, Math.ceil(size / 2));
  const starts = Array.from({ length: Math.ceil(text.length / step) }, (_, at) => at * step);
  return [...new Set(starts.map((start) => text.slice(0, start) + text.slice(start + size)))];
}
