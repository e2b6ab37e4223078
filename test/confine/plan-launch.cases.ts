import type { ErrorCode, LayerName } from "../../src/base/index.ts";
import type { hosts } from "./fixtures.ts";
import type { ProfileParts } from "./profile-of.ts";

const project = "/home/user/project";

/** A profile on a host, and the mounts and stand-ins that must come of it: `ro`, `rw`, `mask`, `private`, `link`, `guard`. */
export interface MountCase {
  readonly name: string;
  readonly parts: ProfileParts;
  readonly tree?: readonly string[];
  readonly cwd?: string;
  readonly links?: readonly (readonly [string, string])[];
  /** What stands at the paths below the home folder and of those named here, in order. */
  readonly wanted: readonly string[];
  readonly guards?: readonly string[];
}

const tree = [
  "/home/user/",
  `${project}/`,
  `${project}/src/`,
  `${project}/src/deep/`,
  `${project}/src/deep/f`,
  `${project}/.env`,
  "/home/user/other/",
  "/real/",
  "/real/place/",
];

export const mountCases: readonly MountCase[] = [
  {
    name: "a hidden home is an empty one",
    parts: { allowed: [project] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "a shown home, its project writable",
    parts: { allowed: [project], readOnly: ["/home/user"] },
    tree,
    wanted: ["ro /home/user", `rw ${project}`],
  },
  {
    name: "the narrower entry inside wins",
    parts: { allowed: ["/home/user", `${project}/src/deep`], readOnly: [project] },
    tree,
    wanted: ["rw /home/user", `ro ${project}`, `rw ${project}/src/deep`],
  },
  {
    name: "a tie is read-only",
    parts: { allowed: [project], readOnly: [project] },
    tree,
    wanted: ["private /home/user", `ro ${project}`],
  },
  {
    name: "what changes nothing is not mounted",
    parts: { allowed: [project, `${project}/src`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "an allowed path that is not there is left out",
    parts: { allowed: [project, "/home/user/none"] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "denied beats allowed at any depth",
    parts: { allowed: [project, `${project}/src/deep`], denied: [`${project}/src`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`, `mask ${project}/src`],
  },
  {
    name: "a denied folder around everything",
    parts: { allowed: [project], denied: ["/home/user"] },
    tree: [...tree, "/usr/lib/"],
    wanted: [],
  },
  {
    name: "denied where nothing is shown needs nothing",
    parts: { allowed: [project], denied: ["/home/user/other"] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "the folders of a denied file are pinned",
    parts: { allowed: [project], denied: [`${project}/src/deep/f`] },
    tree,
    wanted: [
      "private /home/user",
      `rw ${project}`,
      `rw ${project}/src`,
      `rw ${project}/src/deep`,
      `mask ${project}/src/deep/f`,
    ],
  },
  {
    name: "a guard is read-only, its folders pinned",
    parts: { allowed: [project], guards: [`${project}/src/deep/f`, `${project}/none`] },
    tree,
    wanted: [
      "private /home/user",
      `rw ${project}`,
      `rw ${project}/src`,
      `rw ${project}/src/deep`,
      `ro ${project}/src/deep/f`,
    ],
  },
  {
    name: "a guard gives way to an entry of the same path",
    parts: { allowed: [project, `${project}/src/deep`], guards: [`${project}/src/deep`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "a guard shows nothing that a profile does not",
    parts: { allowed: [project], guards: ["/home/user/other"] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "nor does it open what is denied",
    parts: { allowed: [project], guards: [`${project}/.env`], denied: [`${project}/.env`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`, `mask ${project}/.env`],
  },
  {
    name: "not those in a read-only folder",
    parts: { readOnly: [project], denied: [`${project}/src/deep/f`] },
    tree,
    wanted: ["private /home/user", `ro ${project}`, `mask ${project}/src/deep/f`],
  },
  {
    name: "an absent denied path is guarded, its folders pinned",
    parts: { allowed: [project], denied: [`${project}/a/b`, `${project}/c/`] },
    tree,
    wanted: [
      "private /home/user",
      `rw ${project}`,
      `rw ${project}/a`,
      `stand-in ${project}/c`,
      `stand-in ${project}/a/b`,
    ],
    guards: [`folder ${project}/a/b`, `folder ${project}/c`],
  },
  {
    name: "not in a read-only folder",
    parts: { readOnly: [project], denied: [`${project}/a`] },
    tree,
    wanted: ["private /home/user", `ro ${project}`],
  },
  {
    name: "not for entries that every profile has",
    parts: { allowed: [project], builtInDenied: [`${project}/a`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`],
  },
  {
    name: "an absent read-only path is guarded",
    parts: { allowed: [project], readOnly: [`${project}/lock`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`, `stand-in ${project}/lock`],
    guards: [`folder ${project}/lock`],
  },
  {
    name: "a pattern ending in ** is the folder itself",
    parts: { allowed: [`${project}/src/**`], denied: [`${project}/src/deep/**`] },
    tree,
    wanted: ["private /home/user", `rw ${project}/src`, `mask ${project}/src/deep`],
  },
  {
    name: "patterns mask what exists",
    parts: { allowed: [project], denied: [`${project}/**/f`, `${project}/.e*`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`, `mask ${project}/.env`, `mask ${project}/src/deep/f`],
  },
  {
    name: "read-only patterns beat what is allowed",
    parts: { allowed: [project], readOnly: [`${project}/**/deep`] },
    tree,
    wanted: ["private /home/user", `rw ${project}`, `ro ${project}/src/deep`],
  },
  {
    name: "allowed patterns open what they match",
    parts: { readOnly: [project], allowed: [`${project}/*/deep`] },
    tree,
    wanted: ["private /home/user", `ro ${project}`, `rw ${project}/src/deep`],
  },
  {
    name: "a link is there under both names",
    parts: { readOnly: ["/home/user/link"] },
    tree,
    links: [["/home/user/link", "/real/place"]],
    wanted: ["private /home/user", "ro /real/place", "link /home/user/link"],
  },
  {
    name: "a folder around what is shown can be stood in, closed",
    parts: { readOnly: [`${project}/src`] },
    tree,
    cwd: project,
    wanted: ["private /home/user", `private ${project}`, `ro ${project}/src`, `seal ${project}`],
  },
  {
    name: "the target of a denied link is masked",
    parts: { allowed: [project], denied: [`${project}/door`] },
    tree,
    links: [[`${project}/door`, `${project}/src`]],
    wanted: ["private /home/user", `rw ${project}`, `mask ${project}/src`],
  },
];

export interface ProblemCase {
  readonly name: string;
  readonly host: keyof typeof hosts;
  readonly parts: ProfileParts;
  readonly cwd?: string;
  readonly tooMany?: true;
  readonly code: ErrorCode;
  readonly layer: LayerName | undefined;
}

export const problemCases: readonly ProblemCase[] = [
  {
    name: "no bubblewrap",
    host: "without bubblewrap",
    parts: { allowed: [project], backend: "bubblewrap" },
    code: "enforcement/layer-missing",
    layer: "namespaces",
  },
  {
    name: "a folder that stands in for / without any wall",
    host: "ordinary",
    parts: { allowed: [project], backend: "none", root: "/home/user/root" },
    code: "enforcement/layer-missing",
    layer: "mounts",
  },
  {
    name: "a folder that stands in for / and required mounts with Landlock alone",
    host: "ordinary",
    parts: { allowed: [project], root: "/home/user/root", backend: "landlock", required: [["mounts", "required"]] },
    code: "enforcement/layer-missing",
    layer: "mounts",
  },
  {
    name: "required mounts with Landlock alone",
    host: "without namespaces",
    parts: { allowed: [project], required: [["mounts", "required"]] },
    code: "enforcement/layer-missing",
    layer: "mounts",
  },
  {
    name: "a required network namespace with Landlock alone",
    host: "ordinary",
    parts: { allowed: [project], backend: "landlock", required: [["network", "required"]] },
    code: "enforcement/layer-missing",
    layer: "network",
  },
  {
    name: "required walls without a backend",
    host: "ordinary",
    parts: { allowed: [project], backend: "none", required: [["mounts", "required"]] },
    code: "enforcement/layer-missing",
    layer: "mounts",
  },
  {
    name: "a folder that is not shown",
    host: "ordinary",
    parts: { allowed: [project] },
    cwd: "/home/user/other",
    code: "enforcement/start-failed",
    layer: "mounts",
  },
  {
    name: "a folder that is denied",
    host: "ordinary",
    parts: { allowed: [project], denied: [project] },
    code: "enforcement/start-failed",
    layer: "mounts",
  },
  {
    name: "too much to search",
    host: "ordinary",
    parts: { allowed: [project] },
    tooMany: true,
    code: "enforcement/start-failed",
    layer: "mounts",
  },
];
