/** What a sed script does beyond editing its stream. An empty `run` executes data. */
export interface SedEffect {
  readonly kind: "read" | "write" | "run";
  readonly value: string;
}

interface Cursor {
  readonly script: string;
  readonly effects: SedEffect[];
  /** Whether a bracket expression hides the delimiter: so in GNU sed 4.9, not in older ones. */
  readonly brackets: "hide" | "bare";
  at: number;
  doubtful: boolean;
}

/** Longer scripts are not read, which bounds the cost of hostile ones. */
const longest = 8_000;

/** Every effect of the script in any reading of it, or undefined when it could not be read as one. */
export function readSedScript(script: string): readonly SedEffect[] | undefined {
  if (script.length > longest) return undefined;
  const cursor: Cursor = { script, effects: [], brackets: "hide", at: 0, doubtful: false };
  const hidden = readCommands(cursor);
  if (!cursor.doubtful) return hidden;
  const bare = readCommands({ script, effects: [], brackets: "bare", at: 0, doubtful: false });
  return hidden === undefined ? bare : [...hidden, ...(bare ?? [])];
}

function readCommands(cursor: Cursor): readonly SedEffect[] | undefined {
  while (cursor.at < cursor.script.length) {
    skip(cursor, /[\s;]*/uy);
    if (cursor.at >= cursor.script.length) break;
    if (!readAddresses(cursor) || !readSedCommand(cursor)) return undefined;
  }
  return cursor.effects;
}

function skip(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const text = pattern.exec(cursor.script)?.[0] ?? "";
  cursor.at += text.length;
  return text;
}

function readAddresses(cursor: Cursor): boolean {
  if (!readAddress(cursor)) return false;
  skip(cursor, /\s*/uy);
  if (cursor.script[cursor.at] === ",") {
    cursor.at += 1;
    skip(cursor, /\s*[+~]?/uy);
    if (!readAddress(cursor)) return false;
  }
  skip(cursor, /[\s!]*/uy);
  return true;
}

function readAddress(cursor: Cursor): boolean {
  if (skip(cursor, /\d+(?:~\d+)?|\$/uy) !== "") return true;
  const char = cursor.script[cursor.at];
  if (char !== "/" && char !== "\\") return true;
  const delimiter = char === "/" ? "/" : cursor.script[cursor.at + 1];
  cursor.at += char === "/" ? 1 : 2;
  if (delimiter === undefined || delimiter === "\n" || !skipDelimited(cursor, delimiter, "pattern")) return false;
  skip(cursor, /[IM]*/uy);
  return true;
}

/** Moves behind the next bare delimiter; in a pattern a bracket expression hides it. */
function skipDelimited(cursor: Cursor, delimiter: string, part: "pattern" | "text"): boolean {
  const { script } = cursor;
  while (cursor.at < script.length) {
    const char = script[cursor.at];
    if (char === "\\") cursor.at += 2;
    else if (char === delimiter) {
      cursor.at += 1;
      return true;
    } else if (char === "[" && part === "pattern" && cursor.brackets === "hide") {
      const end = bracketEnd(script, cursor.at);
      if (script.slice(cursor.at, end).includes(delimiter)) cursor.doubtful = true;
      cursor.at = end;
    } else cursor.at += 1;
  }
  return false;
}

/** Index behind the bracket expression that opens at `start`, or behind its bracket when it is never closed. */
function bracketEnd(script: string, start: number): number {
  let at = start + 1;
  if (script[at] === "^") at += 1;
  if (script[at] === "]") at += 1;
  // without this, many unclosed brackets would each look at the whole rest
  if (script.lastIndexOf("]") < at) return start + 1;
  while (at < script.length && script[at] !== "]") {
    const kind = script[at + 1] ?? "";
    const close = script[at] === "[" && ".:=".includes(kind) && kind !== "" ? script.indexOf(`${kind}]`, at + 2) : -1;
    at = close < 0 ? at + 1 : close + 2;
  }
  return at < script.length ? at + 1 : start + 1;
}

function readSedCommand(cursor: Cursor): boolean {
  const command = cursor.script[cursor.at] ?? "";
  cursor.at += 1;
  const shape = shapes.find(({ commands }) => command !== "" && commands.includes(command));
  return shape?.read(cursor, command) ?? false;
}

interface Shape {
  readonly commands: string;
  /** Reads what follows the command's letter; false when it is not of the command's form. */
  readonly read: (cursor: Cursor, command: string) => boolean;
}

/** What follows each command's letter. */
const shapes: readonly Shape[] = [
  { commands: "{}", read: () => true },
  { commands: "=dDgGhHnNpPxzF", read: endsHere },
  { commands: "#", read: (cursor) => passes(cursor, /[^\n]*/uy) },
  { commands: "lLqQ", read: (cursor) => passes(cursor, /[ \t]*\d*/uy) && endsHere(cursor) },
  // what follows a blank after a label is read as a command: GNU sed runs it
  { commands: ":btTv", read: (cursor) => passes(cursor, /[ \t]*[^\s;}]*/uy) },
  // text goes to the end of the line; a backslash at its end continues it
  { commands: "aic", read: (cursor) => passes(cursor, /(?:[^\\\n]|\\[\s\S])*\\?/uy) },
  { commands: "rRwWe", read: readLine },
  { commands: "s", read: readSubstitution },
  { commands: "y", read: readTransliteration },
];

function passes(cursor: Cursor, pattern: RegExp): true {
  skip(cursor, pattern);
  return true;
}

function endsHere(cursor: Cursor): boolean {
  skip(cursor, /[ \t]*/uy);
  const next = cursor.script[cursor.at];
  return next === undefined || /[\n;}#]/u.test(next);
}

function readLine(cursor: Cursor, command: string): boolean {
  const value = skip(cursor, /[^\n]*/uy).trim();
  const kind = command === "e" ? "run" : command.toLowerCase() === "r" ? "read" : "write";
  if (kind !== "run" && value === "") return false;
  cursor.effects.push({ kind, value });
  return true;
}

function readSubstitution(cursor: Cursor): boolean {
  const delimiter = cursor.script[cursor.at];
  if (delimiter === undefined || delimiter === "\n" || delimiter === "\\") return false;
  cursor.at += 1;
  if (!skipDelimited(cursor, delimiter, "pattern") || !skipDelimited(cursor, delimiter, "text")) return false;
  const flags = skip(cursor, /[gpiImM0-9e]*/uy);
  if (flags.includes("e")) cursor.effects.push({ kind: "run", value: "" });
  if (cursor.script[cursor.at] === "w") {
    cursor.at += 1;
    return readLine(cursor, "w");
  }
  return endsHere(cursor);
}

function readTransliteration(cursor: Cursor): boolean {
  const delimiter = cursor.script[cursor.at];
  if (delimiter === undefined || delimiter === "\n" || delimiter === "\\") return false;
  cursor.at += 1;
  return skipDelimited(cursor, delimiter, "text") && skipDelimited(cursor, delimiter, "text") && endsHere(cursor);
}
