/** Makes a value when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  const kept: T[] = [];
  return () => {
    const [known] = kept;
    if (known !== undefined) return known;
    const made = make();
    kept.push(made);
    return made;
  };
}
