/** How each client is started without a terminal, with the model on loopback and a home of its own. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type ClientName = "claude" | "codex" | "opencode" | "gemini" | "sdk";

/** Somewhere to work in. */
export interface Stage {
  readonly home: string;
  readonly project: string;
  readonly modules: string;
  readonly model: string;
}

export interface Client {
  /** What it calls its shell; the model uses the first that is on offer. */
  readonly shellTools: readonly string[];
  /** The input of that tool. */
  readonly shellInput: (command: string) => Readonly<Record<string, unknown>>;
  /** Writes what it needs to find the model. Nothing of Sallyport. */
  readonly prepare: (stage: Stage) => void;
  readonly argv: (stage: Stage) => readonly string[];
  readonly env: (stage: Stage) => Readonly<Record<string, string>>;
}

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const described = (command: string): Readonly<Record<string, unknown>> => ({ command, description: "a test" });

const claudeEnv = ({ model }: Stage): Readonly<Record<string, string>> => ({
  ANTHROPIC_BASE_URL: model,
  ANTHROPIC_API_KEY: "none",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  // A server's tools are on offer from the start.
  ENABLE_TOOL_SEARCH: "false",
});

export const clients: Readonly<Record<ClientName, Client>> = {
  claude: {
    shellTools: ["Bash"],
    shellInput: described,
    // It runs nothing by itself that its own rules do not allow.
    prepare: ({ project }) =>
      put(join(project, ".claude/settings.local.json"), JSON.stringify({ permissions: { allow: ["Bash", "Write"] } })),
    argv: ({ modules }) => [
      join(modules, "@anthropic-ai/claude-code/bin/claude.exe"),
      "-p",
      "go",
      "--output-format",
      "json",
      "--model",
      "claude-sonnet-4-5",
    ],
    env: claudeEnv,
  },
  codex: {
    shellTools: ["exec_command", "shell_command", "shell"],
    shellInput: (command) => ({ cmd: command, command }),
    prepare: ({ home, model, project }) =>
      put(
        join(home, ".codex/config.toml"),
        [
          'model = "local"',
          'model_provider = "local"',
          "[model_providers.local]",
          'name = "local"',
          `base_url = "${model}/v1"`,
          'wire_api = "responses"',
          `[projects."${project}"]`,
          'trust_level = "trusted"\n',
        ].join("\n"),
      ),
    argv: ({ modules }) => [
      process.execPath,
      join(modules, "@openai/codex/bin/codex.js"),
      "exec",
      "--skip-git-repo-check",
      "--dangerously-bypass-approvals-and-sandbox",
      "--dangerously-bypass-hook-trust",
      "go",
    ],
    env: () => ({}),
  },
  opencode: {
    shellTools: ["bash"],
    shellInput: described,
    prepare: ({ project, model }) =>
      put(
        join(project, "opencode.json"),
        JSON.stringify({
          provider: {
            local: {
              npm: "@ai-sdk/openai-compatible",
              options: { baseURL: `${model}/v1`, apiKey: "none" },
              models: { local: { tool_call: true } },
            },
          },
          model: "local/local",
          small_model: "local/local",
          share: "disabled",
          autoupdate: false,
          permission: { external_directory: "allow" },
        }),
      ),
    argv: ({ modules }) => [join(modules, "opencode-ai/bin/opencode.exe"), "run", "go"],
    env: () => ({}),
  },
  gemini: {
    shellTools: ["run_shell_command"],
    shellInput: described,
    prepare: ({ home }) =>
      put(
        join(home, ".gemini/settings.json"),
        JSON.stringify({ security: { auth: { selectedType: "gemini-api-key" } }, telemetry: { enabled: false } }),
      ),
    argv: ({ modules }) => [
      process.execPath,
      join(modules, "@google/gemini-cli/bundle/gemini.js"),
      "-p",
      "go",
      "--yolo",
      "-m",
      "gemini-2.5-pro",
    ],
    env: ({ model }) => ({ GOOGLE_GEMINI_BASE_URL: model, GEMINI_API_KEY: "none", GEMINI_CLI_TRUST_WORKSPACE: "true" }),
  },
  sdk: {
    shellTools: ["Bash"],
    shellInput: described,
    prepare: () => undefined,
    argv: ({ modules }) => [process.execPath, fileURLToPath(new URL("drive-sdk.mjs", import.meta.url)), modules],
    env: claudeEnv,
  },
};
