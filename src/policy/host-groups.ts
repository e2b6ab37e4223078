import type { DomainEntry } from "./effective-profile.ts";

/** What a machine's package managers read: files by their path, and variables. */
export interface ManagerSettings {
  /** The text of each file that matches, none where there is none. `~` is the home folder; a final `*` stands for the files in a folder. */
  readonly files: (path: string) => readonly string[];
  readonly env: (name: string) => string | undefined;
}

interface Manager {
  readonly files: readonly string[];
  readonly variables: readonly string[];
  /** Lines of its files that name a place to load from. */
  readonly setting: RegExp;
  /** What it uses where nothing in its settings takes its place. */
  readonly usual: readonly string[];
  /** A setting that takes the usual place. */
  readonly replaces: RegExp;
}

/** By the names that profiles use. What a project brings along is not read: it is not the machine's. */
const managers: ReadonlyMap<string, Manager> = new Map([
  [
    "@npm",
    {
      files: ["/etc/npmrc", "~/.npmrc", "~/.yarnrc"],
      variables: ["npm_config_registry", "NPM_CONFIG_REGISTRY", "YARN_REGISTRY"],
      setting: /^\s*(?:@[^:\s]+:)?registry[\s=]/u,
      usual: ["registry.npmjs.org", "registry.yarnpkg.com"],
      replaces: /^\s*registry[\s=]/mu,
    },
  ],
  [
    "@pip",
    {
      files: ["/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf", "~/.config/uv/uv.toml"],
      variables: ["PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"],
      setting: /^\s*(?:extra[-_])?index[-_]url\s*=|^\s*find[-_]links\s*=|^\s*url\s*=|^\s+https?:/u,
      usual: ["pypi.org", "files.pythonhosted.org"],
      replaces: /^\s*index[-_]url\s*=(?!\s*"?https:\/\/pypi\.org\/)/mu,
    },
  ],
  [
    "@cargo",
    {
      files: ["~/.cargo/config.toml", "~/.cargo/config"],
      variables: [],
      setting: /^\s*(?:registry|index)\s*=/u,
      usual: ["crates.io", "index.crates.io", "static.crates.io"],
      replaces: /^\s*replace-with\s*=/mu,
    },
  ],
  [
    "@go",
    {
      files: ["~/.config/go/env"],
      variables: ["GOPROXY"],
      setting: /^\s*GOPROXY\s*=/u,
      usual: ["proxy.golang.org", "sum.golang.org"],
      replaces: /^\s*GOPROXY\s*=(?!.*proxy\.golang\.org)/mu,
    },
  ],
  [
    "@apt",
    {
      files: ["/etc/apt/sources.list", "/etc/apt/sources.list.d/*"],
      variables: [],
      setting: /^\s*(?:deb(?:-src)?\s|URIs:)/u,
      usual: ["deb.debian.org", "security.debian.org", "archive.ubuntu.com", "security.ubuntu.com"],
      replaces: /^\s*(?:deb\s|URIs:)/mu,
    },
  ],
  [
    "@maven",
    {
      files: ["~/.m2/settings.xml"],
      variables: [],
      setting: /<url>/u,
      usual: ["repo.maven.apache.org", "repo1.maven.org"],
      replaces: /<mirrorOf>\s*(?:\*|external:\*|central)/u,
    },
  ],
]);

const everyGroup = "@registries";

/** The groups that a profile can name. */
export const groupNames: readonly string[] = [...managers.keys(), everyGroup];

/** The hosts that a group stands for on this machine; nothing where there is no such group. */
export function groupHosts(name: string, settings: ManagerSettings): readonly string[] | undefined {
  if (name === everyGroup) return [...new Set([...managers.values()].flatMap((manager) => hostsOf(manager, settings)))];
  const manager = managers.get(name);
  return manager === undefined ? undefined : [...new Set(hostsOf(manager, settings))];
}

/** The entries with hosts in place of groups; each still says which line of which profile it came from. */
export function expandGroups(
  entries: readonly DomainEntry[],
  hosts: (name: string) => readonly string[],
): readonly DomainEntry[] {
  return entries.flatMap((entry) =>
    entry.text.startsWith("@") ? hosts(entry.text).map((text) => ({ ...entry, text })) : [entry],
  );
}

function hostsOf(
  { files, variables, setting, usual, replaces }: Manager,
  { files: read, env }: ManagerSettings,
): readonly string[] {
  const texts = files.flatMap(read);
  const given = variables.flatMap((name) => env(name) ?? []);
  const lines = texts.flatMap((text) => text.split("\n")).filter((line) => setting.test(line));
  const isReplaced = texts.some((text) => replaces.test(text)) || given.some((text) => /^https?:/u.test(text));
  return [...[...given, ...lines].flatMap(hostsIn), ...(isReplaced ? [] : usual)];
}

/** The hosts of the URLs in a line, with their ports where they state one. User names are left out. */
function hostsIn(line: string): readonly string[] {
  return [...line.matchAll(/https?:\/\/[^\s"'<>,|]+/gu)].flatMap(([text]) => {
    const url = URL.parse(text);
    return url === null || url.host === "" ? [] : [url.host.replace(/\.(?=:|$)/u, "")];
  });
}
