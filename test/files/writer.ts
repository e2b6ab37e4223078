import { parseAbsolutePath } from "../../src/base/index.ts";
import { type FileDesk, reach, useFileTool } from "../../src/files/index.ts";

/** Writes a file over and over, with one letter and then another one, and tells when it begins. */
const [path = ""] = process.argv.slice(2);
const desk: FileDesk = { reach: (name) => reach(parseAbsolutePath(name)), visible: () => "shown", maxRead: 1e9 };
process.stdout.write("begun\n");
for (let turn = 0; ; turn += 1) {
  const content = (turn % 2 === 0 ? "a" : "b").repeat(1024 * 1024);
  const result = useFileTool("Write", { file_path: path, content }, desk);
  if (!result.ok) throw new Error(result.fault.message);
}
