import { printable } from "../../base/index.ts";
import { cancelled, done, failed, type Tried } from "../fault.ts";
import type { Steps } from "../in-steps.ts";
import { openFile } from "../open-file.ts";
import type { Reached } from "../reach.ts";
import { searchTime } from "../search-time.ts";
import type { FileDesk, ToolInput, ToolOutput } from "../tool.ts";
import { batches } from "./batches.ts";
import type { OpenedFile } from "./found.ts";
import { parseNameFilter } from "./name-filter.ts";
import { type GrepInput, readGrepInput } from "./query.ts";
import { createSearcher, type Results } from "./searcher.ts";
import { tellResults } from "./tell.ts";
import { mostWholeBytes } from "./whole-search.ts";

/** `Grep`: lines by a pattern, in the files below a folder that the policy shows and git looks at. */
export function* grepTool(input: ToolInput, desk: FileDesk): Steps<Tried<ToolOutput>> {
  const read = readGrepInput(input, desk.search.mostResults);
  if (!read.ok) return read;
  const { path } = read.value;
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  const filter = parseNameFilter(read.value, at.real);
  if (!filter.ok) return filter;
  if (at.there === undefined) return failed("file/not-found", `${printable(path)}: there is no such file or folder`);
  return at.there.stats.isDirectory()
    ? yield* grep(read.value, desk, (isLate) => batches(at, { desk, filter: filter.value, isLate }))
    : yield* grepFile(at, read.value, desk);
}

function* grepFile(at: Reached, input: GrepInput, desk: FileDesk): Steps<Tried<ToolOutput>> {
  const opened = openFile(at);
  if (!opened.ok) return opened;
  using file = opened.value;
  if (!desk.searchable(at.real))
    return failed("file/no-permission", `${printable(input.path)}: the profile does not let it be searched`);
  const { fd, stats } = file;
  const one = { path: at.real, fd, size: stats.size, changed: stats.mtimeMs };
  return yield* grep(input, desk, () => [[one]], "file");
}

type Batches = (isLate: () => boolean) => Iterable<readonly OpenedFile[]>;

function* grep(input: GrepInput, desk: FileDesk, batchesOf: Batches, what = "folder"): Steps<Tried<ToolOutput>> {
  const { query } = input;
  const end = performance.now() + searchTime(desk);
  const left = (): number => end - performance.now();
  const largest = Math.min(desk.maxRead, query.multiline ? mostWholeBytes : Infinity);
  using searcher = createSearcher(query, desk, { left });
  const results: Results[number][] = [];
  let [tooLarge, enough] = [0, false];
  for (const batch of batchesOf(() => left() <= 0)) {
    if (yield) return cancelled;
    if (batch.length === 0) continue;
    const files = batch.filter(({ size }) => size <= largest);
    tooLarge += batch.length - files.length;
    const found = searcher.search(files);
    if (!found.ok) return found;
    results.push(...found.value);
    enough = query.tell === "lines" && results.reduce((sum, [, { lines }]) => sum + lines.length, 0) >= query.most;
    if (enough) break;
  }
  const checked = searcher.check();
  if (!checked.ok) return checked;
  const notes = [
    ...(left() <= 0 && !enough ? ["(it took too long, there may be more; use a narrower path, glob or type)"] : []),
    ...(tooLarge > 0 ? [`(${tooLarge} of the files ${tooLarge === 1 ? "is" : "are"} too large to be searched)`] : []),
  ];
  return done(tellResults(input, { results, notes, isOneFile: what === "file" }));
}
