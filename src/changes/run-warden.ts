import { spawnSync } from "node:child_process";
import { type AbsolutePath, bytesOf, EnforcementError, printable, textOf } from "../base/index.ts";

export interface Answered {
  readonly status: number;
  /** What it printed, text by text. */
  readonly texts: readonly string[];
}

/** Longer listings are of more files than any command makes. */
const mostBytes = 1 << 30;

/** Starts the native helper for one step. Throws an `EnforcementError` when it can't be started or says that the step failed. */
export function runWarden(warden: AbsolutePath | string, words: readonly string[]): Answered {
  const { status, stdout, stderr, error } = spawnSync(warden, words.map(spelled), { maxBuffer: mostBytes, env: {} });
  if (error !== undefined || status === null) {
    const message = "the native helper could not be started; build it with `npm run build`";
    throw new EnforcementError("enforcement/start-failed", message, {}, { cause: error });
  }
  const texts = stdout.toString("latin1").split("\0").slice(0, -1);
  if (status > 1) {
    const told = printable(stderr.toString("utf8").trim().replace("sallyport warden: ", ""), 500);
    throw new EnforcementError("enforcement/start-failed", `the changes of a command could not be handled (${told})`);
  }
  return { status, texts: texts.map((text) => textOf(Buffer.from(text, "latin1"))) };
}

/** Node hands words over as UTF-8 only. */
function spelled(word: string): string {
  const bytes = bytesOf(word);
  if (typeof bytes === "string") return bytes;
  throw new EnforcementError(
    "enforcement/start-failed",
    `the path ${printable(word)} is no text: give its folder another name`,
  );
}
