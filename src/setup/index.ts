/** How clients are told of Sallyport: what stands in their own configuration, put there, taken out, and tried. */
export { type ClientName, clientNames, type Way, ways } from "./clients.ts";
export { type FileChanged, installClient, type Installing, uninstallClient } from "./install.ts";
export { valueBefore, withPart } from "./json-parts.ts";
export { verifyClient } from "./verify.ts";
export { patchOf, unifiedLines } from "../files/index.ts";
