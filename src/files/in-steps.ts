/** Work that stops now and then, to be told whether anybody still wants it. */
export type Steps<T> = Generator<void, T, boolean>;

/** All of it at once. */
export function toEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next(false);
    if (step.done === true) return step.value;
  }
}

/** Milliseconds that nothing else happens in this process. */
const longestStep = 20;

/** The same, with room for all else that waits in between, the exec gate's questions foremost; `signal` ends it. */
export async function paced<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  for (let since = performance.now(); ;) {
    const step = steps.next(signal?.aborted ?? false);
    if (step.done === true) return step.value;
    if (performance.now() - since < longestStep) continue;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  }
}
