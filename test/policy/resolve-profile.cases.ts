import type { ProfileLayer } from "../../src/policy/index.ts";

type Given = readonly [origin: ProfileLayer["origin"], body: object, trusted?: boolean];

export interface RuleRow {
  readonly name: string;
  readonly layers: readonly Given[];
  readonly allow: readonly string[];
  readonly ask: readonly string[];
  readonly deny: readonly string[];
}

const bash = (lists: object): object => ({ permissions: { tool_permissions: { bash: lists } } });

/** Where nobody names `tools` or `allowed_tools`, or a mode, every tool may be used. */
const unrestrictedRows: readonly RuleRow[] = (
  [
    ["nothing said allows everything", [["chosen", {}]], ["*"]],
    [
      "nothing in any layer",
      [
        ["command-line", { ask_tools: [] }],
        ["user", {}],
      ],
      ["*"],
    ],
    ["a mode says what becomes of the rest", [["chosen", { permission_mode: "default" }]], []],
    ["tools restrict", [["chosen", { tools: ["Bash"] }]], []],
    ["an empty list of tools restricts", [["chosen", { tools: [] }]], []],
    ["an empty list of allowed tools restricts", [["chosen", { allowed_tools: [] }]], []],
    ["somebody who is asked about the rest restricts", [["chosen", { can_use_tool: { command: "./ask" } }]], []],
    [
      "so does a hook that is",
      [["user", { hooks: { PermissionRequest: [{ hooks: [{ type: "command", command: "./ask" }] }] } }]],
      [],
    ],
    [
      "one that is asked about everything does not",
      [["user", { hooks: { PreToolUse: [{ hooks: [{ type: "command", command: "./ask" }] }] } }]],
      ["*"],
    ],
    ["a list of commands restricts", [["chosen", bash({ allowed_commands: ["git"] })]], ["Bash(git:*)"]],
    ["no command at all restricts", [["chosen", bash({ allowed_commands: [] })]], []],
    [
      "a level restricts",
      [["chosen", { level: "restricted", ...bash({ blocked_commands: [] }) }]],
      ["Read", "Glob", "Grep"],
    ],
    [
      "flags restrict",
      [
        ["command-line", { tools: ["Read"] }],
        ["user", {}],
      ],
      [],
    ],
    [
      "the administrator restricts",
      [
        ["managed", { allowed_tools: ["Read"] }],
        ["chosen", {}],
      ],
      ["Read"],
    ],
    [
      "a stranger's project restricts nobody to less than it takes away",
      [
        ["user", {}],
        ["project", { allowed_tools: ["Read"] }],
      ],
      ["*"],
    ],
    ["a role that is not in force restricts", [["chosen", { roles: { viewer: { tools: ["Read"] } } }]], []],
    [
      "a condition that does not hold restricts",
      [["chosen", { when: [{ context: { STAGE: "x" }, allowed_tools: ["Bash"] }] }]],
      [],
    ],
    [
      "a window at another time restricts",
      [["chosen", { schedule: { windows: [{ from: "01:00", to: "02:00", permission_mode: "default" }] } }]],
      [],
    ],
  ] as const
).map(([name, layers, allow]) => ({ name, layers, allow, ask: [], deny: name.startsWith("a level") ? ["Bash"] : [] }));

export const ruleRows: readonly RuleRow[] = [
  {
    name: "lists of commands become rules",
    layers: [
      [
        "chosen",
        bash({ allowed_commands: ["git", "npm  run:*"], blocked_commands: ["rm -rf /"], require_confirmation: ["*"] }),
      ],
    ],
    allow: ["Bash(git:*)", "Bash(npm run:*)"],
    ask: ["Bash"],
    deny: ["Bash(rm -rf /:*)"],
  },
  {
    name: "every command",
    layers: [["chosen", bash({ allowed_commands: ["*"] })]],
    allow: ["Bash", "*"],
    ask: [],
    deny: [],
  },
  ...unrestrictedRows,
  {
    name: "files whose change needs a confirmation",
    layers: [
      ["chosen", { permissions: { tool_permissions: { write: { require_confirmation: ["*.env", "/Dockerfile"] } } } }],
    ],
    allow: ["*"],
    ask: ["Write(//**/*.env)", "Write(./Dockerfile)", "Edit(//**/*.env)", "Edit(./Dockerfile)"],
    deny: [],
  },
  {
    name: "files that are not read",
    layers: [["chosen", { permissions: { tool_permissions: { read: { blocked_patterns: ["*.pem"] } } } }]],
    allow: ["*"],
    ask: [],
    deny: ["Read(//**/*.pem)"],
  },
  {
    name: "the nearest list of allowed tools decides",
    layers: [
      ["command-line", { allowed_tools: ["Bash(ls:*)"] }],
      ["chosen", { allowed_tools: ["Bash", "Read"], ask_tools: ["Edit"], disallowed_tools: ["Write"] }],
    ],
    allow: ["Bash(ls:*)"],
    ask: ["Edit"],
    deny: ["Write"],
  },
  {
    name: "a nearer list of commands decides for Bash only",
    layers: [
      ["user", bash({ allowed_commands: ["git"] })],
      ["project", { allowed_tools: ["Bash", "Read"] }, true],
    ],
    allow: ["Read", "Bash(git:*)"],
    ask: [],
    deny: [],
  },
  {
    name: "a level's block of everything stands when no commands are listed",
    layers: [["chosen", { level: "restricted", allowed_tools: ["WebSearch"], ...bash({ blocked_commands: [] }) }]],
    allow: ["WebSearch"],
    ask: [],
    deny: ["Bash"],
  },
  {
    name: "a level's block of everything stands against flags",
    layers: [
      ["command-line", { allowed_tools: ["Bash(git:*)"] }],
      ["chosen", { level: "restricted" }],
    ],
    allow: ["Bash(git:*)"],
    ask: [],
    deny: ["Bash"],
  },
  {
    name: "a level's block of everything yields to rules that are listed",
    layers: [["chosen", { level: "restricted", allowed_tools: ["Bash(git:*)"] }]],
    allow: ["Bash(git:*)"],
    ask: [],
    deny: [],
  },
  {
    name: "a level's block of everything yields to commands that are listed",
    layers: [["chosen", { level: "restricted", ...bash({ allowed_commands: ["git"] }) }]],
    allow: ["Read", "Glob", "Grep", "Bash(git:*)"],
    ask: [],
    deny: [],
  },
  {
    name: "an untrusted project can only take away",
    layers: [
      ["user", { allowed_tools: ["Bash(git:*)"] }],
      ["project", { allowed_tools: ["Bash"], ask_tools: ["Bash(git pull:*)"], disallowed_tools: ["Bash(git push:*)"] }],
    ],
    allow: ["Bash(git:*)"],
    ask: ["Bash(git pull:*)"],
    deny: ["Bash(git push:*)"],
  },
  {
    name: "a trusted project counts below the user",
    layers: [["project", { allowed_tools: ["Bash(make:*)"] }, true]],
    allow: ["Bash(make:*)"],
    ask: [],
    deny: [],
  },
  {
    name: "a profile chosen by name takes the place of the user's, whose denials stay",
    layers: [
      ["chosen", { allowed_tools: ["Read"] }],
      ["user", { ...bash({ allowed_commands: ["git"] }), disallowed_tools: ["WebFetch"] }],
    ],
    allow: ["Read"],
    ask: [],
    deny: ["WebFetch"],
  },
  {
    name: "what the administrator allows bounds the rest",
    layers: [
      ["managed", { allowed_tools: ["Bash(git:*)", "Bash(npm run test)", "Read"] }],
      ["user", { allowed_tools: ["Bash(git push:*)", "Bash(npm:*)", "Bash(curl:*)", "Read(./src/**)"] }],
    ],
    allow: ["Bash(git push:*)", "Bash(npm run test)", "Read(./src/**)"],
    ask: [],
    deny: [],
  },
  {
    name: "the administrator's commands bound only Bash",
    layers: [
      ["managed", bash({ allowed_commands: ["git"] })],
      ["user", { allowed_tools: ["Bash", "Edit"] }],
    ],
    allow: ["Edit", "Bash(git:*)"],
    ask: [],
    deny: [],
  },
];

interface ScheduleRow {
  readonly name: string;
  readonly window: object;
  readonly zone: string;
  readonly now: string;
  readonly holds: boolean;
}

const night = { from: "22:00", to: "06:00" };
const mondayNight = { ...night, days: ["mon"] };

/** 2026-03-02 is a Monday. */
export const scheduleRows: readonly ScheduleRow[] = [
  { name: "inside", window: { from: "09:00", to: "17:00" }, zone: "UTC", now: "2026-03-02T09:00:00Z", holds: true },
  {
    name: "at the end",
    window: { from: "09:00", to: "17:00" },
    zone: "UTC",
    now: "2026-03-02T17:00:00Z",
    holds: false,
  },
  {
    name: "in another time zone",
    window: { from: "09:00", to: "17:00" },
    zone: "Asia/Tokyo",
    now: "2026-03-02T01:00:00Z",
    holds: true,
  },
  { name: "over midnight, before", window: night, zone: "UTC", now: "2026-03-02T23:00:00Z", holds: true },
  { name: "over midnight, after", window: night, zone: "UTC", now: "2026-03-03T05:59:00Z", holds: true },
  { name: "over midnight, outside", window: night, zone: "UTC", now: "2026-03-03T06:00:00Z", holds: false },
  {
    name: "the night of the day on which it started",
    window: mondayNight,
    zone: "UTC",
    now: "2026-03-03T02:00:00Z",
    holds: true,
  },
  { name: "not the night before", window: mondayNight, zone: "UTC", now: "2026-03-02T02:00:00Z", holds: false },
  {
    name: "a whole day",
    window: { from: "00:00", to: "24:00", days: ["mon"] },
    zone: "UTC",
    now: "2026-03-02T23:59:00Z",
    holds: true,
  },
  {
    name: "another day",
    window: { from: "00:00", to: "24:00", days: ["tue"] },
    zone: "UTC",
    now: "2026-03-02T12:00:00Z",
    holds: false,
  },
  {
    name: "the hour before clocks go forward",
    window: { from: "01:30", to: "03:30" },
    zone: "Europe/Berlin",
    now: "2026-03-29T00:59:00Z",
    holds: true,
  },
  {
    name: "the hour after clocks went forward",
    window: { from: "01:30", to: "03:30" },
    zone: "Europe/Berlin",
    now: "2026-03-29T01:15:00Z",
    holds: true,
  },
  {
    name: "its end after clocks went forward",
    window: { from: "01:30", to: "03:30" },
    zone: "Europe/Berlin",
    now: "2026-03-29T01:30:00Z",
    holds: false,
  },
  {
    name: "the hour that comes twice, first",
    window: { from: "02:00", to: "03:00" },
    zone: "Europe/Berlin",
    now: "2026-10-25T00:30:00Z",
    holds: true,
  },
  {
    name: "the hour that comes twice, again",
    window: { from: "02:00", to: "03:00" },
    zone: "Europe/Berlin",
    now: "2026-10-25T01:30:00Z",
    holds: true,
  },
  {
    name: "after the hour that comes twice",
    window: { from: "02:00", to: "03:00" },
    zone: "Europe/Berlin",
    now: "2026-10-25T02:00:00Z",
    holds: false,
  },
  {
    name: "over the midnight of a change of clocks",
    window: { from: "22:00", to: "06:00", days: ["sat"] },
    zone: "America/New_York",
    now: "2026-11-01T10:59:00Z",
    holds: true,
  },
  {
    name: "its end after a change of clocks",
    window: { from: "22:00", to: "06:00", days: ["sat"] },
    zone: "America/New_York",
    now: "2026-11-01T11:00:00Z",
    holds: false,
  },
  {
    name: "a zone of half hours",
    window: { from: "09:00", to: "10:00" },
    zone: "Asia/Kolkata",
    now: "2026-03-02T03:30:00Z",
    holds: true,
  },
  {
    name: "before it in a zone of half hours",
    window: { from: "09:00", to: "10:00" },
    zone: "Asia/Kolkata",
    now: "2026-03-02T03:29:00Z",
    holds: false,
  },
  {
    name: "a zone of quarter hours",
    window: { from: "09:00", to: "10:00" },
    zone: "Asia/Kathmandu",
    now: "2026-03-02T03:15:00Z",
    holds: true,
  },
  {
    name: "a day that is another one there",
    window: { from: "00:00", to: "24:00", days: ["tue"] },
    zone: "Pacific/Auckland",
    now: "2026-03-02T12:00:00Z",
    holds: true,
  },
  {
    name: "Sunday's night on Monday",
    window: { from: "22:00", to: "06:00", days: ["sun"] },
    zone: "UTC",
    now: "2026-03-02T05:00:00Z",
    holds: true,
  },
];

interface EnforcementRow {
  readonly name: string;
  readonly body: object;
  readonly unenforced: readonly (readonly [pointer: string, withholds: boolean])[];
}

const security = (policies: object): object => ({ security_policies: policies });

export const enforcementRows: readonly EnforcementRow[] = [
  {
    name: "extensions for everything",
    body: {
      permissions: { file_access: { allowed_extensions: [".ts"], blocked_patterns: ["*.key"], max_file_size_mb: 1 } },
    },
    unenforced: [
      ["/permissions/file_access/allowed_extensions", false],
      ["/permissions/file_access/blocked_patterns", false],
    ],
  },
  {
    name: "extensions for the file tools",
    body: {
      permissions: {
        tool_permissions: {
          write: { allowed_extensions: [".ts"], blocked_patterns: ["*.key"], backup_on_overwrite: true },
        },
      },
    },
    unenforced: [],
  },
  {
    name: "hosts",
    body: { permissions: { network_access: { allowed_domains: ["*"] } } },
    unenforced: [],
  },
  {
    name: "no hosts",
    body: { permissions: { network_access: { blocked_domains: ["*"], require_https: true } } },
    unenforced: [],
  },
  {
    name: "a proxy",
    body: { permissions: { network_access: { proxy_config: { http_proxy: "http://proxy.test:8080" } } } },
    unenforced: [],
  },
  {
    name: "the gate",
    body: bash({ opaque: "gate" }),
    unenforced: [],
  },
  {
    name: "the gate without a sandbox",
    body: { ...bash({ opaque: "gate" }), sandbox: { backend: "none", exec: "strict" } },
    unenforced: [
      ["/permissions/tool_permissions/bash/opaque", false],
      ["/sandbox/exec", false],
    ],
  },
  { name: "no gate", body: bash({ opaque: "refuse" }), unenforced: [] },
  {
    name: "the sandbox of later",
    body: {
      sandbox: {
        backend: "landlock",
        exec: "strict",
        transaction: "hold",
        layers: {
          landlock: "required",
          "exec-gate": "required",
          egress: "required",
          mounts: "required",
        },
      },
    },
    unenforced: [],
  },
  {
    name: "layers that may be missing",
    body: { sandbox: { layers: { landlock: "preferred", seccomp: "preferred" } } },
    unenforced: [],
  },
  {
    name: "security policies that would stop something",
    body: security({
      prevent_secrets_exposure: true,
      enforce_secure_coding: true,
      scan_for_vulnerabilities: true,
      secrets_detection: { enabled: true, block_on_detection: true },
      vulnerability_scanning: { enabled: true, block_on_high: true },
    }),
    unenforced: [],
  },
  {
    name: "scanners that would stop what nothing holds back",
    body: {
      ...security({ vulnerability_scanning: { enabled: true, block_on_high: true } }),
      sandbox: { backend: "landlock" },
    },
    unenforced: [["/security_policies/vulnerability_scanning", false]],
  },
  {
    name: "changes that are held back to be scanned",
    body: {
      ...security({ vulnerability_scanning: { enabled: true, block_on_high: true } }),
      permissions: { file_access: { allowed_extensions: [".ts"] } },
    },
    unenforced: [],
  },
  {
    name: "security policies that only tell",
    body: security({
      audit_logging: true,
      secrets_detection: { enabled: true, tools: ["detect-secrets"] },
      vulnerability_scanning: { enabled: true },
    }),
    unenforced: [],
  },
  {
    name: "secrets that only a gate keeps from being committed",
    body: { ...security({ prevent_secrets_exposure: true }), sandbox: { backend: "none" } },
    unenforced: [["/security_policies/secrets_detection", false]],
  },
  {
    name: "security policies that are off",
    body: security({
      prevent_secrets_exposure: false,
      secrets_detection: { enabled: false, block_on_detection: true },
    }),
    unenforced: [],
  },
  {
    name: "tools of later",
    body: {
      permissions: {
        agent_permissions: {
          model_selection: { allowed_models: ["m"], default_model: "m", cost_limits: { daily_budget_usd: 1 } },
        },
      },
    },
    unenforced: [["/permissions/agent_permissions/model_selection/cost_limits", true]],
  },
];
