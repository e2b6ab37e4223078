/** The terminal that a person sits at: questions, and the keys that answer them. */
export { openTerminal, type Terminal, type TerminalUse } from "./open-terminal.ts";
