import { statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { ConfigError, printable } from "../../base/index.ts";
import { findPlaces, namePlaces } from "../../engine/index.ts";
import { clientNames, type Installing } from "../../setup/index.ts";
import { type CommonOptions, optionVariables, optionWords } from "../options.ts";
import type { World } from "../world.ts";
import { type Invocation, ownValue } from "./command.ts";

/** Which client, whose settings, and what it is to start. Throws a `ConfigError` where that can't be told, or where root would write in another user's folders. */
export function clientAsked(invocation: Invocation, verb: string): Omit<Installing, "ways"> {
  const { world, options, words, own } = invocation;
  const client = clientNames.find((name) => name === words[0]);
  if (client === undefined || words.length > 1)
    throw new ConfigError("config/usage", `${verb}: name one of ${clientNames.join(", ")}`);
  const scope = ownValue(invocation, "--scope") ?? "user";
  if (scope !== "user" && scope !== "project")
    throw new ConfigError("config/usage", `${verb}: --scope takes user or project`);
  const known = namePlaces(world);
  for (const folder of [known.home, ...(scope === "project" ? [known.projectRoot] : [])])
    refuseOthers(world, verb, folder);
  const isDry = own.has("--print");
  const places = isDry ? known : findPlaces(world);
  const named = lasting(options, world.cwd);
  const setting = {
    scope,
    home: places.home,
    project: places.projectRoot,
    env: world.env,
    packageRoot: world.packageRoot,
    words: optionWords(named),
    variables: optionVariables(named),
    shellFolder: join(places.state, "shell"),
  } as const;
  return { client, setting, state: places.state, isDry };
}

/** What `sudo` makes there its user could neither use nor take out, and a client that can't start its shell takes another. */
function refuseOthers({ env, user }: World, verb: string, folder: string): void {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid ?? user.uid;
  if (user.uid !== 0 || owner === 0 || !env.has("SUDO_UID")) return;
  throw new ConfigError(
    "config/usage",
    `${verb}: \`${printable(folder)}\` is another user's: run it without sudo, as that user`,
  );
}

/** What is said now holds from any folder. */
function lasting(options: CommonOptions, cwd: string): CommonOptions {
  const { profile } = options;
  const isFile = profile !== undefined && (profile.includes("/") || profile.endsWith(".json")) && !isAbsolute(profile);
  return isFile ? { ...options, profile: resolve(cwd, profile) } : options;
}
