#!/usr/bin/env node
/**
 * Composition root, and the only reader of argv and the environment. Statically it imports nothing, so that
 * a Node too old for the rest can still parse it and say what is needed.
 */
const wanted = 24;
const major = Number(process.versions.node.split(".")[0]);

if (major < wanted) {
  process.stderr.write(
    `sallyport: needs Node ${wanted} or newer, this is ${process.versions.node}; put one on the PATH, or let npm run the install script of the package "node", which brings it along\n`,
  );
  process.exitCode = 125;
} else {
  const { start } = await import("./start.ts");
  process.exitCode = await start(process);
  // Nothing is left to do or to write then; taking Node apart piece by piece would take longer than a verdict.
  process.once("beforeExit", () => process.exit());
}
