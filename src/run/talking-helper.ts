import type { ChildProcess } from "node:child_process";
import { EnforcementError } from "../base/index.ts";

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
  child.once("error", (cause) => {
    const message = "the native helper could not be started; build it with `npm run build`";
    reject(new EnforcementError("enforcement/start-failed", message, {}, { cause }));
  });
  child.once("close", () => resolve(said === "" ? "the native helper was killed" : said));
  return promise;
}
