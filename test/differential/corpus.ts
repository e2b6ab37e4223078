import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Commands written as in a terminal: `$ ` starts one, `> ` goes on with it. */
export function readCorpus(file: string): readonly string[] {
  const lines = readFileSync(join(import.meta.dirname, "corpus", file), "utf8").split("\n");
  const commands: string[] = [];
  for (const line of lines) {
    if (line.startsWith("$ ")) commands.push(line.slice(2));
    else if (line.startsWith(">")) commands.push(`${commands.pop() ?? ""}\n${line.slice(2)}`);
    else if (line !== "") throw new Error(`${file}: neither the start of a command nor its next line: ${line}`);
  }
  return commands;
}
