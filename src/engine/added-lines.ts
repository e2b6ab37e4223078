/** What a difference adds to one file, the name of a new one, or what a commit's message says. */
export interface AddedText {
  /** The file, or the commit whose message or file it is. */
  readonly place: string;
  readonly text: string;
  /** The number of each line of `text` in the file. */
  readonly lines: readonly number[];
  /** What the same commit takes out of some file: that has only moved. */
  readonly removed: string;
}

interface Section {
  place: string;
  readonly parts: string[];
  readonly lines: number[];
  readonly removed: readonly string[];
}

interface State {
  readonly sections: Section[];
  removed: string[];
  commit: string;
  /** Of the file that the head is of. */
  name: string;
  part: "message" | "head" | "hunk";
  /** How many signs before each line of a hunk say what became of it: one for each parent. */
  signs: number;
  line: number;
}

/** Reads what `git diff -U0` and `git log -p -U0 --format='commit %H%n%w(0,1,1)%B'` print, without renames. */
export function readAdded(diff: string): readonly AddedText[] {
  const state: State = { sections: [], removed: [], commit: "", name: "", part: "head", signs: 1, line: 1 };
  for (const text of diff.split("\n")) if (!startPart(state, text)) takeLine(state, text);
  return state.sections.map((section) => ({
    ...section,
    text: section.parts.join("\n"),
    removed: section.removed.join("\n"),
  }));
}

/** True for a line that says what the next ones are. Each line of a hunk and of a message has a sign before it, so that none is taken for one. */
function startPart(state: State, text: string): boolean {
  const commit = /^commit ([0-9a-f]{40,64})$/u.exec(text)?.[1];
  const hunk = /^(@@+) (?:-\S+ )+\+(\d+)/u.exec(text);
  if (commit !== undefined) {
    state.commit = ` (commit ${commit.slice(0, 10)})`;
    state.removed = [];
    open(state, "message", "the message");
  } else if (/^diff --(?:git|cc|combined) /u.test(text)) {
    state.name = nameIn(text);
    open(state, "head", state.name);
  } else if (hunk === null) return false;
  else {
    state.part = "hunk";
    state.signs = (hunk[1]?.length ?? 2) - 1;
    state.line = Number(hunk[2]);
  }
  return true;
}

function open(state: State, part: State["part"], place: string): Section {
  const section = { place: `${place}${state.commit}`, parts: [], lines: [], removed: state.removed };
  state.part = part;
  state.line = 1;
  state.sections.push(section);
  return section;
}

function takeLine(state: State, text: string): void {
  const section = state.sections.at(-1);
  if (section === undefined) return;
  if (state.part === "message") return add(state, section, text);
  if (state.part === "head") return takeHead(state, text);
  const signs = text.slice(0, state.signs);
  if (signs.includes("+")) add(state, section, text.slice(state.signs));
  else if (signs.includes("-")) state.removed.push(text.slice(state.signs));
}

function takeHead(state: State, text: string): void {
  if (text.startsWith("deleted file mode")) state.removed.push(state.name);
  if (!text.startsWith("new file mode")) return;
  add(state, open(state, "head", "the name of a file"), state.name);
  // What follows is the file's own again.
  open(state, "head", state.name);
}

/** Both names are the same: `diff --git a/x b/x`, `diff --cc x`. */
function nameIn(text: string): string {
  const names = /^diff --git (.*)$/su.exec(text)?.[1];
  if (names === undefined) return text.replace(/^diff --\w+ /u, "");
  return names.slice(0, (names.length - 1) / 2).replace(/^"?a\//u, "");
}

function add(state: State, { parts, lines }: Section, text: string): void {
  parts.push(text);
  lines.push(state.line);
  state.line += 1;
}
