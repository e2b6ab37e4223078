/** The package's entry: Sallyport inside of another program. Its types stand in `doors/sdk/types.ts`, and are published as they are there. */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { checkOptions, createSallyportIn, type Sallyport, type SallyportOptions } from "./doors/sdk/index.ts";
import { ownHome } from "./own-home.ts";
import { openNetwork, openTls } from "./open-egress.ts";

export type * from "./doors/sdk/index.ts";

/** Opens one policy for as long as an agent runs. Throws a `ConfigError`, with a `code`, when the options or the profile can't be used. */
export function createSallyport(options: SallyportOptions = {}): Sallyport {
  checkOptions(options);
  const given = new Map(
    Object.entries(options.env ?? process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const { home, env } = ownHome(given);
  return createSallyportIn(
    {
      env,
      cwd: resolve(options.cwd ?? "."),
      packageRoot: dirname(dirname(fileURLToPath(import.meta.url))),
      user: { uid: process.getuid?.() ?? 0, home },
      openNetwork: openNetwork(process),
      openTls: () => openTls(process, env),
    },
    options,
  );
}
