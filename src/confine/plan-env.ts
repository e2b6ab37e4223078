import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { Launch } from "./launch.ts";
import { insideName } from "../policy/index.ts";
import type { LaunchRequest } from "./launch-request.ts";
import { hostPath } from "./spot.ts";

/** Where the project's private caches are mounted inside: a folder that every sandbox with mounts has. */
export const cacheTarget = "/tmp/.cache";

/** Variables by which programs find the folder for temporary files. */
export const tempVariables = ["TMPDIR", "TMP", "TEMP", "TMUX_TMPDIR"];

/** Variables by which tools find their caches. `XDG_CACHE_HOME` serves many; these have one of their own. */
const cacheVariables: ReadonlyMap<string, string> = new Map([
  ["XDG_CACHE_HOME", ""],
  ["npm_config_cache", "/npm"],
  ["YARN_CACHE_FOLDER", "/yarn"],
  ["YARN_GLOBAL_FOLDER", "/yarn-berry"],
  ["BUN_INSTALL_CACHE_DIR", "/bun"],
  ["DENO_DIR", "/deno"],
  ["PIP_CACHE_DIR", "/pip"],
  ["UV_CACHE_DIR", "/uv"],
  ["POETRY_CACHE_DIR", "/poetry"],
  ["CARGO_HOME", "/cargo"],
  ["GOCACHE", "/go-build"],
  ["GOMODCACHE", "/go-mod"],
  ["GRADLE_USER_HOME", "/gradle"],
  ["COMPOSER_CACHE_DIR", "/composer"],
  ["NUGET_PACKAGES", "/nuget"],
  ["CCACHE_DIR", "/ccache"],
]);

/** The command's environment, built from nothing (never from what is not on the list). The profile's own values win. */
export function planEnv(request: LaunchRequest, backend: Launch["backend"]): ReadonlyMap<string, string> {
  const shared = backend === "landlock";
  const caches = shared ? request.places.projectCache : cacheTarget;
  const { pass, set } = request.profile.sandbox.env;
  const env = new Map<string, string>();
  for (const [name, value] of request.env) {
    if (pass.some((pattern) => passes(pattern, name))) env.set(name, value);
  }
  adapt(env, request.places.temp);
  // /tmp is everybody's: the command gets a folder of its own when it starts.
  if (shared) for (const name of tempVariables) env.delete(name);
  const { root } = request.profile.sandbox;
  if (shared && root !== undefined && env.has("HOME"))
    env.set("HOME", hostPath(root, insideName(root, request.places.home)));
  // KERNEL: Landlock lets access(2) see what open(2) refuses, and git gives up where that is the user's settings.
  if (shared && !env.has("GIT_CONFIG_GLOBAL") && !showsHome(request)) env.set("GIT_CONFIG_GLOBAL", "/dev/null");
  if (request.profile.sandbox.caches === "private") {
    for (const [name, folder] of cacheVariables) env.set(name, `${caches}${folder}`);
  }
  for (const [name, value] of set) env.set(name, value);
  env.set("SHLVL", shellLevel(env.get("SHLVL") ?? request.env.get("SHLVL")));
  return env;
}

function showsHome({ profile, places }: LaunchRequest): boolean {
  const settings = parseAbsolutePath(`${places.home}/.gitconfig`);
  const { allowed, readOnly, denied } = profile.files;
  const covers = ({ glob, path }: (typeof allowed)[number]): boolean => !glob && isBeneath(settings, path);
  return [...allowed, ...readOnly].some(covers) && !denied.some(covers);
}

/**
 * How deep in shells the command stands, as bash counts. An outermost bash whose input is a socket takes itself for one that a remote
 * host has started, and runs the user's `.bashrc` first, which nobody has judged: clients hand such inputs over.
 */
function shellLevel(given: string | undefined): string {
  return /^[1-9]\d{0,2}$/u.test(given ?? "") && given !== "999" ? (given ?? "1") : "1";
}

function passes(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** Values that would be wrong inside: a temporary folder that is not there, and this program as the user's shell. */
function adapt(env: Map<string, string>, temp: AbsolutePath): void {
  const folder = env.get("TMPDIR");
  if (folder !== undefined && folder !== temp && folder !== "/tmp") env.delete("TMPDIR");
  const shell = env.get("SHELL");
  if (shell !== undefined && (shell.split("/").at(-1) ?? "").startsWith("sallyport")) env.set("SHELL", "/bin/bash");
}
