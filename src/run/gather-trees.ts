import { statfsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../base/index.ts";
import type { PathFact, TreeFacts, TreeQuestion } from "../confine/index.ts";
import { identityOf, namedBySettings, namesIn, repositoryAt, stampOf } from "./inspect-repository.ts";
import type { PathResolver } from "./resolve-path.ts";
import { type GitEntry, type Survey, surveyTrees } from "./survey-trees.ts";

/** Each mount of a sandbox costs time that grows with their number. */
const most = { repositories: 100, linked: 100 } as const;

export interface TreeSide {
  readonly root: AbsolutePath | undefined;
  readonly resolve: PathResolver;
  readonly warden: string;
  readonly home: string;
}

export const noTrees: TreeFacts = { guarded: [], reserved: [], linked: [], weaker: undefined, seen: undefined };

/** Finds in folders that can be written what must not be. */
export function gatherTrees(question: TreeQuestion, matches: readonly AbsolutePath[], side: TreeSide): TreeFacts {
  const folders = outermost([...question.folders, ...matches].map(side.resolve));
  if (folders.length === 0) return noTrees;
  const startedMs = Date.now();
  const onHost = (path: AbsolutePath): AbsolutePath => parseAbsolutePath(`${side.root ?? ""}${path}`);
  const look = { warden: side.warden, folders: folders.map(onHost), left: question.left.map(onHost) };
  const survey = surveyTrees({ ...look, links: true });
  const gathering: Gathering = {
    ...side,
    isInside: (path) => folders.some((folder) => isBeneath(path, folder)),
    onHost,
    guarded: new Set(),
    watched: new Map(),
    repositories: new Set(),
  };
  for (const [index, entry] of survey.entries.entries()) {
    gathering.repositories.add(identityOf(repositoryAt(entry) ?? entry.path));
    if (index < most.repositories) takeEntry(entry, question, gathering);
  }
  for (const path of question.guards) take(path, gathering);
  const reserved = reservedIn(question, gathering);
  for (const path of reserved) gathering.watched.delete(onHost(path));
  return {
    guarded: [...gathering.guarded],
    reserved: [...reserved, ...missingHooks(gathering)],
    linked: survey.linked.slice(0, most.linked).map((path) => insidePath(path, side.root)),
    weaker: weaknessOf(survey),
    seen: {
      ...look,
      repositories: gathering.repositories,
      watched: gathering.watched,
      names: question.names,
      startedMs,
    },
  };
}

interface Gathering extends TreeSide {
  readonly isInside: (path: AbsolutePath) => boolean;
  readonly onHost: (path: AbsolutePath) => AbsolutePath;
  readonly guarded: Set<AbsolutePath>;
  readonly watched: Map<AbsolutePath, string>;
  readonly repositories: Set<string>;
}

function outermost(facts: readonly PathFact[]): readonly AbsolutePath[] {
  const folders = [...new Set(facts.flatMap(({ kind, real }) => (kind === "folder" ? [real] : [])))];
  return folders.filter((folder) => !folders.some((other) => other !== folder && isBeneath(folder, other)));
}

function insidePath(path: string, root: AbsolutePath | undefined): AbsolutePath {
  return parseAbsolutePath(root === undefined || root === "/" ? path : `/${path.slice(root.length)}`);
}

function weaknessOf({ entries, linked, cut }: Survey): string | undefined {
  const missing = [
    ...(cut
      ? [
          "the folders are too large, or have names that are no text, to be looked through to the end for nested repositories and hard links",
        ]
      : []),
    ...(entries.length > most.repositories ? [`only the first ${most.repositories} repositories are guarded`] : []),
    ...(linked.length > most.linked
      ? [`only the first ${most.linked} files that have names elsewhere too are read-only`]
      : []),
  ];
  return missing.length === 0 ? undefined : missing.join("; ");
}

function takeEntry({ kind, path }: GitEntry, question: TreeQuestion, gathering: Gathering): void {
  const { root, resolve, home } = gathering;
  const inside = insidePath(path, root);
  const parent = parseAbsolutePath(dirname(inside));
  if (kind === "file") takeGitFile(path, inside, parent === question.workTree, gathering);
  const workTree = kind === "bare" ? undefined : parent;
  const gitFolder = kind === "file" ? undefined : resolve(inside);
  if (gitFolder?.kind === "folder") {
    for (const name of question.names.repository) take(parseAbsolutePath(`${gitFolder.real}/${name}`), gathering);
    const bases = {
      gitFolder: gathering.onHost(gitFolder.real),
      workTree: workTree && gathering.onHost(workTree),
      home,
    };
    for (const named of namedBySettings(bases)) take(insidePath(named, root), gathering);
    gathering.repositories.add(identityOf(bases.gitFolder));
  }
  if (workTree === undefined) return;
  for (const name of question.names.workTree) take(parseAbsolutePath(`${workTree}/${name}`), gathering);
}

/**
 * The file that leads to a submodule's repository. That of a further working tree stays as it is, for git removes it with the tree:
 * where it leads is looked at again at the end.
 */
function takeGitFile(path: string, inside: AbsolutePath, isWhole: boolean, gathering: Gathering): void {
  const target = repositoryAt({ kind: "file", path });
  const ties =
    target === undefined ? [] : ["commondir", "config.worktree"].map((name) => parseAbsolutePath(`${target}/${name}`));
  const isExtraTree = ties.some((tie) => stampOf(tie) !== "");
  if (isWhole || !isExtraTree) take(inside, gathering);
  if (isExtraTree) for (const tie of ties) gathering.watched.set(tie, stampOf(tie));
}

/** A path that exists can be held by a mount; of any other only the look at the end tells whether it was made. */
function take(path: AbsolutePath, gathering: Gathering): void {
  const { real, kind } = gathering.resolve(path);
  if (!gathering.isInside(path)) return;
  const missing = kind === "absent" || isStandIn(real, gathering);
  if (!missing && gathering.isInside(real)) gathering.guarded.add(real);
  if (missing || real !== path) {
    const host = gathering.onHost(path);
    gathering.watched.set(host, stampOf(host));
  }
}

function isStandIn(path: AbsolutePath, { resolve }: Gathering): boolean {
  const { standIn, kind } = resolve(path);
  return standIn && kind === "file";
}

/**
 * File systems that are known to hold sockets (statfs(2), linux/magic.h). On others, such as those that share folders of
 * another system, the look at the end has to do.
 */
const withSockets: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x858458f6, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e,
]);

function canReserve(path: AbsolutePath, { resolve, isInside, onHost }: Gathering): boolean {
  const { kind, creatable, standIn, real } = resolve(path);
  if (!isInside(path) || real !== path) return false;
  if (kind === "file") return standIn;
  const folder = parseAbsolutePath(dirname(path));
  if (kind !== "absent" || !creatable || resolve(folder).kind !== "folder") return false;
  return withSockets.has(statfsSync(onHost(folder)).type);
}

/** Not in an empty folder, which must look like one to what fills it: `git clone URL .`, a generator of projects. */
function reservedIn({ workTree, names: { reserved } }: TreeQuestion, gathering: Gathering): readonly AbsolutePath[] {
  const paths = reserved.map((name) => parseAbsolutePath(`${workTree}/${name}`));
  const candidates = paths.filter((path) => canReserve(path, gathering));
  const names = new Set(candidates.map((path) => basename(path)));
  const host = gathering.onHost(workTree);
  return namesIn(host).some((name) => !names.has(name)) ? candidates : [];
}

/** A repository without hooks gets none. */
function missingHooks(gathering: Gathering): readonly AbsolutePath[] {
  const { watched, root } = gathering;
  const missing = [...watched.keys()]
    .filter((path) => basename(path) === "hooks" && gathering.repositories.has(identityOf(dirname(path))))
    .map((path) => insidePath(path, root))
    .filter((path) => canReserve(path, gathering));
  for (const path of missing) watched.delete(gathering.onHost(path));
  return missing;
}
