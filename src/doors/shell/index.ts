/** The Bash replacement: takes bash's own arguments and stands in for it. Translates only. */
export { argvIsText } from "./read-command-text.ts";
export { runShell } from "./run-shell.ts";
