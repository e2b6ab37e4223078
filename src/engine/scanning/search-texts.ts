import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { AbsolutePath, ScanFinding, ScanReport } from "../../base/index.ts";
import { digestOf, type SecretDetector, type ToldSecret } from "../../observe/index.ts";
import { detectorOf } from "../found-secrets.ts";
import { runSearcher, type Searched, type Searching } from "./run-searcher.ts";
import { openSearchFolder } from "./search-folder.ts";

/** A text in which secrets are searched, and what stood in its place. */
export interface SearchedText {
  /** For messages: a path, or what else it is. */
  readonly place: string;
  readonly after: Buffer;
  readonly before: Buffer;
  /** What else was there before: that of all texts with the same number. */
  readonly group: number;
  /** Of each line its number, where that is another one. */
  readonly lines?: readonly number[];
}

/** In bytes, of all texts together, and of one: more is searched by our own rules alone. */
const mostOfAll = 64 * 1024 * 1024;
export const mostOfOne = 8 * 1024 * 1024;
const mostTexts = 2000;

/**
 * Has the profile's other programs search texts, in a sandbox that shows them and from which nothing leads out. Told is what stands in
 * none of the texts as they were, is not excluded, and stands in no line in which our own rules or another program find something.
 */
export async function searchTexts(
  searching: Searching,
  texts: readonly SearchedText[],
): Promise<readonly ScanReport[]> {
  const { profile } = searching.session.loaded;
  const detector = detectorOf(profile);
  const { tools } = profile.secrets;
  const filled = texts.filter(({ after, before }) => after.length + before.length > 0);
  if (detector === undefined || tools.length === 0 || filled.length === 0) return [];
  const chosen = chooseTexts(filled);
  using folder = openSearchFolder();
  const names = chosen.map((text, number) => putText(folder.path, number, text));
  const searched = await Promise.all(tools.map((tool) => runSearcher(searching, tool, folder.path)));
  return newOnes(searched, { chosen, names, detector, left: filled.length - chosen.length });
}

function chooseTexts(texts: readonly SearchedText[]): readonly SearchedText[] {
  let bytes = 0;
  const fitting = texts.filter(({ after, before }) => {
    const size = after.length + before.length;
    const fits = size <= mostOfOne && bytes + size <= mostOfAll;
    if (fits) bytes += size;
    return fits;
  });
  return fitting.slice(0, mostTexts);
}

/** What a text says of itself to a searcher is not heeded. */
const askedFor = /pragma|trufflehog:ignore/giu;

/** The name tells searchers what is in it. */
function putText(folder: AbsolutePath, number: number, { place, after, before }: SearchedText): string {
  const name = basename(place.replace(/ \(commit \w+\)$/u, ""))
    .replaceAll(/[^A-Za-z0-9._-]/gu, "_")
    .slice(-100);
  for (const [side, bytes] of [
    ["after", after],
    ["before", before],
  ] as const) {
    if (bytes.length === 0) continue;
    const shelf = join(folder, side, String(number));
    mkdirSync(shelf, { recursive: true });
    const text = bytes.toString("latin1").replaceAll(askedFor, (found) => "_".repeat(found.length));
    writeFileSync(join(shelf, name), text, "latin1");
  }
  return `after/${number}/${name}`;
}

interface Texts {
  readonly chosen: readonly SearchedText[];
  readonly names: readonly string[];
  readonly detector: SecretDetector;
  readonly left: number;
}

function newOnes(searched: readonly Searched[], { chosen, names, detector, left }: Texts): readonly ScanReport[] {
  const known = new Set<string>();
  const byName = new Map(names.map((name, number) => [name, number]));
  const numberOf = (told: ToldSecret, side: string): number | undefined => {
    const name = told.file.replace(/^.*\/(?=(?:after|before)\/\d+\/[^/]+$)/u, "").replace(/^\.\//u, "");
    return name.startsWith(`${side}/`) ? byName.get(name.replace(/^before/u, "after")) : undefined;
  };
  return searched.map(({ report, told }) => {
    const mark = (number: number | undefined, { digest }: ToldSecret): string =>
      `${number === undefined ? "" : chosen[number]?.group}:${digest}`;
    const old = new Set(told.map((one) => mark(numberOf(one, "before"), one)));
    const findings = told.flatMap((one): readonly ScanFinding[] => {
      const number = numberOf(one, "after");
      const text = number === undefined ? undefined : chosen[number];
      if (text === undefined || old.has(mark(number, one)) || isExcluded(one, text, detector)) return [];
      const finding = { ...findingOf(report.tool, one, text), file: detector.redact(text.place) };
      for (const { line } of detector.findNew(text.after, text.before))
        known.add(`${text.place}:${lineIn(text, line)}`);
      const key = `${text.place}:${finding.line ?? one.digest}`;
      if (known.has(key)) return [];
      known.add(key);
      return [finding];
    });
    const note = left === 0 || report.state !== "ran" ? {} : { note: `${left} texts are too large for it` };
    return { ...report, ...note, findings };
  });
}

function findingOf(tool: string, { line, kind }: ToldSecret, text: SearchedText): ScanFinding {
  const at = line === undefined ? undefined : lineIn(text, line);
  return {
    tool,
    severity: "high",
    file: text.place,
    ...(at !== undefined && { line: at }),
    id: kind,
    message: "a secret",
  };
}

function lineIn({ lines }: SearchedText, line: number): number {
  return lines?.[line - 1] ?? line;
}

/** A searcher does not show the secret, but its words can be tried. */
function isExcluded({ line, digest }: ToldSecret, { after }: SearchedText, detector: SecretDetector): boolean {
  const text = after.toString("latin1");
  const own = line === undefined ? text : (text.split("\n")[line - 1] ?? "");
  const words = [...own.matchAll(/[^\s"'`,;=:()<>]+|"([^"]*)"|'([^']*)'/gu)].flatMap(([all, one, other]) => [
    one ?? other ?? all,
  ]);
  return words.some((word) => detector.excludes(word) && digestOf(word) === digest);
}
