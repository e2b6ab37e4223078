import type { ChildProcess } from "node:child_process";
import { helperFailure } from "./start-failure.ts";

/** What the native helper says first when it listens. */
export function firstLine({ stdout }: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  stdout?.on("data", (chunk: Buffer) => resolve(String(chunk)));
  return promise;
}

/** What it said at its end. */
export function endOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += String(chunk)));
  child.once("error", (cause) => reject(helperFailure(cause)));
  child.once("close", () => resolve(said === "" ? "the native helper was killed" : said));
  return promise;
}
