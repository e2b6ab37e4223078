import { createHash } from "node:crypto";
import { dropOldest } from "./drop-oldest.ts";
import { ownCopy } from "./own-copy.ts";
import type { ExecMode } from "../policy/index.ts";

/** A program that runs, with how it was reached. Processes of the same program, started by the same one, share it. */
export interface Image {
  readonly number: number;
  readonly name: string;
  /** How what it starts is judged. */
  readonly mode: ExecMode;
  /** Whose parts it starts as its own, for a program that was allowed by its name. */
  readonly family: string | undefined;
  /** Absent for the request's own program, and for one that nobody knows. */
  readonly parent: Image | undefined;
  readonly depth: number;
}

/** A `#!` script that was approved; its interpreter is about to be loaded. */
export interface ApprovedScript {
  readonly name: string;
  readonly family: string | undefined;
  readonly caller: Image | undefined;
  /** How many words its interpreter will get, and what tells these apart from others. */
  readonly words: number;
  readonly digest: string;
}

/** What a program is, wherever it starts. */
type Made = Pick<Image, "name" | "mode" | "family">;

/** The programs of one run by number. */
export interface Images {
  readonly root: (made: Made) => Image;
  readonly child: (parent: Image, made: Made) => Image;
  /** The image of that number, or one that stands for all that nobody knows. */
  readonly at: (number: number) => Image;
}

/** Numbers for images and for scripts: none is given twice. */
export type Numbers = () => number;

export function createNumbers(): Numbers {
  let last = 0;
  return () => (last += 1);
}

/** Programs that start each other in circles are told apart this deep. */
const deepest = 16;
const mostImages = 5000;
const mostScripts = 4000;

const unknown: Image = {
  number: 0,
  name: "(unknown)",
  mode: "guarded",
  family: undefined,
  parent: undefined,
  depth: 0,
};

export function createImages(next: Numbers): Images {
  const byNumber = new Map<number, Image>();
  const byPlace = new Map<string, Image>();

  function add({ name, mode, family }: Made, parent: Image | undefined): Image {
    const depth = parent === undefined ? 0 : parent.depth + 1;
    const image = { number: next(), name: ownCopy(name), mode, family, parent, depth };
    byNumber.set(image.number, image);
    return image;
  }

  return {
    root: (made) => add(made, undefined),
    child(parent, made) {
      const above = parent.depth >= deepest ? (parent.parent ?? parent) : parent;
      // Beyond all measure only the judgement counts, no longer the way.
      const isCrowded = byNumber.size >= mostImages;
      const { name, mode, family = "" } = made;
      const place = isCrowded ? `more ${mode}` : `${above.number} ${mode} ${family} ${name}`;
      const image = byPlace.get(place) ?? add(isCrowded ? { ...made, name: "…", family: undefined } : made, above);
      byPlace.set(ownCopy(place), image);
      return image;
    },
    at: (number) => byNumber.get(number) ?? unknown,
  };
}

/** Scripts whose interpreters have yet to be loaded, by number. */
export interface Scripts {
  readonly approve: (script: ApprovedScript) => number;
  readonly at: (number: number) => ApprovedScript | undefined;
}

export function createScripts(next: Numbers): Scripts {
  const scripts = new Map<number, ApprovedScript>();
  return {
    approve(script) {
      const number = next();
      scripts.set(number, script);
      dropOldest(scripts, mostScripts);
      return number;
    },
    at: (number) => scripts.get(number),
  };
}

/** The names of the programs that lead to what an image starts, outermost first. */
export function chainOf(image: Image): readonly string[] {
  const names: string[] = [];
  for (let at: Image | undefined = image; at !== undefined; at = at.parent) names.push(at.name);
  return names.toReversed();
}

/** The words with which the kernel starts a script's interpreter: `INTERPRETER [ARGUMENT] PATH REST…`. */
export function interpreterWords(interpreter: string, path: string, argv: readonly string[]): readonly string[] {
  const [, program = "", argument = ""] = /^(\S*)\s*(.*?)\s*$/su.exec(interpreter) ?? [];
  return [program, ...(argument === "" ? [] : [argument]), path, ...argv.slice(1)];
}

export function digestOf(words: readonly string[]): string {
  return createHash("sha256").update(words.join("\0")).digest("base64");
}

/** True when these are the script's words, behind those of further interpreters where its own is a script itself. */
export function isRunOf({ words, digest }: ApprovedScript, argv: readonly string[]): boolean {
  const start = argv.length - words;
  return start >= 0 && start <= deepest && digestOf(argv.slice(start)) === digest;
}
