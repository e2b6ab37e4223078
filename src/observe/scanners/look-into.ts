/** What stands at the end of a way of names in a value of unknown shape; nothing where the way ends before. */
export function fieldOf(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((at, name) => new Map(entriesOf(at) ?? []).get(name), value);
}

export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

export function lineOf(value: unknown): { readonly line?: number } {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? { line: value } : {};
}

/** The one JSON value in what a program printed; some print notices around it. */
export function parseJson(printed: string): unknown {
  const [first, last] = [printed.search(/^[{[]/mu), Math.max(printed.lastIndexOf("}"), printed.lastIndexOf("]"))];
  for (const text of [printed, first < 0 ? "" : printed.slice(first, last + 1)]) {
    try {
      return JSON.parse(text);
    } catch {
      // not JSON: tried without what stands around it, or told as nothing
    }
  }
  return undefined;
}
