/** One room of `src/`: which rooms it may import, and which capabilities it may reach for. */
export interface Room {
  readonly imports: readonly string[];
  /** `node:` built-ins. A built-in is a capability: `node:fs` in a pure room is a security bug. */
  readonly builtins: readonly string[];
  /** npm packages. */
  readonly packages: readonly string[];
}

/**
 * The table of the design: arrows only point down. Changing a row is a reviewed design change; what a room does not use it does
 * not have.
 */
export const rooms = new Map<string, Room>([
  // The composition root: main.ts is what an old Node can parse, start.ts the rest of it.
  ["main.ts", { imports: ["start.ts"], builtins: [], packages: [] }],
  ["open-egress.ts", { imports: ["egress", "engine", "base"], builtins: ["fs", "os"], packages: [] }],
  ["own-home.ts", { imports: ["base"], builtins: ["os"], packages: [] }],
  [
    "start.ts",
    {
      imports: ["doors", "egress", "terminal", "base", "open-egress.ts", "own-home.ts"],
      builtins: ["fs", "os", "path", "tty", "url"],
      packages: [],
    },
  ],
  ["index.ts", { imports: ["doors", "open-egress.ts", "own-home.ts"], builtins: ["path", "url"], packages: [] }],
  [
    "doors",
    {
      imports: ["consult", "engine", "terminal", "setup", "observe", "base"],
      builtins: ["fs", "path", "process", "stream"],
      packages: ["@modelcontextprotocol/server", "zod"],
    },
  ],
  [
    "consult",
    {
      imports: ["engine", "policy", "run", "observe", "base"],
      builtins: ["crypto", "fs", "module", "path", "timers", "url"],
      packages: [],
    },
  ],
  [
    "egress",
    {
      imports: ["policy", "observe", "base"],
      builtins: ["crypto", "dgram", "dns", "http", "net", "stream", "tls", "worker_threads", "zlib"],
      packages: ["turndown", "undici"],
    },
  ],
  [
    "engine",
    {
      imports: ["shell", "policy", "confine", "run", "files", "changes", "processes", "observe", "base"],
      builtins: ["crypto", "fs", "path"],
      packages: ["chokidar", "re2js"],
    },
  ],
  ["terminal", { imports: ["processes"], builtins: ["child_process", "fs", "tty"], packages: [] }],
  [
    "run",
    {
      imports: ["confine", "base"],
      builtins: ["child_process", "dgram", "fs", "net", "os", "path", "process", "stream", "timers"],
      packages: [],
    },
  ],
  ["files", { imports: ["base"], builtins: ["fs", "path"], packages: ["diff", "rregex"] }],
  [
    "changes",
    {
      imports: ["files", "processes", "base"],
      builtins: ["child_process", "crypto", "fs", "path", "util"],
      packages: [],
    },
  ],
  [
    "setup",
    {
      imports: ["files", "observe", "base"],
      builtins: ["child_process", "crypto", "fs", "http", "path", "readline"],
      packages: ["jsonc-parser", "smol-toml"],
    },
  ],
  [
    "observe",
    {
      imports: ["base"],
      builtins: ["crypto", "fs", "path", "sqlite", "timers"],
      packages: ["@secretlint/secretlint-rule-preset-recommend", "@secretlint/types", "re2js"],
    },
  ],
  ["processes", { imports: [], builtins: ["fs"], packages: [] }],
  ["confine", { imports: ["policy", "base"], builtins: ["path"], packages: [] }],
  ["policy", { imports: ["base"], builtins: [], packages: ["jsonc-parser", "zod"] }],
  ["shell", { imports: ["base"], builtins: [], packages: ["shell-quote", "unbash"] }],
  ["base", { imports: [], builtins: [], packages: [] }],
]);

/** Folders of `src/` that hold no TypeScript. */
export const otherFolders: readonly string[] = ["native"];

/** Files that load modules which profiles name. */
export const moduleLoaders: readonly string[] = ["consult/module-host.ts"];

/** Files allowed to read the environment and the command line. */
export const ambientReaders: readonly string[] = ["main.ts", "start.ts", "index.ts"];
