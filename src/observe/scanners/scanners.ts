import { insecureRules, readBandit, readEslint, readSemgrep } from "./linters.ts";
import { readNpmAudit } from "./npm-audit.ts";
import { readSafety } from "./safety.ts";
import type { ReadReport } from "./scanner-report.ts";

/** A program that looks for weak spots, and tells of them in JSON. */
export interface Scanner {
  readonly program: string;
  /** A command that brings it. */
  readonly install: string;
  readonly looksAt: "dependencies" | "code";
  /** True for a file whose change makes it run. */
  readonly isFor: (name: string) => boolean;
  /** One run for all files, for each away from the project's settings, or for each folder with the folder to stand in. */
  readonly runs: "together" | "each" | "folder";
  /** Behind the program, for files given by their absolute paths. */
  readonly words: (files: readonly string[]) => readonly string[];
  /** How it ends when it has done its work; any other status is a failure. */
  readonly statuses: readonly number[];
  readonly read: ReadReport;
}

const named = (pattern: RegExp) => (name: string) => pattern.test(name);

/** A settings file may leave dependencies out of the audit, but for the command line. */
const npmWords =
  "audit --json --package-lock-only --include=prod --include=dev --include=optional --include=peer".split(" ");

/** Those rules of eslint itself that are about security, whatever the project's settings say of them and of the file. */
const eslintWords = [
  ..."-f json --no-inline-config --no-ignore".split(" "),
  ...insecureRules.flatMap((rule) => ["--rule", `${rule}: error`]),
];

/** Files that are named are scanned whatever `.semgrepignore` says, but for large ones. */
const semgrepWords =
  "scan --json --quiet --metrics=off --disable-version-check --disable-nosem --max-target-bytes=0 --config p/security-audit".split(
    " ",
  );

/**
 * Every scanner by the name that a profile calls it. What a text says of itself, such as `nosec`, is not heeded, nor what the project's
 * settings leave out, where the scanner can be told so.
 */
export const scanners: ReadonlyMap<string, Scanner> = new Map<string, Scanner>([
  [
    "npm-audit",
    {
      program: "npm",
      install: "apt-get install npm",
      looksAt: "dependencies",
      isFor: named(/^(?:package|package-lock|npm-shrinkwrap)\.json$/u),
      runs: "folder",
      words: () => npmWords,
      statuses: [0, 1],
      read: readNpmAudit,
    },
  ],
  [
    "safety",
    {
      program: "safety",
      install: "pip install safety",
      looksAt: "dependencies",
      isFor: named(/^(?:[\w.-]*requirements[\w.-]*\.(?:txt|in)|Pipfile(?:\.lock)?|poetry\.lock)$/u),
      runs: "each",
      words: (files) => ["check", "--json", ...files.flatMap((file) => ["-r", file])],
      // 64: vulnerabilities found; 255: the same of safety 1.
      statuses: [0, 64, 255],
      read: readSafety,
    },
  ],
  [
    "bandit",
    {
      program: "bandit",
      install: "pip install bandit",
      looksAt: "code",
      isFor: named(/\.pyw?$/u),
      runs: "together",
      words: (files) => ["-q", "-f", "json", "--ignore-nosec", ...files],
      statuses: [0, 1],
      read: readBandit,
    },
  ],
  [
    "eslint",
    {
      program: "eslint",
      install: "npm install --global eslint eslint-plugin-security",
      looksAt: "code",
      isFor: named(/\.[cm]?[jt]sx?$/u),
      runs: "together",
      words: (files) => [...eslintWords, ...files],
      statuses: [0, 1],
      read: readEslint,
    },
  ],
  [
    "semgrep",
    {
      program: "semgrep",
      install: "pip install semgrep",
      looksAt: "code",
      isFor: named(/\.(?:pyw?|[cm]?[jt]sx?|go|java|kts?|rb|php|cs|c|cc|cpp|h|hpp|rs|scala|swift|sh)$/u),
      runs: "together",
      words: (files) => [...semgrepWords, ...files],
      statuses: [0, 1],
      read: readSemgrep,
    },
  ],
]);
