import { spawnSync } from "node:child_process";
import { textOf } from "../base/index.ts";
import { helperFailure } from "./start-failure.ts";

/** Something that git takes for a repository, or for the way to one. */
export interface GitEntry {
  readonly kind: "folder" | "file" | "link" | "bare";
  readonly path: string;
}

export interface Survey {
  /** Outermost first. */
  readonly entries: readonly GitEntry[];
  /** Files that have names outside of the folders. */
  readonly linked: readonly string[];
  /** Folders that can be entered by name and not be listed: somebody else's. */
  readonly unseen: readonly string[];
  /** There was more than may be looked at. */
  readonly cut: boolean;
}

export interface SurveyOptions {
  readonly warden: string;
  readonly folders: readonly string[];
  readonly left: readonly string[];
  readonly links: boolean;
}

const kinds: ReadonlyMap<string, GitEntry["kind"]> = new Map([
  ["d", "folder"],
  ["f", "file"],
  ["l", "link"],
  ["b", "bare"],
] as const);

/**
 * Looks through folders of the host with the native helper, which takes a fraction of the time that this process would. Throws
 * an `EnforcementError` when it can't be started.
 */
export function surveyTrees({ warden, folders, left, links }: SurveyOptions): Survey {
  const words = [...(links ? ["--links"] : []), ...folders, "--not", ...left];
  const { stdout, status, error } = spawnSync(warden, ["--survey", ...words], { maxBuffer: 256 << 20, env: {} });
  if (status !== 0) throw helperFailure(error);
  const entries: GitEntry[] = [];
  const others = new Map<string, string[]>(["h", "u", "!"].map((kind) => [kind, []]));
  for (const found of stdout.toString("latin1").split("\0")) {
    const [letter, path] = [found.slice(0, 1), textOf(Buffer.from(found.slice(1), "latin1"))];
    const kind = kinds.get(letter);
    if (kind === undefined) others.get(letter)?.push(path);
    else entries.push({ kind, path });
  }
  const found = (letter: string): readonly string[] => others.get(letter) ?? [];
  return { entries, linked: found("h"), unseen: found("u"), cut: found("!").length > 0 };
}
