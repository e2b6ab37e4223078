/** The command line: sub-commands for people, scripts and CI. Translates only. */
export { isSubCommand, runCli } from "./run-cli.ts";
