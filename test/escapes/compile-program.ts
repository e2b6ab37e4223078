import { spawnSync } from "node:child_process";
import { basename, join } from "node:path";

/** Compiles a C source of this folder into a program of the same name that runs in any sandbox. */
export function compileProgram(source: string, folder: string): void {
  const output = join(folder, basename(source, ".c"));
  const argv = ["-O1", "-static", "-o", output, join(import.meta.dirname, source), "-lpthread"];
  const { status, stderr } = spawnSync("cc", argv, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${source} does not compile: ${stderr}`);
}
