/** The hook of clients that ask before and tell after each use of a tool. Translates only. */
export { runHook } from "./hook.ts";
