import type { Dice } from "./dice.ts";

/** What a text may be written in: what dash takes, bash takes too. */
export type Dialect = "bash" | "sh";

interface Row {
  readonly name: string;
  /** A program without which it can't be tried. */
  readonly needs?: string;
  /** Milliseconds that a use takes, roughly: dear ones are rare. */
  readonly cost?: number;
  /** The dialect that its own text is in; `sh` when not said. */
  readonly dialect?: Dialect;
}

/** A way to write a word without showing it. */
export interface Spelling extends Row {
  readonly only?: "path" | "name";
  readonly make: (text: string, dice: Dice) => Spelled;
}

interface Spelled {
  /** Commands that go before, each ended. */
  readonly before: string;
  readonly word: string;
}

/** A way to have the same program at another path, without changing its content. */
export interface Place extends Row {
  readonly make: (path: string, dice: Dice) => Placed;
}

interface Placed {
  readonly before: string;
  readonly path: string;
}

/** A way to start a simple command through another one. */
export interface Wrapper extends Row {
  /** A word of the shell's own: nothing may stand in front of it. */
  readonly head?: true;
  readonly make: (command: string, dice: Dice) => string;
}

/** A way to start the program at a path from something that is no shell. */
export interface Starter extends Row {
  readonly make: (path: string, dice: Dice) => string;
}

/** A way to have a shell's text run by another text. */
export interface Layer extends Row {
  /** What will read the inner text; `same` when it is the shell that reads this one. */
  readonly inner: Dialect | "same";
  readonly make: (text: string, dice: Dice) => string;
}

/** One word, taken literally by every shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

export function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}

/** A string literal as Python, JavaScript, Perl's single-line and C sources take it; the text is ASCII. */
export function literal(text: string): string {
  return JSON.stringify(text);
}

export function octal(text: string): string {
  return [...Buffer.from(text)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

/** A here-document around any text. */
export function hereDocument(text: string, dice: Dice): string {
  const end = `E${dice.name()}`;
  return `<<'${end}'\n${text}\n${end}\n`;
}

/** Parts of a text, some of them empty. */
export function split(text: string, dice: Dice): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = 1 + dice.below(4);
    parts.push(text.slice(at, at + length));
    at += length;
  }
  return parts;
}

/** The letters of an ASCII text. */
export function lettersOf(text: string): readonly string[] {
  return Array.from(text);
}
