import { opendirSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath, printable, textOf } from "../base/index.ts";
import { done, failed, faultOf, type Tried } from "./fault.ts";
import { readFields } from "./fields.ts";
import { fdPath } from "./fd-path.ts";
import type { Reached } from "./reach.ts";
import type { FileDesk, ToolInput, ToolOutput } from "./tool.ts";

/** A folder may hold a million names; so many are shown. */
const mostEntries = 1000;

const kinds = { folder: "/", link: "@", file: "", other: "" } as const;

interface Entry {
  readonly name: string;
  readonly type: keyof typeof kinds;
}

/** `LS`: the names in a folder that the policy shows. */
export function listTool(input: ToolInput, desk: FileDesk): Tried<ToolOutput> {
  const fields = readFields(input, { path: "path?" });
  if (!fields.ok) return fields;
  const { path = "." } = fields.value;
  const reached = desk.reach(path);
  if (!reached.ok) return reached;
  using at = reached.value;
  if (at.there === undefined) return failed("file/not-found", `${printable(path)}: there is no such folder`);
  if (!at.there.stats.isDirectory()) return failed("file/not-a-folder", `${printable(path)}: it is no folder`);
  try {
    const { entries, truncated } = list(at, desk);
    const lines = entries.map(({ name, type }) => `  - ${printable(name, 1000)}${kinds[type]}`);
    return done({
      output: { path: at.real, entries, truncated },
      text: [`- ${printable(at.real, 4096)}/`, ...lines, ...(truncated ? ["  (there are more)"] : [])].join("\n"),
    });
  } catch (error) {
    return faultOf(error, printable(path));
  }
}

function list(
  { folder, real }: Reached,
  desk: FileDesk,
): { readonly entries: readonly Entry[]; readonly truncated: boolean } {
  const entries: Entry[] = [];
  let truncated = false;
  const names = opendirSync(fdPath(folder), { encoding: "latin1" });
  try {
    for (let entry = names.readSync(); entry !== null && !truncated; entry = names.readSync()) {
      const name = textOf(Buffer.from(entry.name, "latin1"));
      const type = entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : entry.isFile() ? "file" : "other";
      if (!isShown(parseAbsolutePath(name, real), type, desk)) continue;
      truncated = entries.length === mostEntries;
      if (!truncated) entries.push({ name, type });
    }
  } finally {
    names.closeSync();
  }
  return { entries: entries.toSorted((one, other) => (one.name < other.name ? -1 : 1)), truncated };
}

/** A link is what it leads to, too. */
function isShown(path: AbsolutePath, type: Entry["type"], { visible, targetVisible }: FileDesk): boolean {
  return visible(path) !== "hidden" && (type !== "link" || targetVisible(path) !== "hidden");
}
