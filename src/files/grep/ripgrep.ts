import type { RunRipgrep } from "../tool.ts";
import { type Found, type FoundLine, foundLine, foundParts, linesOf, type OpenedFile } from "./found.ts";
import type { Query } from "./query.ts";

/** Descriptors that a program has from the start: those of its input, output and errors. */
const ownDescriptors = 3;

/**
 * Searches open files with ripgrep, which gets them as descriptors: names could lead elsewhere by now. Nothing when it can't tell:
 * it knows another syntax, prints more than is held, or takes too long.
 */
export function searchWithRipgrep(
  run: RunRipgrep,
  query: Query,
  { files, mostMs }: { readonly files: readonly OpenedFile[]; readonly mostMs: number },
): ReadonlyMap<OpenedFile, Found> | undefined {
  const paths = files.map((_, at) => `/proc/self/fd/${ownDescriptors + at}`);
  const words = [...wordsOf(query), "-e", query.pattern, "--", ...paths];
  const stdout = run(
    words,
    files.map(({ fd }) => fd),
    mostMs,
  );
  if (stdout === undefined) return undefined;
  const named = readers[formOf(query)](stdout, query);
  return new Map(
    files.flatMap((file, at) => {
      const found = named.get(paths[at] ?? "");
      return found === undefined ? [] : [[file, found] as const];
    }),
  );
}

type Form = "names" | "counts" | "json";

function formOf({ tell, multiline }: Query): Form {
  if (tell === "files") return "names";
  return tell === "counts" && !multiline ? "counts" : "json";
}

const forms: Readonly<Record<Form, readonly string[]>> = {
  names: ["--files-with-matches", "--null"],
  counts: ["--count", "--null", "--with-filename"],
  json: ["--json"],
};

/** Bytes: as long a program as our own engine makes of a pattern. */
const longestCompiled = 10 * 1024 * 1024;

/** What a person has set up for himself must not matter, and whether a file is text is found out by us. */
function wordsOf(query: Query): readonly string[] {
  const { caseless, multiline, before, after, most, tell } = query;
  return [
    "--no-config",
    "--text",
    "--no-mmap",
    "--color=never",
    "--engine=default",
    `--regex-size-limit=${longestCompiled}`,
    caseless ? "--ignore-case" : "--case-sensitive",
    ...(multiline ? ["--multiline", "--multiline-dotall"] : []),
    ...(tell === "lines" ? [`--before-context=${before}`, `--after-context=${after}`, `--max-count=${most}`] : []),
    ...forms[formOf(query)],
  ];
}

type Named = ReadonlyMap<string, Found>;

const readers: Readonly<Record<Form, (stdout: Buffer, query: Query) => Named>> = {
  names: (stdout) => new Map(textsOf(stdout, "\0").map((name) => [name, { count: 1, lines: [] }])),
  counts: (stdout) =>
    new Map(
      textsOf(stdout, "\n").map((line) => {
        const [name = "", count = "0"] = line.split("\0");
        return [name, { count: Number(count), lines: [] }];
      }),
    ),
  json: readEvents,
};

function textsOf(stdout: Buffer, end: string): readonly string[] {
  return stdout
    .toString("utf8")
    .split(end)
    .filter((text) => text !== "");
}

/** Text, or what is not text in base64 (grep-printer, `JSON`). */
type Data = { readonly text: string } | { readonly bytes: string };

interface Event {
  readonly type: "begin" | "match" | "context" | "end" | "summary";
  readonly data: {
    readonly path: Data;
    readonly lines: Data;
    readonly line_number: number;
    /** Offsets in bytes of the lines. */
    readonly submatches: readonly { readonly start: number; readonly end: number }[];
  };
}

function readEvents(stdout: Buffer, query: Query): Named {
  const named = new Map<string, { count: number; lines: FoundLine[] }>();
  for (const line of textsOf(stdout, "\n")) {
    const { type, data } = JSON.parse(line) as Event;
    if (type !== "match" && type !== "context") continue;
    const name = bytesOf(data.path).toString("utf8");
    const found = named.get(name) ?? { count: 0, lines: [] };
    named.set(name, found);
    if (type === "match") found.count += query.multiline ? data.submatches.length : 1;
    if (query.tell === "lines") found.lines.push(...shownLines(data, type === "match", query.only));
  }
  return named;
}

function shownLines(data: Event["data"], isMatch: boolean, only: boolean): readonly FoundLine[] {
  const bytes = bytesOf(data.lines);
  const { line_number: first } = data;
  if (!only) return linesOf(bytes.toString("utf8")).map((line, at) => foundLine(first + at, line, isMatch));
  return data.submatches.flatMap(({ start, end }) => {
    const number = first + linesOf(bytes.toString("latin1", 0, start)).filter((line) => line.endsWith("\n")).length;
    return foundParts(number, bytes.toString("utf8", start, end));
  });
}

function bytesOf(data: Data): Buffer {
  return "text" in data ? Buffer.from(data.text) : Buffer.from(data.bytes, "base64");
}
