import type { Word as SourceWord, WordPart } from "unbash";
import type { Span, Word, WordStart } from "../base/index.ts";
import { type Atom, expandBraces } from "./brace-expansion.ts";
import { joinStarts, type PieceStart, startOfPart, startOfText } from "./word-start.ts";

const plainText = /^[^\\{*?[~]*$/u;

/** Where the file of a process substitution lies, whatever its number. */
export const substitutedFolder = "/dev/fd/";

/**
 * The words that one word of the source becomes: one for most, several for `{a,b}`, none for an empty brace
 * expansion. Quotes are removed; what only exists at run time is opaque.
 */
export function readWord(word: SourceWord): readonly Word[] {
  const at = placeOf(word);
  if (word.parts === undefined && plainText.test(word.text)) return [{ kind: "static", value: word.text, at }];
  const atoms = atomsOf(word);
  const expanded = expandBraces(atoms);
  if (expanded === undefined) return [opaqueWord(word.text, { prefix: "", splits: true, glob: false, at })];
  if (expanded.length === 1) return expanded.map((alternative) => join(alternative, word.text, at));
  // several words share one place in the source: an empty span says that none can be rewritten there
  const place = { start: word.end, end: word.end };
  const within = at.end > at.start ? { within: { at, skip: 0 } } : {};
  return expanded
    .filter((alternative) => alternative.some((atom) => atom.kind !== "plain" || atom.text !== ""))
    .map((alternative) => ({ ...join(alternative, word.text, place), ...within }));
}

/** The word without brace expansion, as in `A={x,y}`, in redirections, and as the value of an assignment. */
export function readSingleWord(word: SourceWord): Word {
  const at = placeOf(word);
  if (word.parts === undefined && plainText.test(word.text)) return { kind: "static", value: word.text, at };
  return join(atomsOf(word), word.text, at);
}

/** An empty span says that the word cannot be replaced: the file of a process substitution has no name to spell. */
function placeOf({ parts, pos, end }: SourceWord): Span {
  const made = parts?.some((part) => part.type === "ProcessSubstitution") === true;
  return { start: made ? end : pos, end };
}

function opaqueWord(
  text: string,
  rest: {
    readonly prefix: string;
    readonly splits: boolean;
    readonly glob: boolean;
    readonly at: Span;
    readonly start?: WordStart;
  },
): Word {
  return { kind: "opaque", text, ...rest };
}

function join(atoms: readonly Atom[], text: string, at: Span): Word {
  const marked = markPatterns(atoms);
  const tilde = tildePrefix(marked);
  if (tilde === "opaque") return opaqueWord(text, { prefix: homeOf(marked), splits: false, glob: false, at });
  const certain = marked.findIndex((atom) => atom.kind === "opaque" || atom.kind === "pattern");
  const literal = certain === -1 ? marked : marked.slice(0, certain);
  const prefix = literal.map((atom) => atom.text).join("");
  if (certain === -1) return { kind: "static", value: prefix, at };
  const opaque = marked.some((atom) => atom.kind === "opaque");
  const start = prefix === "" ? { start: joinStarts(marked.map(startOfAtom)) } : {};
  return opaqueWord(text, { prefix, splits: marked.some((atom) => atom.splits), glob: !opaque, at, ...start });
}

/** A pattern may find any name. */
function startOfAtom({ kind, text, start }: Atom): PieceStart {
  if (kind === "opaque" || kind === "pattern") return start ?? { names: [], dash: true, ends: true };
  return startOfText(text);
}

/** `~` and `~/…` stay as they are spelled; `~user`, `~+` and a tilde of uncertain length are opaque. */
function tildePrefix(atoms: readonly Atom[]): "none" | "home" | "opaque" {
  const [first, second] = atoms;
  if (first?.kind !== "plain" || first.text !== "~") return "none";
  if (second === undefined || (second.kind === "plain" && second.text.startsWith("/"))) return "home";
  return "opaque";
}

/** Where the folder of `~user` lies by custom; empty for `~+`, `~-` and a name that is not spelled. */
function homeOf([, ...rest]: readonly Atom[]): string {
  const literal = rest.findIndex(({ kind }) => kind !== "plain");
  const spelled = (literal === -1 ? rest : rest.slice(0, literal)).map((atom) => atom.text).join("");
  const found = /^(?<user>[a-z_][\w.-]*)(?<path>\/.*)?$/su.exec(spelled)?.groups;
  const user = found?.["user"];
  if (user === undefined || (literal !== -1 && found?.["path"] === undefined)) return "";
  return `${user === "root" ? "/root" : `/home/${user}`}${found?.["path"] ?? ""}`;
}

/** Unquoted `*`, `?` and bracket expressions name whatever files exist. */
function markPatterns(atoms: readonly Atom[]): readonly Atom[] {
  const closing = atoms.findLastIndex((atom) => atom.kind === "plain" && atom.text === "]");
  return atoms.map((atom, index) => {
    if (atom.kind !== "plain") return atom;
    const pattern = atom.text === "*" || atom.text === "?" || (atom.text === "[" && closing > index);
    return pattern ? { kind: "pattern", text: atom.text, splits: true } : atom;
  });
}

function atomsOf(word: SourceWord): readonly Atom[] {
  const atoms: Atom[] = [];
  if (word.parts === undefined) pushPlain(atoms, word.text);
  else for (const part of word.parts) pushPart(atoms, part, false);
  return atoms;
}

const plainPiece = /[{},*?[\]~]|\\[^]?|[^{},*?[\]~\\]+/gu;

/** Splits unquoted text where syntax may be; a backslash quotes the next character, a line continuation vanishes. */
function pushPlain(atoms: Atom[], text: string): void {
  for (const [piece] of text.matchAll(plainPiece)) {
    if (!piece.startsWith("\\")) atoms.push({ kind: "plain", text: piece, splits: false });
    else if (piece !== "\\\n") atoms.push({ kind: "quoted", text: piece.slice(1) || "\\", splits: false });
  }
}

function pushPart(atoms: Atom[], part: WordPart, quoted: boolean): void {
  switch (part.type) {
    case "Literal":
      if (quoted) atoms.push({ kind: "quoted", text: part.value, splits: false });
      else pushPlain(atoms, part.text);
      return;
    case "Glob":
      if (part.parts === undefined) pushPlain(atoms, part.text);
      else pushWrapped(atoms, "[", part.parts, "]");
      return;
    case "SingleQuoted":
      atoms.push({ kind: "quoted", text: part.value, splits: false });
      return;
    case "AnsiCQuoted":
      atoms.push(ansiAtom(part.value, part.text));
      return;
    case "DoubleQuoted":
    case "LocaleString":
      // an empty atom keeps `""` a word
      atoms.push({ kind: "quoted", text: "", splits: false });
      for (const child of part.parts) pushPart(atoms, child, true);
      return;
    case "BraceExpansion":
      if (part.parts === undefined) pushPlain(atoms, part.text);
      else pushWrapped(atoms, "{", part.parts, "}");
      return;
    case "ExtendedGlob":
      atoms.push({ kind: "pattern", text: part.text, splits: true });
      return;
    case "ProcessSubstitution":
      atoms.push({ kind: "quoted", text: substitutedFolder, splits: false });
      atoms.push({ kind: "opaque", text: part.text, splits: false });
      return;
    default:
      pushExpansion(atoms, part, quoted);
  }
}

type Expansion = Extract<
  WordPart,
  { readonly type: "SimpleExpansion" | "ParameterExpansion" | "CommandExpansion" | "ArithmeticExpansion" }
>;

function pushExpansion(atoms: Atom[], part: Expansion, quoted: boolean): void {
  const start = startOfPart(part, readSingleWord);
  atoms.push({ kind: "opaque", text: part.text, splits: splits(part, quoted), start });
}

function pushWrapped(atoms: Atom[], open: string, parts: readonly WordPart[], close: string): void {
  pushPlain(atoms, open);
  for (const part of parts) pushPart(atoms, part, false);
  pushPlain(atoms, close);
}

/** Bytes beyond ASCII depend on the locale. */
function ansiAtom(value: string, text: string): Atom {
  const certain =
    !/\\(?:x[89A-Fa-f][0-9A-Fa-f]|[23][0-7]{2}|[uU])/u.test(text) ||
    /\\[uU]0*[0-7][0-9A-Fa-f](?![0-9A-Fa-f])/u.test(text);
  return certain ? { kind: "quoted", text: value, splits: false } : { kind: "opaque", text, splits: false };
}

/** Only numbers and lengths never split; `"$@"` and `"${a[@]}"` do even in quotes. */
function splits(part: WordPart, quoted: boolean): boolean {
  if (part.type === "ArithmeticExpansion") return false;
  const text = "text" in part ? part.text : "";
  if (/^\$(?:\{[#?$!]\}|\{#|[#?$!]$)/u.test(text) && !/[:@*/%^,]/u.test(text.slice(3))) return false;
  if (!quoted) return true;
  return text === "$@" || (text.startsWith("${") && text.includes("@"));
}
