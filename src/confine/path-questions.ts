import { dirname } from "node:path";
import { parseAbsolutePath } from "../base/index.ts";
import { guardedNames, insideName } from "../policy/index.ts";
import { ownPaths } from "./denied-paths.ts";
import { fixedTargets } from "./fixed-spots.ts";
import { asSeenInside } from "./inside-root.ts";
import type { ViewRequest } from "./launch-request.ts";
import { globQuestions, splitEntries } from "./listed-paths.ts";
import type { PathQuestions, TreeQuestion } from "./path-facts.ts";
import { cacheTarget } from "./plan-env.ts";
import { hasHosts } from "./plan-egress.ts";
import { resolverPath } from "./resolver-spot.ts";
import { scriptPath } from "./script-spot.ts";
import { systemFolders, systemSecrets } from "./system-table.ts";
import { workingFolder } from "./working-folder.ts";

/** What must be looked up on the host before `planLaunch` can answer. */
export function pathQuestions(spelled: ViewRequest): PathQuestions {
  const request = asSeenInside(spelled);
  const { profile, places, frameFiles } = request;
  const { allowed, readOnly, denied } = profile.files;
  const listed = [allowed, readOnly, denied].flatMap((entries) =>
    splitEntries(entries).literals.map(({ path }) => path),
  );
  const script = scriptPath(request);
  const root = profile.sandbox.root;
  const hostFolder = root !== undefined || listed.includes(parseAbsolutePath("/"));
  return {
    root,
    literals: [
      ...new Set([
        ...listed,
        ...ownPaths(request),
        ...systemSecrets,
        ...profile.sandbox.unixSockets,
        ...frameFiles,
        parseAbsolutePath(cacheTarget),
        ...(root === undefined ? [] : [root]),
        ...(hostFolder ? [...fixedTargets, ...systemFolders, insideName(root, places.home)] : []),
        workingFolder(request),
        ...(script === undefined ? [] : [script]),
        ...(hasHosts(profile) ? [resolverPath] : []),
      ]),
    ],
    globs: globQuestions(profile),
    trees: treeQuestion(request),
  };
}

/** All that a profile makes writable; with a folder that stands in for `/`, all of that. */
function treeQuestion({ profile: { files, sandbox }, places }: ViewRequest): TreeQuestion {
  const writable = splitEntries(files.allowed);
  const folders = writable.literals.map(({ path }) => path);
  const none = sandbox.backend === "none";
  const whole = sandbox.root !== undefined || folders.includes(parseAbsolutePath("/"));
  return {
    folders: none ? [] : sandbox.root === undefined ? folders : [parseAbsolutePath("/")],
    patterns: none ? [] : writable.patterns,
    opened: folders,
    left: whole ? [...fixedTargets, ...systemFolders] : [],
    guards: splitEntries(files.readOnly).literals.flatMap(({ path, guard }) => (guard ? [path] : [])),
    names: guardedNames,
    workTree: insideName(sandbox.root, parseAbsolutePath(dirname(places.projectFile))),
  };
}
