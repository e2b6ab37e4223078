import { printable } from "../../base/index.ts";
import type { DescribedChange, KeptChanges } from "../../engine/index.ts";
import type { Colour } from "./colour.ts";

/** Longer ones are cut, which is said. */
const mostLines = 2000;

const letters = { created: "A", changed: "M", deleted: "D", renamed: "R" } as const;

/** One line of the list. */
export function listLine(record: KeptChanges): string {
  const { id, state, command } = record;
  return `${id}  ${state.padEnd(8)} ${countsOf(record).padEnd(24)} ${printable(command, 120)}\n`;
}

/** For programs: the record, and with `described` what changed in each text. */
export function changesJson(
  record: KeptChanges,
  described?: readonly DescribedChange[],
): Readonly<Record<string, unknown>> {
  const { id, time, state, tool, command, cwd, profile, refusals, conflicts, left, apart } = record;
  const changes = (described ?? record.changes).map((change) => {
    const { oldBytes, oldMode, path, from, kind, bytes, mode } = change;
    const hunks = "hunks" in change ? change.hunks : undefined;
    return { path, change: change.change, from, kind, bytes, old_bytes: oldBytes, mode, old_mode: oldMode, hunks };
  });
  return { id, time, state, tool, command, cwd, profile, changes, refusals, conflicts, left, apart };
}

/** For people: what it was, each change with its lines, and how many there were. */
export function changesText(record: KeptChanges, described: readonly DescribedChange[], colour: Colour): string {
  const { id, state, time, command, refusals, conflicts, left, apart } = record;
  const head = [
    `${colour("bold", id)}  ${state}  ${time.slice(0, 19).replace("T", " ")} UTC`,
    `  ${printable(command, 400)}`,
    "",
  ];
  const body = described.flatMap((change) => changeLines(change, colour));
  const cut = body.length > mostLines ? [`… ${body.length - mostLines} more lines`] : [];
  const notes = [
    ...(apart === undefined
      ? []
      : [colour("red", `can't land: ${printable(apart.why)}; it is kept as it was written`)]),
    ...refusals.map(({ path, message }) =>
      colour("red", `refused: ${message.includes(path) ? message : `${path}: ${message}`}`),
    ),
    ...conflicts.map((path) => colour("red", `conflict: ${printable(path)} was changed by somebody else meanwhile`)),
    ...left.map((path) => `left behind: ${printable(path)} is a pipe, a socket or a device`),
  ];
  const lines = [...head, ...body.slice(0, mostLines), ...cut, ...notes, summaryOf(record, described)];
  return lines.map((line) => `${line}\n`).join("");
}

function changeLines(change: DescribedChange, colour: Colour): readonly string[] {
  const { path, from, kind, hunks, oldMode, mode } = change;
  const name = from === undefined ? printable(path, 1000) : `${printable(from, 1000)} → ${printable(path, 1000)}`;
  const isMode = oldMode !== mode && change.change === "changed";
  const modes = isMode ? `  (mode ${oldMode.toString(8)} → ${mode.toString(8)})` : "";
  const title = `${letters[change.change]} ${name}${kind === "file" ? "" : ` (${kind})`}${modes}${sizesOf(change)}`;
  const lines = (hunks ?? []).flatMap((hunk) => [
    colour("cyan", `  @@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`),
    ...hunk.lines.map((line) => lineOf(line, colour)),
  ]);
  return [colour("bold", title), ...lines];
}

function lineOf(line: string, colour: Colour): string {
  const text = `  ${printable(line, 2000)}`;
  if (line.startsWith("+")) return colour("green", text);
  return line.startsWith("-") ? colour("red", text) : text;
}

/** Where there are no lines to show. */
function sizesOf({ kind, hunks, oldBytes, bytes }: DescribedChange): string {
  return kind === "file" && hunks === undefined ? `  (${oldBytes} → ${bytes} bytes)` : "";
}

function countsOf({ changes }: KeptChanges): string {
  const counts = Object.keys(letters).flatMap((name) => {
    const count = changes.filter(({ change }) => change === name).length;
    return count === 0 ? [] : [`${count} ${name}`];
  });
  return counts.length === 0 ? "nothing" : counts.join(", ");
}

function summaryOf(record: KeptChanges, described: readonly DescribedChange[]): string {
  const lines = described.flatMap(({ hunks = [] }) => hunks.flatMap((hunk) => hunk.lines));
  const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length;
  return `${countsOf(record)}; ${count("+")} lines added, ${count("-")} removed`;
}
