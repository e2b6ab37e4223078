import { closeSync, openSync, readSync, statSync } from "node:fs";
import { type AbsolutePath, parseAbsolutePath } from "../../base/index.ts";
import { openOwnedFolder, sweepOwned } from "../../changes/index.ts";
import { quoteWord } from "../../shell/index.ts";

/** Where one command writes the folder that it ended in: how the next one can go on there. */
export interface FolderNote extends Disposable {
  /** Of the host; the sandbox shows it. */
  readonly file: AbsolutePath;
  /** The text with its note, on the text's own first line: its lines keep their numbers. */
  readonly around: (text: string) => string;
  /** The folder as the command called it; nothing where it wrote none. */
  readonly read: () => string | undefined;
}

/** PATH_MAX: no path is longer. In bytes. */
const longestPath = 4096;

const start = "/tmp/sallyport-cwd-";

/** Removes the notes of processes that were killed. */
export function sweepFolderNotes(): void {
  sweepOwned(start);
}

/** A trap, and not a last command: `set -e` and the exit status stay what they are. */
export function openFolderNote(): FolderNote {
  const folder = openOwnedFolder(start);
  const file = parseAbsolutePath(`${folder.path}/folder`);
  const note = `{ pwd -P >| ${quoteWord(file)}; } 2>/dev/null`;
  return {
    file,
    around: (text) => `trap ${quoteWord(note)} EXIT; ${text}`,
    read: () => {
      const line = readStart(file);
      return line?.startsWith("/") === true && line.endsWith("\n") ? line.slice(0, -1) : undefined;
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** The command could have written anything there. */
function readStart(file: AbsolutePath): string | undefined {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const fd = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(longestPath + 1);
    return bytes.toString("utf8", 0, readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
}
