import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { keptFor } from "./base/index.ts";
import type { OpenNetwork, OpenTls } from "./engine/index.ts";

/**
 * Those of its devices; what every machine has is known to be special anyway. Each reading asks the kernel about all of them,
 * which takes longer than judging a request.
 */
export const ownAddresses = keptFor(1000, (): readonly string[] =>
  Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => address),
  ),
);

/** The filter of what leaves a sandbox; loaded for commands that have a network only. */
export function openNetwork(process: NodeJS.Process): OpenNetwork {
  return async (asked) => {
    const { openSandboxNetwork } = await import("./egress/index.ts");
    return whileWatched(process, asked.failed, openSandboxNetwork({ ...asked, ownAddresses }));
  };
}

/** INVARIANT I8: an error that nobody caught while there was a network ends the command, and not its record. */
function whileWatched(
  process: NodeJS.Process,
  failed: (error: unknown) => void,
  network: Awaited<ReturnType<OpenNetwork>>,
): Awaited<ReturnType<OpenNetwork>> {
  process.on("uncaughtException", failed);
  return {
    ...network,
    [Symbol.asyncDispose]: async () => {
      await network[Symbol.asyncDispose]();
      process.off("uncaughtException", failed);
    },
  };
}

/** The same, with TLS opened where the policy wants it. */
export async function openTls(process: NodeJS.Process, env: ReadonlyMap<string, string>): ReturnType<OpenTls> {
  const { openSandboxNetwork, openSessionTls } = await import("./egress/index.ts");
  const tls = openSessionTls({ env, readFile: readIfThere });
  return {
    bundle: tls.bundle,
    missing: tls.missing,
    openNetwork: async (asked) =>
      whileWatched(process, asked.failed, openSandboxNetwork({ ...asked, ownAddresses, tls })),
  };
}

export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // not there, or not this user's: said by whoever looked for it
  }
}
