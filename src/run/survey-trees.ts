import { spawnSync } from "node:child_process";
import { textOf } from "../base/index.ts";
import type { Frame } from "./frame.ts";
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
  return readFinds(stdout.toString("latin1").split("\0"));
}

/** What the warden has found at the end of a command, told as `survey` and then each find's kind and path; nothing for another frame. */
export function readSurvey({ fields: [start], body }: Frame): Survey | undefined {
  if (start?.[0] !== "survey") return undefined;
  const [, , ...fields] = body.toString("latin1").split("\0");
  return readFinds(fields.flatMap((kind, at) => (at % 2 === 0 ? [`${kind}${fields[at + 1] ?? ""}`] : [])));
}

/** Each starts with its kind; spelled in Latin-1, byte for byte. */
function readFinds(finds: readonly string[]): Survey {
  const entries: GitEntry[] = [];
  const others = new Map<string, string[]>(["h", "u", "!"].map((kind) => [kind, []]));
  for (const found of finds) {
    const [letter, path] = [found.slice(0, 1), textOf(Buffer.from(found.slice(1), "latin1"))];
    const kind = kinds.get(letter);
    if (kind === undefined) others.get(letter)?.push(path);
    else entries.push({ kind, path });
  }
  const all = (letter: string): readonly string[] => others.get(letter) ?? [];
  return { entries, linked: all("h"), unseen: all("u"), cut: all("!").length > 0 };
}
