import { dirname } from "node:path";
import { type AbsolutePath, isBeneath, parseAbsolutePath, printable } from "../base/index.ts";
import type { TreeFacts, TreeQuestion } from "../confine/index.ts";
import { takeExtraTrees } from "./extra-trees.ts";
import { createGathering, type Gathering, insidePath, know, seal, take, type TreeSide } from "./gathering.ts";
import { identityOf, readSmallFile, repositoryAt, sharedWith, stampOf, tieNames } from "./inspect-repository.ts";
import { namedByRepository } from "./named-by-settings.ts";
import { stepFilesIn } from "./disarm-steps.ts";
import { missingHooks, reservedIn } from "./reserve-names.ts";
import { type GitEntry, type Survey, surveyTrees } from "./survey-trees.ts";

/** Each mount of a sandbox costs time that grows with their number. */
const most = { repositories: 100, linked: 100 } as const;

export const noTrees: TreeFacts = {
  guarded: [],
  reserved: [],
  linked: [],
  elsewhere: [],
  weaker: undefined,
  seen: undefined,
};

/** Finds in folders that can be written what must not be. */
export function gatherTrees(question: TreeQuestion, matches: readonly AbsolutePath[], side: TreeSide): TreeFacts {
  const gathering = createGathering(side, question, matches);
  const { folders, onHost } = gathering;
  if (folders.length === 0) return noTrees;
  const started = { startedMs: Date.now(), startedTicks: performance.now() };
  const look = { warden: side.warden, folders: folders.map(onHost), left: question.left.map(onHost) };
  const survey = surveyTrees({ ...look, links: true });
  for (const [index, entry] of survey.entries.entries()) {
    noteSteps(repositoryAt(entry), gathering);
    if (index < most.repositories && entry.path.isWellFormed()) takeEntry(entry, question, gathering);
    else know(repositoryAt(entry) ?? entry.path, gathering);
  }
  for (const path of question.guards) take(path, gathering);
  const linked = linkedIn(survey, gathering);
  const reserved = reservedIn(question, gathering);
  for (const path of reserved) gathering.watched.delete(onHost(path));
  return {
    guarded: [...gathering.guarded],
    reserved: [...reserved, ...missingHooks(gathering)],
    linked,
    elsewhere: gathering.elsewhere,
    weaker: weaknessOf(survey),
    seen: {
      folders: look.folders,
      left: [...look.left, ...[...gathering.sealed].map(onHost)],
      repositories: gathering.repositories,
      watched: gathering.watched,
      unseen: new Set(survey.unseen.map(identityOf)),
      names: question.names,
      home: gathering.home,
      namedByUser: gathering.namedByUser,
      named: gathering.named,
      steps: gathering.steps,
      ...started,
    },
  };
}

function weaknessOf({ entries, linked, unseen, cut }: Survey): string | undefined {
  const [closed] = unseen;
  const missing = [
    ...(cut
      ? ["the folders are too large to be looked through to the end for nested repositories and hard links"]
      : []),
    ...(closed === undefined ? [] : [`${printable(closed)} can't be listed, so that nothing in there is guarded`]),
    ...([...entries.map(({ path }) => path), ...linked].every((path) => path.isWellFormed())
      ? []
      : ["what has a name that is no text is not guarded"]),
    ...(entries.length > most.repositories ? [`only the first ${most.repositories} repositories are guarded`] : []),
    ...(linked.length > most.linked
      ? [`only the first ${most.linked} files that have names elsewhere too are read-only`]
      : []),
  ];
  return missing.length === 0 ? undefined : missing.join("; ");
}

/** In a closed folder it is the folder that is held. */
function linkedIn(survey: Survey, gathering: Gathering): readonly AbsolutePath[] {
  return survey.linked
    .slice(0, most.linked)
    .filter((path) => path.isWellFormed())
    .map((path) => insidePath(path, gathering.root))
    .filter((path) => {
      const { closed } = gathering.resolve(path);
      if (closed !== undefined) seal(closed, gathering);
      return closed === undefined;
    });
}

function takeEntry(entry: GitEntry, question: TreeQuestion, gathering: Gathering): void {
  const { kind, path } = entry;
  const inside = insidePath(path, gathering.root);
  const parent = parseAbsolutePath(dirname(inside));
  const { closed } = gathering.resolve(inside);
  const isSealed = closed !== undefined && seal(closed, gathering);
  const isReachable = closed === undefined || !isBeneath(inside, closed);
  // One in a folder that the profile lets be opened is new when it has been.
  if (isReachable || isSealed) know(repositoryAt(entry) ?? path, gathering);
  if (!isReachable) return;
  if (kind === "file") takeGitFile(path, inside, parent === question.workTree, gathering);
  const workTree = kind === "bare" ? undefined : parent;
  for (const gitFolder of gitFoldersOf(entry, gathering)) takeGitFolder({ gitFolder, workTree }, question, gathering);
  if (workTree === undefined) return;
  const target = repositoryAt(entry); // which may lie where no command can write
  const named = target === undefined ? [] : namedByRepository(target, gathering.home);
  takeNamed([...named, ...gathering.namedByUser], workTree, gathering);
  for (const name of question.names.workTree) take(parseAbsolutePath(`${workTree}/${name}`), gathering);
}

/** Folders, as the sandbox sees them, whose settings and hooks are the entry's. */
function gitFoldersOf(entry: GitEntry, { root, resolve, isInside }: Gathering): readonly AbsolutePath[] {
  const inside = resolve(insidePath(entry.path, root));
  if (inside.kind === "folder") return [inside.real];
  const target = repositoryAt(entry);
  const own = target === undefined ? undefined : (sharedWith(target) ?? target);
  if (own === undefined || (root !== undefined && !isBeneath(own, root))) return [];
  const path = insidePath(own, root);
  return isInside(path) && resolve(path).kind === "folder" ? [path] : [];
}

interface Placed {
  readonly gitFolder: AbsolutePath;
  readonly workTree: AbsolutePath | undefined;
}

function takeGitFolder({ gitFolder, workTree }: Placed, question: TreeQuestion, gathering: Gathering): void {
  for (const name of question.names.repository) take(parseAbsolutePath(`${gitFolder}/${name}`), gathering);
  const host = gathering.onHost(gitFolder);
  takeNamed([...namedByRepository(host, gathering.home), ...gathering.namedByUser], workTree ?? gitFolder, gathering);
  takeExtraTrees(host, gathering);
  know(host, gathering);
}

function noteSteps(gitFolder: AbsolutePath | undefined, { steps }: Gathering): void {
  for (const path of gitFolder === undefined ? [] : stepFilesIn(gitFolder)) {
    const text = readSmallFile(path);
    if (text !== undefined) steps.set(path, text);
  }
}

/** An absolute path is the host's. */
function takeNamed(named: readonly string[], base: AbsolutePath, gathering: Gathering): void {
  for (const path of named.map((spelled) => parseAbsolutePath(spelled, gathering.onHost(base)))) {
    gathering.named.add(path);
    take(insidePath(path, gathering.root), gathering);
  }
}

/**
 * The file that leads to a submodule's repository. That of a further working tree stays as it is, for git removes it with the tree:
 * where it leads is looked at again at the end.
 */
function takeGitFile(path: string, inside: AbsolutePath, isWhole: boolean, gathering: Gathering): void {
  const target = repositoryAt({ kind: "file", path });
  const ties = target === undefined ? [] : tieNames.map((name) => parseAbsolutePath(`${target}/${name}`));
  const isExtraTree = ties.some((tie) => stampOf(tie) !== "");
  if (isWhole || !isExtraTree) take(inside, gathering);
  if (isExtraTree) for (const tie of ties) gathering.watched.set(tie, stampOf(tie));
}
