import { Worker } from "node:worker_threads";

/** A page that takes longer, or more memory, was made to. */
const limits = { ms: 5000, memoryMb: 256 };

/** Beside this file; the bundle has its own copy beside itself. */
const worker = new URL(import.meta.url.endsWith(".ts") ? "markdown-worker.ts" : "markdown-worker.mjs", import.meta.url);

/**
 * A page as Markdown. Done by a thread of its own, which is ended when it takes too long: deep nesting costs parsers the square
 * of a page's length, and this thread serves others. Nothing when the page can't be converted within the limits.
 */
export function toMarkdown(html: string, { ms, memoryMb } = limits): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  const thread = new Worker(worker, {
    workerData: html,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    stderr: true,
    stdout: true,
  });
  const timer = setTimeout(() => resolve(undefined), ms);
  thread.once("message", (text: unknown) => resolve(typeof text === "string" ? text : undefined));
  thread.once("error", () => resolve(undefined)).once("exit", () => resolve(undefined));
  return promise.finally(() => {
    clearTimeout(timer);
    void thread.terminate();
  });
}
