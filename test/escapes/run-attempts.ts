/** Many attempts in one go: a script for bash that makes them one by one and says how each was answered. */
import { basename, dirname } from "node:path";
import { existsSync } from "node:fs";
import type { Attempt } from "./attempts/attempt.ts";
import type { Stage } from "./stage.ts";

/** How each attempt was answered, by its name. */
export type Answers = ReadonlyMap<string, string>;

/** Why an attempt can't be made on this host. */
export function lacking({ needs }: Attempt): string | undefined {
  if (needs === undefined) return undefined;
  if (needs === "x64") return process.arch === "x64" ? undefined : "it is another architecture";
  if (needs === "root") return process.getuid?.() === 0 ? undefined : "only root can lay its programs out";
  return existsSync(needs) ? undefined : `there is no ${needs}`;
}

const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Each in a shell of its own: a fork of this one where nothing has to stand in front of it, which costs no exec. An attempt
 * that answers at length does not drown the others.
 */
const makeOne = String.raw`
make() {
  printf '\n@@ %s\n' "$1"
  (
    cd "$2" || exit
    if (($# > 3)); then "${"$"}{@:4}" bash -c "$3"; else eval "$3"; fi
  ) </dev/null 2>/dev/null | head -c 400
  printf '\n@= %s\n' "${"$"}{PIPESTATUS[0]}"
}`;

interface Making {
  readonly attack: string;
  readonly stage: Stage;
  /** The text of each attempt and what stands in front of its shell. */
  readonly each: (attempt: Attempt) => { readonly text: string; readonly prefix: readonly string[] };
}

export function attemptsScript(attempts: readonly Attempt[], { attack, stage, each }: Making): string {
  const calls = attempts.map((attempt) => {
    const { text, prefix } = each(attempt);
    return `make ${[attempt.name, stage.own(attempt), stage.fill(attempt, text), ...prefix].map(quote).join(" ")}`;
  });
  const path = `export PATH=${quote(dirname(attack))}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;
  if (basename(attack) !== "attack") throw new Error("the program's name is the word in the attempts");
  return [path, makeOne, ...calls].join("\n");
}

export function readAnswers(output: string): Answers {
  const parts = output.split(/^@@ /mu).slice(1);
  return new Map(
    parts.map((part) => {
      const [name = "", ...lines] = part.split("\n");
      const end = lines.findLastIndex((line) => line.startsWith("@= "));
      const status = end < 0 ? "none" : (lines[end] ?? "").slice(3);
      const said = lines.slice(0, end < 0 ? 0 : end).filter((line) => line !== "");
      return [name, said.length === 0 ? `status ${status}` : said.join(" ")];
    }),
  );
}
