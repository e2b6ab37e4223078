/** What is said where a command can't have the walls that its profile wants. */
import { type AbsolutePath, printable } from "../base/index.ts";
import type { EnforcementProblem } from "./launch.ts";

function problem(
  code: EnforcementProblem["code"],
  message: string,
  layer?: EnforcementProblem["layer"],
): EnforcementProblem {
  return { kind: "problem", code, layer, message };
}

export function rootNeedsWalls(): EnforcementProblem {
  return problem(
    "enforcement/layer-missing",
    'the profile sets sandbox.root, and nothing keeps a command in there with `backend: "none"`; use "bubblewrap" or "landlock", or leave sandbox.root out',
    "mounts",
  );
}

export function tooWide(): EnforcementProblem {
  return problem(
    "enforcement/start-failed",
    "the profile lets commands write to `/`, whose changes can't be held back: name folders in allowed_paths, or set sandbox.transaction to off",
    "mounts",
  );
}

export function transactionNeedsMounts(): EnforcementProblem {
  return problem(
    "enforcement/layer-missing",
    "the profile sets sandbox.transaction, or block_on_high, which needs mounts of its own: only the bubblewrap backend has them, on a host that permits user namespaces; use it, or set sandbox.transaction to off and block_on_high to false",
    "mounts",
  );
}

export function withoutBwrap(): EnforcementProblem {
  return problem(
    "enforcement/layer-missing",
    "bubblewrap is not installed; install the package `bubblewrap` (apt-get install bubblewrap, dnf install bubblewrap, apk add bubblewrap)",
    "namespaces",
  );
}

export function tooManyMatches({
  pattern,
  limit,
}: {
  readonly pattern: string;
  readonly limit: number;
}): EnforcementProblem {
  return problem(
    "enforcement/start-failed",
    `the pattern \`${printable(pattern)}\` can't be masked: there are more than ${limit} files to look through or to mask; name the folders instead`,
    "mounts",
  );
}

export function hiddenFolder(cwd: AbsolutePath): EnforcementProblem {
  return problem(
    "enforcement/start-failed",
    `the folder \`${printable(cwd)}\` is not there inside the sandbox: the profile does not show it; change to a folder that it shows, or add it to allowed_paths or read_only_paths`,
    "mounts",
  );
}

export function unreadScript(name: string): EnforcementProblem {
  return problem(
    "enforcement/start-failed",
    `the script \`${printable(name)}\` can't stand in its place inside: the profile denies its folder, or has no walls; hand its text over with -c or on standard input`,
    "mounts",
  );
}
