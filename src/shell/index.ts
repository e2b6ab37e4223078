/** Bash text → actions, by a parser whose word is checked. Pure; the only importer of the parser. */
export { isShell } from "./bash-only.ts";
export { isBuiltin } from "./builtin-readers.ts";
export { decodeText } from "./check-text.ts";
export type { Frame } from "./frame.ts";
export { listCommands, sameCommands } from "./list-commands.ts";
export { moveArgv, movePaths } from "./move-paths.ts";
export { quoteWord } from "./quote-word.ts";
export { readArgv, readClosedArgv } from "./read-argv.ts";
export { readRuleCommand } from "./read-rule-command.ts";
export { readScript } from "./read-script.ts";
export type { Reading } from "./reading.ts";
export { runsElsewhere } from "./tape.ts";
export { usualWords } from "./catalogue/second-names.ts";
export type { ShellProblem } from "./shell-problem.ts";
export { spliceText } from "./splice-text.ts";
export { textArgs } from "./text-args.ts";
export { unwrapFrame } from "./unwrap-frame.ts";
