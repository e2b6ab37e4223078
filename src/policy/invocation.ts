import type { AbsolutePath, CommandForm, Context, PathRef, Word } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import { baseName } from "./base-name.ts";
import { type LocatedPaths, locate } from "./located-paths.ts";
import { spellingsOf } from "./match-starred.ts";
import { once } from "./once.ts";

/** One command of the text, with what matching asks of it again and again. */
export interface Invocation {
  readonly words: readonly Word[];
  readonly form: CommandForm;
  /** The program as spelled; absent when it only exists at run time. */
  readonly program: string | undefined;
  /** Every name by which a refusal may know the program: as spelled, and as links lead to it. */
  readonly names: readonly string[];
  /** Where the program stands: spelled, found along `PATH`, and with links resolved. */
  readonly paths: readonly AbsolutePath[];
  /** All words that a rule may insist on. */
  readonly present: ReadonlySet<string>;
  /** True when some word only exists at run time. */
  readonly opaque: boolean;
  /** Where its words lead, as far as they are known to name files. */
  readonly located: () => LocatedPaths;
  /** The words joined, as spelled and in normal form, under every name of the program. */
  readonly spellings: () => readonly string[];
}

/** Programs that do another thing under each of their names: the name says which one runs, not the file. */
export const multiCall: ReadonlySet<string> = new Set([
  "busybox",
  "toybox",
  "coreutils",
  "rustup",
  "snap",
  "volta-shim",
  "mise",
]);

/** A command as the text gives it. */
interface Spelled extends Pick<Invocation, "words" | "form"> {
  /** What its words name, from every folder in which it may run. */
  readonly paths: readonly PathRef[] | undefined;
}

export function invocationOf({ words, form, paths: refs }: Spelled, context: Context): Invocation {
  const program = words[0]?.kind === "static" ? words[0].value : undefined;
  const fact = program === undefined ? undefined : context.programs.get(program);
  const spelled = program?.includes("/") === true ? [absolutePath(program, context)] : [];
  const paths = fact === undefined ? spelled : [...spelled, fact.path, fact.real];
  const names = new Set<string>();
  if (program !== undefined) names.add(baseName(program));
  if (form.name !== "") names.add(form.name);
  if (form.name === ".") names.add("source");
  if (form.name === "source") names.add(".");
  if (fact !== undefined && !multiCall.has(baseName(fact.real))) names.add(baseName(fact.real));
  const present = new Set(form.sub);
  // A file that a rule names may be spelled from elsewhere.
  for (const word of words) if (word.kind === "static") present.add(word.value).add(lastName(word.value));
  for (const word of form.operands) if (word.kind === "static") present.add(word.value);
  for (const { name } of form.options) present.add(name);
  for (const { name } of form.globals) present.add(name);
  const opaque = words.some((word) => word.kind === "opaque");
  const known = {
    words,
    form,
    program,
    names: [...names],
    paths,
    present,
    opaque,
    located: once(() => locate(words, refs, context)),
  };
  return { ...known, spellings: once(() => spellingsOf(known)) };
}

function lastName(text: string): string {
  return text.includes("/") ? baseName(text.replace(/\/[./]*$/u, "")) : text;
}
