/** Sallyport inside of another program: verdicts, and the callbacks of agents' own SDKs. Translates only. */
export { checkOptions } from "./check-options.ts";
export { createSallyportIn } from "./create-sallyport.ts";
export type * from "./types.ts";
