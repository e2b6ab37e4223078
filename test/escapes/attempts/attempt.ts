/** What one attempt to escape is, and where it is made. */
export type Backend = "bubblewrap" | "landlock";
export type Role = "root" | "ordinary";

type ByRole = string | Readonly<Record<Role, string>>;

/** One forbidden thing to try. */
export interface Attempt {
  readonly name: string;
  /**
   * Bash text in a folder of its own, mostly a call of the program `attack`. In braces: `{own}`, that folder, which may be
   * written; `{hidden}`, `{shown}` and `{closed}`, each with a `file`, a `folder` and a `tool`: not shown at all, read-only,
   * and denied inside of what may be written; `{hidden-top}` and so on, the folders those lie in, which hold the victim's sockets;
   * or what the victim tells of itself.
   */
  readonly attempt: string;
  /** What it prints: the name of an errno, or whatever proves the effect; `status N` when it printed nothing. */
  readonly answer: string | Readonly<Record<Backend, ByRole>> | Readonly<Record<Role, string>>;
  readonly control: Control;
  /** A file that the host must have, or `x64`: without it the row is passed over, and said to be. */
  readonly needs?: string;
}

/** The same thing without a sandbox: when it does not work there, the refusal proves nothing. */
interface Control {
  readonly attempt?: string;
  /** In a throw-away namespace: as the same user with every right in it, or as the machine's root. */
  readonly as?: "namespace" | "root";
  /** What it may print there. */
  readonly answers?: readonly string[];
}

export function answerOn({ answer }: Attempt, backend: Backend, role: Role): string {
  if (typeof answer === "string") return answer;
  if ("root" in answer) return answer[role];
  const wanted = answer[backend];
  return typeof wanted === "string" ? wanted : wanted[role];
}

export function controlAnswers({ control }: Attempt): readonly string[] {
  return control.answers ?? ["ok"];
}
