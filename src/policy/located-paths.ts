import { type AbsolutePath, type Action, type Context, isBeneath, type PathRef, type Word } from "../base/index.ts";
import { absolutePath } from "./absolute-path-of.ts";
import type { Invocation } from "./invocation.ts";

type StaticWord = Extract<Word, { readonly kind: "static" }>;
type OpaqueWord = Exclude<Word, StaticWord>;

/**
 * What the operands of a command name, by their text: seen from every folder in which the command may run, and nothing for a
 * folder that only exists at run time.
 */
export type LocatedPaths = ReadonlyMap<string, ReadonlySet<AbsolutePath | undefined>>;

/** The paths that each command's words name, by the index of its action. */
export function pathsOfCommands(actions: readonly Action[]): ReadonlyMap<number, readonly PathRef[]> {
  const paths = new Map<number, PathRef[]>();
  const file = (index: number, path: PathRef): void => {
    const filed = paths.get(index);
    if (filed === undefined) paths.set(index, [path]);
    else filed.push(path);
  };
  let unclaimed: PathRef[] = [];
  for (const [index, action] of actions.entries()) {
    if (action.kind === "read" || action.kind === "write") {
      if (action.cause === undefined) unclaimed.push(action.path);
      else file(action.cause.exec, action.path);
      continue;
    }
    // What a builtin reads stands right before it.
    if (action.kind === "builtin") for (const path of unclaimed) file(index, path);
    unclaimed = [];
  }
  return paths;
}

export function locate(words: readonly Word[], refs: readonly PathRef[] | undefined, context: Context): LocatedPaths {
  const located = new Map<string, Set<AbsolutePath | undefined>>();
  const known = new Map(words.map((word) => [word.kind === "static" ? word.value : word.text, word] as const));
  for (const ref of refs ?? []) {
    const word = known.get(ref.text);
    if (word === undefined || (word.kind === "opaque" && !isLocatable(word))) continue;
    const path = locatedPath(word, ref, context);
    const paths = located.get(ref.text);
    if (paths === undefined) located.set(ref.text, new Set([path]));
    else paths.add(path);
  }
  return located;
}

function isLocatable({ glob, text, prefix }: OpaqueWord): boolean {
  return glob && text.startsWith(prefix);
}

/** A pattern is located as far as it is certain, with its own text after that. */
function locatedPath(word: Word, ref: PathRef, context: Context): AbsolutePath | undefined {
  if (word.kind === "opaque") return absolutePath(ref.path + word.text.slice(word.prefix.length), context);
  return ref.kind === "static" ? absolutePath(ref.path, context) : undefined;
}

/**
 * How rules see `source FILE`: a relative file is the one in the project, seen from the request's folder or the project's; after a
 * `cd` it is another one. One answer for each folder in which the command may run.
 */
export function sourcedFrom(invocation: Invocation, context: Context): readonly Invocation[] {
  const [name, file] = invocation.words;
  const isSource = /^(?:source|\.)$/u.test(invocation.form.name);
  if (!isSource || name === undefined || file?.kind !== "static" || /^[/~]/u.test(file.value)) return [invocation];
  const paths = invocation.located().get(file.value) ?? [absolutePath(file.value, context)];
  return [...paths].map((path) => {
    if (path === undefined) return { ...invocation, words: [name, unknownFile(file), ...invocation.words.slice(2)] };
    const value = spelledInProject(file.value, path, context);
    const words = [name, { ...file, value }, ...invocation.words.slice(2)];
    return { ...invocation, words, present: new Set([...invocation.present, value]) };
  });
}

function unknownFile({ value, at }: StaticWord): OpaqueWord {
  return { kind: "opaque", text: value, prefix: "", splits: false, glob: false, at };
}

function spelledInProject(spelled: string, path: AbsolutePath, context: Context): string {
  const { projectRoot } = context;
  if (!isBeneath(path, projectRoot)) return path;
  if (absolutePath(spelled, context) === path) return spelled;
  const lead = spelled.startsWith("./") ? "./" : "";
  return `${lead}${projectRoot === "/" ? path.slice(1) : path.slice(projectRoot.length + 1)}`;
}
