/** Running: facts about the host, and a launch from its start to its end. */
export { findRipgrep } from "./find-ripgrep.ts";
export { gatherHostFacts } from "./gather-host-facts.ts";
export { gatherPathFacts } from "./gather-path-facts.ts";
export { createHostSide, type HostSide } from "./host-side.ts";
export { createPathResolver } from "./resolve-path.ts";
export { type HostAbility, type HostProbe, probeHost } from "./probe-host.ts";
export { type Endpoint, listen, type Listener, type TakeConnection } from "./listen.ts";
export { linkedRepository } from "./linked-repository.ts";
export { listenRedirected } from "./listen-redirected.ts";
export { listenRelayed, type OpenDesk } from "./listen-relayed.ts";
export type { Network } from "./take-sockets.ts";
export { sweepTrees } from "./sweep-trees.ts";
export { type HostProgram, runHostProgram } from "./run-host-program.ts";
export type { OutputFilters } from "./pass-output.ts";
export { runCaptured } from "./run-captured.ts";
export { runSwept } from "./run-swept.ts";
export type { RunOptions, Talk } from "./run-launch.ts";
export { bashVersion, isUnfinished, prettyPrint } from "./pretty-print.ts";
