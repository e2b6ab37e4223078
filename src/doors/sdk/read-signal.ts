/** For each signal that is not of this realm, ours. */
const forwarded = new WeakMap<object, AbortSignal>();

/** Signals may be of another realm, or of a package that is older than Node's own; nothing where it is none. */
export function readSignal(value: unknown): AbortSignal | undefined {
  try {
    if (!isSignal(value)) return undefined;
    if (value instanceof AbortSignal) return value;
    if (value.aborted) return AbortSignal.abort(); // whether or not it has told of it yet
    const known = forwarded.get(value);
    if (known !== undefined) return known;
    const signal = forward(value);
    forwarded.set(value, signal);
    return signal;
  } catch {
    return undefined; // what only has a signal's prototype throws
  }
}

type SignalLike = Pick<AbortSignal, "aborted" | "addEventListener">;

function isSignal(value: unknown): value is SignalLike {
  if (typeof value !== "object" || value === null) return false;
  if (!("aborted" in value) || !("addEventListener" in value)) return false;
  return typeof value.aborted === "boolean" && typeof value.addEventListener === "function";
}

function forward(from: SignalLike): AbortSignal {
  const controller = new AbortController();
  from.addEventListener("abort", () => controller.abort(), { once: true });
  return controller.signal;
}
