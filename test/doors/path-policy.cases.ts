type Effect = "allow" | "deny";

/** One path under one profile: the verdict on reading and on writing it, by whatever tool, and what the walls then do. */
export interface PathRow {
  /** `~/` is the home folder; relative ones lie in the project. */
  readonly path: string;
  readonly read: Effect;
  readonly write: Effect;
  /** Where walls can't tell what verdicts can: a file's name, or how much is written. */
  readonly walls?: { readonly read?: Effect; readonly write?: Effect };
}

export interface PathTable {
  readonly name: string;
  readonly profile: Readonly<Record<string, unknown>>;
  readonly rows: readonly PathRow[];
}

export const folders = [
  "src/keep",
  "lib/out",
  "secrets",
  "deep/secrets",
  "deep/build",
  "build",
  "gen",
  "docs",
] as const;

/** Files with their own path for a text; those in the home folder too. */
export const files = [
  "src/a.txt",
  "src/linked.txt",
  "src/keep/b.txt",
  "lib/c.txt",
  "lib/out/d.txt",
  "secrets/key.txt",
  "deep/secrets/e.txt",
  "deep/.env",
  ".env",
  "deep/build/f.txt",
  "build/g.txt",
  "gen/h.txt",
  "docs/notes.md",
  "a.pem",
  "~/notes/n.txt",
  "~/other/o.txt",
] as const;

export const links: readonly (readonly [link: string, target: string])[] = [
  ["to-secret", "secrets/key.txt"],
  ["secret-link", "src/linked.txt"],
  ["to-lib", "lib"],
  ["to-home", "~/notes/n.txt"],
  ["good-link", "src/a.txt"],
];

const tools = ["Bash", "Read", "Glob", "Grep", "Write", "Edit"];
const project = { allowed_paths: ["${project_root}"] };
const both = (path: string, effect: Effect): PathRow => ({ path, read: effect, write: effect });
const readOnly = (path: string): PathRow => ({ path, read: "allow", write: "deny" });
const byName = (path: string, read: Effect): PathRow => ({
  path,
  read,
  write: "deny",
  walls: { read: "allow", write: "allow" },
});

export const pathTables: readonly PathTable[] = [
  {
    name: "lists",
    profile: {
      allowed_tools: tools,
      permissions: {
        file_access: {
          allowed_paths: ["${project_root}", "${project_root}/lib/out"],
          read_only_paths: ["${project_root}/lib", "${home}/notes"],
          denied_paths: ["secrets/", "**/.env", "secret-link"],
        },
      },
    },
    rows: [
      both("src/a.txt", "allow"),
      both("good-link", "allow"),
      readOnly("lib/c.txt"),
      readOnly("to-lib/c.txt"),
      both("lib/out/d.txt", "allow"),
      both("to-lib/out/d.txt", "allow"),
      both("secrets/key.txt", "deny"),
      both("src/../secrets/key.txt", "deny"),
      both("to-secret", "deny"),
      both("secret-link", "deny"),
      // A mount can't tell a link from what it leads to.
      { path: "src/linked.txt", read: "allow", write: "allow", walls: { read: "deny", write: "deny" } },
      both(".env", "deny"),
      both("deep/.env", "deny"),
      readOnly("~/notes/n.txt"),
      readOnly("to-home"),
    ],
  },
  {
    name: "rules",
    profile: {
      allowed_tools: [...tools, "Edit(./lib/out/**)"],
      disallowed_tools: [
        "Read(/deep/build/f.txt)",
        "Read(secrets/)",
        "Read(~/notes/**)",
        "Read(.env)",
        "Edit(./gen/**)",
        "Write(*.{pem,key})",
      ],
      permissions: {
        file_access: {
          allowed_paths: ["${project_root}", "${home}/notes", "${home}/other"],
          read_only_paths: ["${project_root}/lib"],
        },
      },
    },
    rows: [
      both("src/a.txt", "allow"),
      both("build/g.txt", "allow"),
      both("deep/build/f.txt", "deny"),
      both("secrets/key.txt", "deny"),
      both("deep/secrets/e.txt", "deny"),
      both("to-secret", "deny"),
      both("~/notes/n.txt", "deny"),
      both("to-home", "deny"),
      both("~/other/o.txt", "allow"),
      both(".env", "deny"),
      both("deep/.env", "deny"),
      readOnly("gen/h.txt"),
      readOnly("a.pem"),
      readOnly("lib/c.txt"),
      both("lib/out/d.txt", "allow"),
    ],
  },
  {
    name: "an absolute rule, and a pattern of folders",
    profile: {
      allowed_tools: tools,
      disallowed_tools: ["Read(//**/secrets/**)", "Edit(//**/build/*.txt)", "Read(deep/**/f.txt)"],
      permissions: { file_access: project },
    },
    rows: [
      both("secrets/key.txt", "deny"),
      both("deep/secrets/e.txt", "deny"),
      readOnly("build/g.txt"),
      both("deep/build/f.txt", "deny"),
      both("src/keep/b.txt", "allow"),
    ],
  },
  {
    name: "names and sizes",
    profile: {
      allowed_tools: tools,
      permissions: {
        file_access: project,
        tool_permissions: { write: { allowed_extensions: [".md"], blocked_patterns: ["docs/draft*"] } },
      },
    },
    rows: [
      both("docs/notes.md", "allow"),
      byName("src/a.txt", "allow"),
      byName("good-link", "allow"),
      { path: "docs/draft.md", read: "allow", write: "deny", walls: { read: "deny", write: "allow" } },
    ],
  },
];
