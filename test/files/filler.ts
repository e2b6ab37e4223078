import { readdirSync, readFileSync } from "node:fs";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { type FileDesk, reach, useFileTool } from "../../src/files/index.ts";
import { openDesk } from "./bench-desk.ts";

/** Writes ever more into a folder that holds little, and tells what came of it as JSON. */
const [folder = ""] = process.argv.slice(2);
const desk: FileDesk = {
  reach: (name) => reach(parseAbsolutePath(name, parseAbsolutePath(folder))),
  ...openDesk,
};
const answers = [100, 10_000, 10_000_000].map((size) => {
  const result = useFileTool("Write", { file_path: "file", content: "x".repeat(size) }, desk);
  return result.ok ? "written" : result.fault.code;
});
process.stdout.write(
  JSON.stringify({ answers, size: readFileSync(`${folder}/file`).length, names: readdirSync(folder) }),
);
