import { printable } from "../base/index.ts";

/** The answer as a value of its own, or why there is none. */
export type Answered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

interface Asking {
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Asks somebody else's code. INVARIANT I4: what throws, hangs or answers with anything but plain data has given no answer. The answer
 * is copied, so that it can't change any more.
 */
export async function askInTime(
  ask: (signal: AbortSignal) => unknown,
  { timeoutMs, signal }: Asking,
): Promise<Answered> {
  const over = new AbortController();
  const ended = AbortSignal.any([over.signal, ...(signal === undefined ? [] : [signal])]);
  const timer = setTimeout(() => over.abort(), timeoutMs);
  try {
    if (ended.aborted) return { ok: false, why: "the caller went away" };
    const asked = Promise.resolve().then(() => ask(ended));
    asked.catch(() => undefined); // said below when it comes in time, of no interest later
    const value = await Promise.race([asked, whenAborted(ended)]);
    return { ok: true, value: value === undefined ? undefined : structuredClone(value) };
  } catch (error) {
    if (signal?.aborted === true) return { ok: false, why: "the caller went away" };
    if (over.signal.aborted) return { ok: false, why: `no answer within ${timeoutMs / 1000} seconds` };
    return { ok: false, why: printable(whyOf(error), 400) };
  } finally {
    clearTimeout(timer);
    over.abort(); // whoever still works on an answer need not
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted")), { once: true });
  });
}

function whyOf(error: unknown): string {
  try {
    if (error instanceof DOMException && error.name === "DataCloneError") return "the answer is not plain data";
    if (!(error instanceof Error)) return `it threw ${String(error)}`;
    return error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
  } catch {
    return "it threw something that can't be shown"; // a thrown object with a hostile toString
  }
}

/** A copy that nobody can change, for code that is not ours. Throws for what is not plain data. */
export function frozenCopy<T>(value: T): T {
  return freeze(structuredClone(value));
}

function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
  return value;
}
