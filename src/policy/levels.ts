import type { ProfileBody } from "./profile-schema.ts";

export type Level = NonNullable<ProfileBody["level"]>;

/** Commands that end or damage a machine and that no development task needs. */
const destructive = [
  "rm -r /",
  "rm -r ~",
  "rm --no-preserve-root",
  "mkfs",
  "fdisk",
  "dd",
  "shutdown",
  "reboot",
  "halt",
  "poweroff",
];

const becomeRoot = ["sudo", "su", "doas"];
const development = [
  "git",
  "npm",
  "npx",
  "pnpm",
  "yarn",
  "node",
  "tsc",
  "jest",
  "vitest",
  "pip",
  "python",
  "python3",
  "pytest",
  "make",
];
const outward = ["git push", "npm publish", "docker push", "kubectl delete", "git reset --hard", "git clean"];
const registries = [
  "github.com",
  "*.github.com",
  "*.githubusercontent.com",
  "registry.npmjs.org",
  "pypi.org",
  "files.pythonhosted.org",
];
const notPublic = ["*.onion", "*.local", "localhost"];
/** Where version managers and user-wide installs keep programs and their settings: without them commands are not found. */
const toolchains = [
  ".gitconfig",
  ".config/git/config",
  ".config/git/ignore",
  ".local/bin",
  ".local/lib",
  ".local/share/mise",
  ".local/share/uv",
  ".nvm",
  ".volta",
  ".fnm",
  ".asdf",
  ".pyenv",
  ".rbenv",
  ".cargo/bin",
  ".rustup",
  ".sdkman",
  ".bun",
  ".deno",
  "go/bin",
].map((path) => `\${home}/${path}`);
const reading = ["Read", "Glob", "Grep"];
const editing = [...reading, "Edit", "Write", "NotebookEdit", "TodoWrite"];

/** What each level fills in where a profile says nothing. */
export const levelBodies: Readonly<Record<Level, ProfileBody>> = {
  restricted: {
    permissions: {
      file_access: { allowed_paths: [], read_only_paths: ["${project_root}"] },
      network_access: { allowed_domains: [], blocked_domains: ["*"], require_https: true },
      tool_permissions: { bash: { allowed_commands: [], blocked_commands: ["*"], timeout_seconds: 60 } },
    },
    allowed_tools: reading,
  },
  standard: {
    permissions: {
      file_access: {
        allowed_paths: ["${project_root}/src", "${project_root}/test", "${project_root}/tests", "${project_root}/docs"],
        denied_paths: [".env", "secrets/"],
        read_only_paths: ["${project_root}", ...toolchains],
      },
      network_access: { allowed_domains: registries, blocked_domains: notPublic, require_https: true },
      tool_permissions: {
        bash: {
          allowed_commands: development,
          blocked_commands: [...becomeRoot, "chmod 777", ...destructive],
          require_confirmation: outward,
          timeout_seconds: 300,
        },
      },
    },
    allowed_tools: editing,
    sandbox: { caches: "private" },
  },
  extended: {
    permissions: {
      file_access: {
        allowed_paths: ["${project_root}"],
        denied_paths: [".env", "secrets/"],
        read_only_paths: toolchains,
      },
      network_access: {
        allowed_domains: [...registries, "crates.io", "*.crates.io", "proxy.golang.org", "sum.golang.org"],
        blocked_domains: notPublic,
        require_https: true,
      },
      tool_permissions: {
        bash: {
          allowed_commands: [...development, "cargo", "go", "docker", "cp", "mv", "mkdir", "touch", "rm"],
          blocked_commands: [...becomeRoot, "chmod 777", ...destructive],
          require_confirmation: outward,
          timeout_seconds: 600,
        },
      },
    },
    allowed_tools: editing,
    sandbox: { caches: "private" },
  },
  trusted: {
    permissions: {
      file_access: { allowed_paths: ["${home}", "${project_root}"] },
      network_access: { allowed_domains: ["*"], blocked_domains: ["*.onion"] },
      tool_permissions: {
        bash: {
          allowed_commands: ["*"],
          blocked_commands: destructive,
          require_confirmation: ["git push --force", "npm publish", "docker push", "kubectl delete"],
        },
      },
    },
    allowed_tools: [...editing, "Task", "Skill", "WebFetch", "WebSearch"],
    sandbox: { caches: "private" },
  },
};
