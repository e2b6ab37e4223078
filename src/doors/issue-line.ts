import { type Issue, printable } from "../base/index.ts";

/** One issue as compilers print theirs, with the spelling that was wanted. */
export function issueLine(issue: Issue): string {
  const where = `${printable(issue.file)}:${issue.line}:${issue.column}`;
  const pointer = issue.pointer === "" ? "" : ` (${printable(issue.pointer)})`;
  return `${where}: ${issue.code}: ${printable(issue.message, 500)}${pointer}; wanted: ${printable(issue.wanted, 500)}\n`;
}
