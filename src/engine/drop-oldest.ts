/** Keeps a memory within its bound: what was put in first goes first. */
export function dropOldest<Key>(memory: Map<Key, unknown>, most: number): void {
  for (const oldest of memory.keys()) {
    if (memory.size <= most) return;
    memory.delete(oldest);
  }
}
