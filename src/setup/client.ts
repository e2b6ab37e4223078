import type { Part } from "./part.ts";

/** How a client is brought to ask Sallyport: before each tool, in place of its shell, or by tools of ours instead of its own. */
export type Way = "hook" | "shell" | "mcp";
export type ClientName = "claude" | "codex" | "opencode" | "gemini";

export const clientNames: readonly ClientName[] = ["claude", "codex", "opencode", "gemini"];

/** Where a client looks, and what it is to start. */
export interface Setting {
  /** The user's own settings, or those of the project. */
  readonly scope: "user" | "project";
  readonly home: string;
  readonly project: string;
  readonly env: ReadonlyMap<string, string>;
  /** The folder of the installed package. */
  readonly packageRoot: string;
  /** Options that everything of ours is started with. */
  readonly words: readonly string[];
  /** The same as variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** A folder of this user for what is put on a `PATH`. */
  readonly shellFolder: string;
}

/** What is put where for one way. */
export type Plan = (setting: Setting) => readonly Part[];
