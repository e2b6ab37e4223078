/** Rows that run as one script, in one sandbox: starting a sandbox for each would take the time. */
export interface AnswerRow {
  readonly name: string;
  /** Bash text; the last line that it prints is its answer. */
  readonly script: string;
  readonly answer: string;
  /** What the same comes to outside. */
  readonly control: string;
}

const says = (script: string): string => `{ ${script}; } >/dev/null 2>&1 && echo done || echo refused`;

/** An attack, or honest work that can't be served. */
export const refused = (name: string, script: string): AnswerRow => ({
  name,
  script: says(script),
  answer: "refused",
  control: "done",
});

/** Honest work. */
export const done = (name: string, script: string): AnswerRow => ({
  name,
  script: says(script),
  answer: "done",
  control: "done",
});

/** A program of more than one line; no word of it may hold a single quote. */
export const python = (text: string): string => `python3 -c '${text.trim()}'`;

export function scriptOf(rows: readonly AnswerRow[]): string {
  return rows.map(({ script }) => `(${script})`).join("\n");
}

export function answersOf(rows: readonly AnswerRow[], stdout: string): Readonly<Record<string, string | undefined>> {
  const lines = stdout.trim().split("\n");
  return Object.fromEntries(rows.map(({ name }, at) => [name, lines[at]]));
}

export function expectedOf(rows: readonly AnswerRow[], side: "answer" | "control"): Readonly<Record<string, string>> {
  return Object.fromEntries(rows.map((each) => [each.name, each[side]]));
}
