import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AbsolutePath, parseAbsolutePath } from "../../src/base/index.ts";
import { type FileDesk, reach, type ToolInput, type ToolOutput, useFileTool } from "../../src/files/index.ts";

/** A folder of its own, and the tools at work in it. */
export interface Folder extends Disposable {
  readonly path: AbsolutePath;
  readonly at: (name: string) => string;
  /** What a tool gives back, or the code of why not. */
  readonly use: (tool: string, input: ToolInput) => ToolOutput | string;
  /** The same folder with other bounds. */
  readonly withDesk: (desk: Partial<FileDesk>) => Folder;
}

/** Forbids nothing. */
export const openDesk: Omit<FileDesk, "reach"> = {
  visible: () => "shown",
  targetVisible: () => "shown",
  admits: () => undefined,
  otherName: () => undefined,
  searchable: () => true,
  maxRead: 1024 * 1024 * 1024,
  search: { mostResults: undefined, mostMs: undefined },
  ripgrep: undefined,
};

export function createFolder(desk: Partial<FileDesk> = {}): Folder {
  return folderAt(parseAbsolutePath(realpathSync(mkdtempSync(join(tmpdir(), "sallyport-files-")))), desk);
}

function folderAt(path: AbsolutePath, desk: Partial<FileDesk>): Folder {
  const full: FileDesk = { reach: (name) => reach(parseAbsolutePath(name, path)), ...openDesk, ...desk };
  return {
    path,
    at: (name) => join(path, name),
    use: (tool, input) => {
      const result = useFileTool(tool, input, full);
      return result.ok ? result.value : result.fault.code;
    },
    withDesk: (other) => folderAt(path, other),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}
