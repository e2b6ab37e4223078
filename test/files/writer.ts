import { parseAbsolutePath } from "../../src/base/index.ts";
import { type FileDesk, reach, useFileTool } from "../../src/files/index.ts";
import { openDesk } from "./bench-desk.ts";

/** Writes a file over and over, with one letter and then another one, and tells when it begins. */
const [path = ""] = process.argv.slice(2);
const desk: FileDesk = { reach: (name) => reach(parseAbsolutePath(name)), ...openDesk };
let turn = 0;
function write(): void {
  const content = ((turn += 1) % 2 === 0 ? "a" : "b").repeat(1024 * 1024);
  const result = useFileTool("Write", { file_path: path, content }, desk);
  if (!result.ok) throw new Error(result.fault.message);
  setImmediate(write);
}

// Whoever started it is gone: so is this.
process.stdin.on("end", () => process.exit()).resume();
process.stdout.write("begun\n");
write();
