import { basename } from "node:path";
import type { Launch } from "../confine/index.ts";
import type { ExecEntry, ExecTrace } from "../observe/index.ts";

interface Client {
  /** Subcommands for which it needs other hosts; absent: for whatever it does. */
  readonly when?: readonly string[];
  /** Its options before the subcommand whose value is the next word; absent: any of its words may be the subcommand. */
  readonly valued?: readonly string[];
  /** The group of hosts that it mostly needs. */
  readonly group?: string;
}

const npm: Client = {
  when: ["add", "audit", "ci", "create", "dlx", "exec", "i", "install", "outdated", "publish", "update", "view"],
  group: "@npm",
};
const pip: Client = { when: ["add", "download", "install", "lock", "sync", "tool"], group: "@pip" };
const always: Client = {};

/** Programs that are of little use without a network. */
const clients: ReadonlyMap<string, Client> = new Map([
  ...["npm", "pnpm", "yarn", "bun"].map((name) => [name, npm] as const),
  ...["npx", "bunx"].map((name) => [name, { group: "@npm" }] as const),
  ...["pip", "pip3", "uv", "poetry"].map((name) => [name, pip] as const),
  [
    "cargo",
    { when: ["add", "build", "check", "fetch", "install", "run", "search", "test", "update"], group: "@cargo" },
  ],
  ["go", { when: ["build", "get", "install", "mod", "run", "test"], group: "@go" }],
  ...["apt", "apt-get"].map(
    (name) => [name, { when: ["download", "install", "update", "upgrade"], group: "@apt" }] as const,
  ),
  ...["mvn", "gradle"].map((name) => [name, { group: "@maven" }] as const),
  [
    "git",
    {
      when: ["clone", "fetch", "ls-remote", "pull", "push", "submodule"],
      valued: ["-C", "-c", "--config-env", "--exec-path", "--git-dir", "--namespace", "--work-tree"],
    },
  ],
  ...["curl", "wget", "ssh", "scp", "sftp", "rsync", "gh", "ftp", "telnet", "dig", "nslookup", "ping"].map(
    (name) => [name, always] as const,
  ),
]);

/**
 * What may be the matter with a command that failed where there is no network at all: nobody was there to refuse a host, and what
 * its programs say is only that no name is known. Nothing where none of them is known to need one.
 */
export function networkHint(
  { egress, backend }: Launch,
  status: number,
  execs: ExecTrace | undefined,
): string | undefined {
  const isCutOff = egress === undefined && backend !== "none";
  if (status === 0 || execs === undefined || !isCutOff) return undefined;
  for (const { argv, verdict } of execs.listed) {
    const found = verdict === "allow" ? findClient(argv) : undefined;
    if (found === undefined) continue;
    const words =
      found.client.group === undefined ? "--allow-domain HOST" : `--allow-domain ${found.client.group} (or a host)`;
    return `there is no network, since the profile allows no host; if ${found.name} failed for that, allow it with ${words}, or in allowed_domains`;
  }
  return undefined;
}

/** Package managers are scripts: the name is that of the program or of its first operand. */
function findClient(argv: ExecEntry["argv"]): { readonly name: string; readonly client: Client } | undefined {
  for (const [at, word] of argv.slice(0, 2).entries()) {
    const name = basename(word).replace(/(?:-cli)?\.[cm]?js$/u, "");
    const client = clients.get(name);
    if (client === undefined) continue;
    return needsOthers(client, argv.slice(at + 1)) ? { name, client } : undefined;
  }
  return undefined;
}

/** `git stash push` and `git commit -m fetch` stay on this machine. */
function needsOthers({ when, valued }: Client, words: readonly string[]): boolean {
  if (when === undefined) return true;
  if (valued === undefined) return words.some((word) => when.includes(word));
  const subcommand = words.find((word, at) => !word.startsWith("-") && !valued.includes(words[at - 1] ?? ""));
  return subcommand !== undefined && when.includes(subcommand);
}
