/** One setting of git's, names in lower case but for the middle one. */
export interface GitSetting {
  readonly section: string;
  readonly middle: string | undefined;
  readonly key: string;
  /** Absent for a key alone, which is true. */
  readonly value: string | undefined;
}

const space = /[ \t\r]/u;
const escapes = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["b", "\b"],
  ["\\", "\\"],
  ['"', '"'],
]);

/** Reads a file of git's settings as git does (git-config(1), "Syntax"); nothing where git would stop with an error. */
export function parseGitSettings(text: string): readonly GitSetting[] | undefined {
  const settings: GitSetting[] = [];
  const source = text.replace(/^\uFEFF/u, "").replaceAll("\r\n", "\n");
  let at = 0;
  let section: Pick<GitSetting, "section" | "middle"> | undefined;
  while (at < source.length) {
    const char = source[at] ?? "";
    if (char === "\n" || space.test(char)) at += 1;
    else if (char === "#" || char === ";") at = endOfLine(source, at);
    else if (char === "[") {
      const read = readSection(source, at);
      if (read === undefined) return undefined;
      [section, at] = [read.section, read.end];
    } else {
      const read = readSetting(source, at);
      if (read === undefined || section === undefined) return undefined;
      settings.push({ ...section, key: read.key, value: read.value });
      at = read.end;
    }
  }
  return settings;
}

function endOfLine(source: string, at: number): number {
  const end = source.indexOf("\n", at);
  return end === -1 ? source.length : end;
}

interface ReadSection {
  readonly section: Pick<GitSetting, "section" | "middle">;
  readonly end: number;
}

function readSection(source: string, start: number): ReadSection | undefined {
  const head = /\[([A-Za-z0-9.-]+)(?:\]|[ \t]+"((?:[^"\\\n]|\\[^\n])*)"\])/uy;
  head.lastIndex = start;
  const [whole, name, quoted] = head.exec(source) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const end = start + whole.length;
  if (quoted !== undefined)
    return { section: { section: name.toLowerCase(), middle: quoted.replace(/\\(.)/gu, "$1") }, end };
  // The old spelling `[remote.origin]`.
  const [first = "", ...rest] = name.toLowerCase().split(".");
  return { section: { section: first, middle: rest.length === 0 ? undefined : rest.join(".") }, end };
}

interface ReadSetting {
  readonly key: string;
  readonly value: string | undefined;
  readonly end: number;
}

function readSetting(source: string, start: number): ReadSetting | undefined {
  const head = /([A-Za-z][A-Za-z0-9-]*)[ \t]*(=?)/uy;
  head.lastIndex = start;
  const [whole, name, equals] = head.exec(source) ?? [];
  if (whole === undefined || name === undefined) return undefined;
  const end = start + whole.length;
  const key = name.toLowerCase();
  if (equals === "=") {
    const read = readValue(source, end);
    return read === undefined ? undefined : { key, ...read };
  }
  return end === source.length || source[end] === "\n" ? { key, value: undefined, end } : undefined;
}

function readValue(source: string, start: number): { readonly value: string; readonly end: number } | undefined {
  let [value, kept, quoted, at] = ["", 0, false, start];
  for (; at < source.length && source[at] !== "\n"; at += 1) {
    const char = source[at] ?? "";
    if (char === '"') quoted = !quoted;
    else if (char === "\\") {
      at += 1;
      const escaped = escapes.get(source[at] ?? "");
      if (escaped === undefined && source[at] !== "\n") return undefined;
      value += escaped ?? "";
      kept = value.length;
    } else if (!quoted && (char === "#" || char === ";")) {
      at = endOfLine(source, at);
      break;
    } else if (quoted || !space.test(char)) {
      value += char;
      kept = value.length;
    } else if (value !== "") value += char;
  }
  return quoted ? undefined : { value: value.slice(0, kept), end: at };
}

/** Settings as a text that says nothing else. */
export function formatGitSettings(settings: readonly GitSetting[]): string {
  let open = "";
  return settings
    .map((setting) => {
      const head = formatHead(setting);
      const shown = `${head === open ? "" : head}${formatLine(setting)}`;
      open = head;
      return shown;
    })
    .join("");
}

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');

function formatHead({ section, middle }: GitSetting): string {
  return middle === undefined ? `[${section}]\n` : `[${section} "${escaped(middle)}"]\n`;
}

function formatLine({ key, value }: GitSetting): string {
  if (value === undefined) return `\t${key}\n`;
  const plain = /^[\w./:@+*-]+(?: [\w./:@+*-]+)*$/u.test(value);
  return `\t${key} = ${plain ? value : `"${escaped(value).replaceAll("\n", "\\n")}"`}\n`;
}
