import { type AbsolutePath, isBeneath, parseAbsolutePath } from "../../src/base/index.ts";
import type {
  CgroupSpot,
  HostFacts,
  LaunchPlaces,
  LaunchRequest,
  PathFact,
  PathFacts,
  ViewRequest,
} from "../../src/confine/index.ts";
import { pathQuestions, procEntries } from "../../src/confine/index.ts";
import type { EffectiveProfile } from "../../src/policy/index.ts";

const path = (text: string): AbsolutePath => parseAbsolutePath(text);

const merged = ["usr", "etc", "opt"].map((name) => ({ path: path(`/${name}`) }));
const links = ["bin", "sbin", "lib", "lib64"].map((name) => ({ path: path(`/${name}`), link: `usr/${name}` }));

const ordinary: HostFacts = {
  uid: 1000,
  bwrap: { path: path("/usr/bin/bwrap"), disablesUserns: true, setsModes: true, setsSizes: true },
  userNamespaces: true,
  networkNamespaces: true,
  systemFolders: [...merged, ...links],
  systemSecrets: [],
  procEntries: procEntries.filter(({ path: entry }) => ["/proc/sys", "/proc/bus", "/proc/kcore"].includes(entry)),
  mountPoints: [],
  processors: 8,
  cgroups: [],
};

const firstVersion: readonly CgroupSpot[] = (
  [
    ["memory", "memory"],
    ["pids", "processes"],
    ["cpuacct", "cpu"],
    ["cpu", "share"],
  ] as const
).map(([name, resource]) => ({
  version: 1,
  parent: path(`/sys/fs/cgroup/${name}`),
  resources: [resource],
  processCeiling: undefined,
}));

/** Hosts that a launch is planned for. */
export const hosts = {
  ordinary,
  root: { ...ordinary, uid: 0, systemSecrets: [path("/etc/shadow")], cgroups: firstVersion },
  "delegated cgroup": {
    ...ordinary,
    cgroups: [
      {
        version: 2,
        parent: path("/sys/fs/cgroup/user.slice/app.slice"),
        resources: ["memory", "processes", "share", "cpu"],
        processCeiling: 50,
      },
    ],
  },
  "old bubblewrap, unmerged folders": {
    ...ordinary,
    bwrap: { path: path("/usr/bin/bwrap"), disablesUserns: false, setsModes: false, setsSizes: false },
    systemFolders: ["/usr", "/bin", "/lib", "/etc"].map((name) => ({ path: path(name) })),
  },
  "without bubblewrap": { ...ordinary, bwrap: undefined },
  "without namespaces": { ...ordinary, userNamespaces: false },
} as const satisfies Record<string, HostFacts>;

export const places: LaunchPlaces = {
  home: path("/home/user"),
  temp: path("/tmp"),
  projectFile: path("/home/user/project/.sallyport.json"),
  userFile: path("/home/user/.config/sallyport/profile.json"),
  managedFile: path("/etc/sallyport/managed.json"),
  state: path("/home/user/.local/state/sallyport"),
  runtime: path("/run/user/1000/sallyport"),
  cache: path("/home/user/.cache/sallyport"),
  projectCache: path("/home/user/.cache/sallyport/0123abcd"),
};

/** What exists on the imagined host, folders with a trailing slash. */
const present = [
  "/home/user/",
  "/home/user/project/",
  "/home/user/project/src/",
  "/home/user/project/docs/",
  "/home/user/project/.git/",
  "/home/user/project/.git/hooks/",
  "/home/user/project/.sallyport.json",
  "/home/user/.ssh/",
  "/home/user/.netrc",
  "/home/user/.local/state/sallyport/",
  "/home/user/.cache/sallyport/",
  "/run/user/1000/sallyport/",
  "/etc/shadow",
  "/etc/resolv.conf",
];

/** Facts about an imagined tree; `links` maps a path to where it really leads. */
export function factsOf(
  view: ViewRequest,
  tree: readonly string[] = present,
  linked: ReadonlyMap<string, string> = new Map(),
): PathFacts {
  const shapes = new Map(
    tree.map((text) => [path(text), text.endsWith("/") ? ("folder" as const) : ("file" as const)]),
  );
  const look = (asked: AbsolutePath): PathFact => {
    const real = path(linked.get(asked) ?? asked);
    const kind = shapes.get(real) ?? (real === "/" ? "folder" : "absent");
    return { kind, real, creatable: kind === "absent" && isBeneath(real, places.home), standIn: false };
  };
  const { literals, globs, trees } = pathQuestions(view);
  return {
    at: new Map(literals.map((asked) => [asked, look(asked)])),
    matches: new Map(
      globs.map(({ pattern, within, matches }) => [
        pattern,
        [...shapes]
          .filter(([at]) => within.some((folder) => isBeneath(at, folder)) && matches(at.split("/").slice(1)))
          .map(([at, shape]) => ({ path: at, shape })),
      ]),
    ),
    tooMany: undefined,
    trees: {
      guarded: trees.guards.filter((guard) => shapes.has(guard)),
      reserved: [],
      elsewhere: [],
      linked: [],
      weaker: undefined,
      seen: undefined,
    },
  };
}

/** A request for `bash -c true` in the project. */
export function requestOf(
  profile: EffectiveProfile,
  host: HostFacts,
  more: Partial<LaunchRequest> = {},
  tree?: readonly string[],
): LaunchRequest {
  const view = { profile, places, cwd: path("/home/user/project"), frameFiles: [], ...more };
  return {
    ...view,
    argv: ["bash", "-c", "true"],
    host,
    paths: factsOf(view, tree),
    env: new Map([
      ["PATH", "/usr/bin:/bin"],
      ["HOME", "/home/user"],
      ["SHELL", "/usr/local/bin/sallyport-bash"],
      ["TMPDIR", "/var/folders/x"],
      ["AWS_SECRET_ACCESS_KEY", "x"],
    ]),
    timeoutSeconds: undefined,
    egress: true,
    ...more,
  };
}
