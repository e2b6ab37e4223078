import type { CommandForm } from "../base/index.ts";
import { baseName } from "./base-name.ts";

/** What of a program's use changes more than the files that it names. */
interface Bounds {
  readonly options?: readonly string[];
  /** Of these their values. */
  readonly bare?: readonly string[];
  /** Of the first operand. */
  readonly operand?: RegExp;
}

/** Modes of files that lend somebody's rights to whoever runs them: `4755`, `+4755`, `u+s`. */
const lending = /(?:^|[-+=])[0-7]*[2-7][0-7]{3}(?:,|$)|[+=][rwxXt]*s/u;

/** What is overwritten gets a name that nobody has spelled. */
const renaming = ["--backup", "-b", "--suffix"] as const;

/**
 * Programs that do to files what the tools for editing do. `rm` takes files and empty folders: what a tree holds nobody has
 * named.
 */
const fileCommands: ReadonlyMap<string, Bounds> = new Map<string, Bounds>([
  ["chmod", { operand: lending, options: ["--reference"] }],
  ["cp", { options: [...renaming, "--parents"] }],
  ["ln", { options: renaming }],
  ["mkdir", {}],
  ["mv", { options: renaming }],
  ["rm", { options: ["-r", "-R", "--recursive", "--no-preserve-root"] }],
  ["rmdir", { options: ["-p", "--parents"] }],
  // What its script runs and writes is judged beside it. A suffix is that of a backup.
  ["sed", { options: ["--follow-symlinks"], bare: ["--in-place"] }],
  ["touch", {}],
  ["unlink", {}],
]);

/**
 * True for a command that a mode which accepts edits accepts too, where it may write each path that it names. What only exists at run time names
 * nothing: nobody has seen it.
 */
export function isAcceptedEdit({ name, known, unread, options, operands }: CommandForm): boolean {
  const bounds = fileCommands.get(name);
  const values = options.flatMap(({ value }) => value ?? []);
  if (bounds === undefined || !known || unread === true) return false;
  if ([...operands, ...values].some(({ kind }) => kind === "opaque")) return false;
  if (copying.has(name) && operands.length > mostCopied) return false;
  const [first] = operands;
  const lends = bounds.operand !== undefined && (first?.kind !== "static" || bounds.operand.test(first.value));
  return !lends && !options.some((option) => isBeyond(option, bounds));
}

function isBeyond({ name, value }: CommandForm["options"][number], { options, bare }: Bounds): boolean {
  return options?.includes(name) === true || (value !== undefined && bare?.includes(name) === true);
}

const copying: ReadonlySet<string> = new Set(["cp", "ln", "mv"]);

/** More would cost time: each is judged by the name that it gets. */
const mostCopied = 200;

/** Names that a copy gets where its target, which is spelled like this, turns out to be a folder. */
export function landingNames({ name, options, operands }: CommandForm, target: string): readonly string[] {
  if (!copying.has(name) || options.some((option) => option.name === "--no-target-directory")) return [];
  const into = options.find((option) => option.name === "--target-directory")?.value ?? operands.at(-1);
  if (into?.kind !== "static" || into.value !== target) return [];
  const names = operands.flatMap((word) => (word.kind === "static" ? baseName(word.value.replace(/\/+$/u, "")) : []));
  return [...new Set(names)].filter((last) => !["", ".", ".."].includes(last));
}

export function makesHardLinks({ name, options }: CommandForm): boolean {
  const has = (wanted: string): boolean => options.some((option) => option.name === wanted);
  return name === "ln" ? !has("--symbolic") : name === "cp" && has("--link");
}
