/** A reading that is taken again once it is older than so many milliseconds. */
export function keptFor<T>(ms: number, read: () => T): () => T {
  let kept: { readonly value: T; readonly until: number } | undefined;
  return () => {
    const now = performance.now();
    if (kept === undefined || now >= kept.until) kept = { value: read(), until: now + ms };
    return kept.value;
  };
}
