import {
  type AbsolutePath,
  isBeneath,
  matchesPathGlob,
  parseAbsolutePath,
  parsePathGlob,
  type RuleSource,
} from "../base/index.ts";
import type { EffectiveProfile, PathEntry } from "./effective-profile.ts";
import { coversPath, resolvePathEntry } from "./path-entry.ts";
import type { Variables } from "./variables.ts";

/** In a repository: programs that git starts by itself, and settings that name some. */
const guardedInRepository = ["hooks", "config", "config.worktree", "commondir"] as const;

/**
 * At the root of a working tree, made or not: folders from which an editor or an agent that has the project open takes orders at
 * once, without asking. Who has not yet opened it, or asks first, is served by the look at the end of the command.
 */
const reservedInWorkTree = [".vscode", ".claude"] as const;

/** At the root of a working tree, where it is there: editors, shells and agents that open the folder take orders from there. */
const guardedInWorkTree = [
  ...reservedInWorkTree,
  ".idea",
  ".mcp.json",
  ".envrc",
  ".sallyport.json",
  ".amazonq",
  ".codex",
  ".continue",
  ".cursor",
  ".devcontainer",
  ".devcontainer.json",
  ".fleet",
  ".gemini",
  ".husky",
  ".kiro",
  ".opencode",
  ".qwen",
  ".windsurf",
  ".zed",
  "opencode.json",
] as const;

/** In the home folder: what shells, desktops and schedulers of the user run at their next start. */
const guardedInHome = [
  ".bashrc",
  ".bash_profile",
  ".bash_login",
  ".bash_logout",
  ".bash_aliases",
  ".profile",
  ".zshrc",
  ".zshenv",
  ".zprofile",
  ".zlogin",
  ".zlogout",
  ".kshrc",
  ".mkshrc",
  ".cshrc",
  ".tcshrc",
  ".login",
  ".logout",
  ".config/fish",
  ".config/nushell",
  ".inputrc",
  ".xprofile",
  ".xinitrc",
  ".xsession",
  ".xsessionrc",
  ".pam_environment",
  ".config/environment.d",
  ".config/autostart",
  ".config/systemd",
  ".local/share/systemd",
  ".local/share/applications",
  ".local/share/dbus-1",
  ".local/bin",
  ".config/direnv",
  ".config/tmux",
  ".tmux.conf",
  ".screenrc",
  ".gitconfig",
  ".config/git",
  ".vimrc",
  ".vim",
  ".config/nvim",
  ".emacs",
  ".emacs.d",
  ".config/Code/User",
  ".vscode",
  ".vscode-server",
  ".cursor",
  ".codex",
  ".gemini",
  ".claude/settings.json",
  ".claude/settings.local.json",
  ".claude/commands",
  ".claude/agents",
  ".claude/skills",
  ".claude/hooks",
  ".claude/plugins",
] as const;

/** Names that are guarded in any repository and at the root of any working tree. */
export interface GuardedNames {
  readonly repository: readonly string[];
  readonly workTree: readonly string[];
  /** Of those in a working tree: also while they don't exist. */
  readonly reserved: readonly string[];
}

export const guardedNames: GuardedNames = {
  repository: guardedInRepository,
  workTree: guardedInWorkTree,
  reserved: reservedInWorkTree,
};

const source: RuleSource = { file: "built-in", pointer: "/guarded" };

const guards = [
  ...guardedInWorkTree.map((name) => `\${project_root}/${name}`),
  ...guardedInRepository.map((name) => `\${project_root}/.git/${name}`),
  ...guardedInHome.map((name) => `\${home}/${name}`),
];

/** Inside any folder that can be written; the walls find those that are there by themselves. */
const deepGuards = guardedInRepository.flatMap((name) => [`**/.git/${name}`, `**/.git/modules/**/${name}`]);

function literalGuards(variables: Variables): readonly PathEntry[] {
  const { repository } = variables;
  const elsewhere = repository === undefined ? [] : guardedInRepository.map((name) => `${repository}/${name}`);
  return [
    ...guards.map((text) => resolvePathEntry(text, variables, source)),
    ...elsewhere.map((text) => ({ text, path: parseAbsolutePath(text), glob: false, folder: false, source })),
  ];
}

/** Of further working trees. No list holds them, for git removes them with a tree; the walls look which tree it is. */
const deepTies = ["commondir", "config.worktree", "gitdir"].map((name) => `/**/.git/worktrees/*/${name}`);

/** Read-only entries, in what a profile makes writable, for files that decide what runs outside of the sandbox. */
export function guardedEntries(allowed: readonly PathEntry[], variables: Variables): readonly PathEntry[] {
  const literal = literalGuards(variables).filter((entry) =>
    allowed.some((open) => open.glob || coversPath(open, entry)),
  );
  const folders = allowed.filter(({ glob }) => !glob);
  const outermost = folders.filter(
    (entry) => !folders.some((other) => other.path !== entry.path && coversPath(other, entry)),
  );
  const bases = [...new Set(outermost.map(({ path }) => path.replace(/[*?[\]\\]/gu, "\\$&").replace(/\/$/u, "")))];
  const deep = bases.flatMap((base) =>
    deepGuards.map((text) => ({ ...resolvePathEntry(`${base}/${text}`, variables, source), text })),
  );
  return [...literal, ...deep];
}

/** The same for what no list makes writable, so that rules and modes, which may let anything be written, leave it alone. */
export function guardsAnywhere(variables: Variables): readonly PathEntry[] {
  const deep = [...deepGuards.map((text) => `/${text}`), ...deepTies].map((text) =>
    resolvePathEntry(text, variables, source),
  );
  return [...literalGuards(variables), ...deep];
}

/**
 * The profile with these files read-only where it makes them writable. They are what it comes from: whoever writes them decides
 * what the next request may do.
 */
export function withGuarded(profile: EffectiveProfile, paths: readonly AbsolutePath[]): EffectiveProfile {
  const { files, sandbox } = profile;
  const isOpen = (entry: PathEntry): boolean =>
    files.allowed.some((open) => open.glob || coversPath(open, entry)) ||
    (sandbox.root !== undefined && isBeneath(entry.path, sandbox.root));
  const own = paths.map((path) => ({ text: path, path, glob: false, folder: false, source }));
  const readOnly = [...files.readOnly, ...own.filter(isOpen)];
  return { ...profile, files: { ...files, readOnly, guards: [...files.guards, ...own] } };
}

/** True for a built-in read-only entry, which gives way to an entry or a rule that names the same path. */
export function isGuard({ source: { file, pointer } }: Pick<PathEntry, "source">): boolean {
  return file === source.file && pointer === source.pointer;
}

/** True for a guard that no list holds: tools leave it alone, for commands the walls decide. */
export function isTie(entry: PathEntry): boolean {
  return isGuard(entry) && deepTies.includes(entry.text);
}

/** How many names of the path, which the guard matches, it takes to name what is guarded. */
export function guardDepth({ path, glob }: PathEntry, parts: readonly string[]): number {
  if (!glob) return path.split("/").length - 1;
  const parsed = parsePathGlob(path, "inside");
  const least = parts.findIndex((_, index) => matchesPathGlob(parsed, parts.slice(0, index + 1)));
  return least === -1 ? parts.length : least + 1;
}
