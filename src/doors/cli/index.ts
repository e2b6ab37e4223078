/** The command line: sub-commands for people, scripts and CI. Translates only. */
export { issueLine } from "./profile.ts";
export { isSubCommand, runCli } from "./run-cli.ts";
