/** How clients are told of Sallyport: what stands in their own configuration, put there, taken out, and tried. */
export { type ClientName, clientNames, type Way } from "./client.ts";
export { ways } from "./ways.ts";
export type { Finding } from "./finding.ts";
export type { FileChanged } from "./carry-out.ts";
export { installClient, type Installed, type Installing, uninstallClient } from "./install.ts";
export { valueBefore, withPart } from "./json-parts.ts";
export { headless, shellInput, type Stage } from "./live/headless.ts";
export { type ModelServer, startModel } from "./live/model-server.ts";
export { tryLive } from "./live/try-live.ts";
export { verifyClient } from "./verify.ts";
export { patchOf, unifiedLines } from "../files/index.ts";
