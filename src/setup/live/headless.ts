import { basename, join } from "node:path";
import { parse } from "jsonc-parser";
import type { ClientName, Setting } from "../client.ts";
import { claudeFolder } from "../clients/claude.ts";
import { type Document, fieldsOf } from "../documents.ts";
import type { JsonPath } from "../part.ts";
import type { FileTools } from "./attempts.ts";

/** Somewhere for a client to work in, and the model that it is to ask. */
export interface Stage {
  /** A folder that is thrown away; the project is in it. */
  readonly folder: string;
  readonly project: string;
  /** Where the model is. */
  readonly model: string;
  readonly setting: Setting;
}

/** How a client is started without a terminal, with a model of ours and otherwise as its user has set it up. */
export interface Headless {
  readonly program: string;
  /** What it calls its own shell; the model uses the first that is on offer. */
  readonly shellTools: readonly string[];
  readonly shellInput: (command: string) => Document;
  /** What it calls its own tools for files, where a hook is asked about each. */
  readonly fileTools?: FileTools;
  /** What it calls the bash of our server. */
  readonly serverTool: string;
  readonly argv: (stage: Stage) => readonly string[];
  readonly env: (stage: Stage) => Readonly<Record<string, string>>;
  /** A project's own files of settings, and what is set in them. */
  readonly settings: Readonly<Record<string, readonly (readonly [path: JsonPath, value: unknown])[]>>;
  /** What may be the matter where its own shell ran what must be refused. */
  readonly hint?: string;
  /** What it keeps for this project alone among its user's things. */
  readonly left: (stage: Stage) => readonly string[];
}

/** The input of such a tool. */
export const shellInput = (command: string): Document => ({ command, description: "sallyport verify" });

/** What a client would find another model by, or its way out to one: a user's key is for nobody else. */
export const foreign =
  /^(?!SALLYPORT_)(?:(?:ANTHROPIC|OPENAI|CODEX_API|GEMINI_API|GOOGLE_(?:API|GENAI|GEMINI|VERTEX)|CLAUDE_CODE_(?:USE|OAUTH)|CLAUDECODE|AWS|AZURE)(?:_|$)|.*_(?:API_KEY|ACCESS_KEY|SECRET|TOKEN|PASSWORD|CREDENTIALS|BASE_URL|PROXY)(?:_|$))/iu;

const none = "none";

const claudeVariables = ({ model }: Stage): Readonly<Record<string, string>> => ({
  ANTHROPIC_BASE_URL: model,
  ANTHROPIC_API_KEY: none,
  ANTHROPIC_AUTH_TOKEN: "",
  CLAUDE_CODE_USE_BEDROCK: "",
  CLAUDE_CODE_USE_VERTEX: "",
  CLAUDE_CODE_USE_FOUNDRY: "",
  HTTPS_PROXY: "",
  HTTP_PROXY: "",
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
  DISABLE_AUTOUPDATER: "1",
  // A server's tools are on offer from the start.
  ENABLE_TOOL_SEARCH: "false",
});

/** A server of the project's is started once its user has agreed. */
const claudeProject = [[["enabledMcpjsonServers"], ["sallyport"]]] as const;

export const headless: Readonly<Record<ClientName, Headless>> = {
  claude: {
    program: "claude",
    shellTools: ["Bash"],
    shellInput,
    fileTools: { read: "Read", write: "Write", edit: "Edit" },
    serverTool: "mcp__sallyport__bash",
    argv: (stage) => [
      "-p",
      "go",
      "--output-format=json",
      "--no-session-persistence",
      "--model=claude-sonnet-4-5",
      // Settings of the user's may name variables, too: these count more. By itself it runs nothing that its own rules do not allow.
      "--settings",
      JSON.stringify({ env: claudeVariables(stage), ...claudePermits }),
    ],
    env: claudeVariables,
    settings: { ".claude/settings.json": [], ".claude/settings.local.json": claudeProject, ".mcp.json": [] },
    left: ({ setting, project }) => {
      const name = project.replaceAll(/[^\dA-Za-z]/gu, "-");
      return [join(claudeFolder(setting), "projects", name), join(setting.home, ".cache/claude-cli-nodejs", name)];
    },
  },
  codex: {
    program: "codex",
    shellTools: ["exec_command", "shell_command", "shell"],
    shellInput: (command) => ({ cmd: command, command }),
    serverTool: "mcp__sallyport/bash",
    argv: (stage) => [
      "exec",
      "--skip-git-repo-check",
      "--ephemeral",
      "--dangerously-bypass-approvals-and-sandbox",
      ...codexSettings(stage).flatMap((pair) => ["-c", pair]),
      "go",
    ],
    env: () => ({}),
    hint: "Codex runs no hook that you have not trusted: start it, and look at its hooks",
    settings: { ".codex/config.toml": [], ".codex/hooks.json": [] },
    left: () => [],
  },
  opencode: {
    program: "opencode",
    shellTools: ["bash"],
    shellInput,
    serverTool: "sallyport_bash",
    argv: () => ["run", "--auto", "go"],
    env: (stage) => ({
      OPENCODE_CONFIG_CONTENT: JSON.stringify({ ...opencodeContent(stage), ...opencodeModel(stage) }),
      // Its sessions; another user's keys are no use to it here.
      XDG_DATA_HOME: join(stage.folder, "data"),
      OPENCODE_AUTH_CONTENT: "{}",
      OPENCODE_DISABLE_AUTOUPDATE: "1",
      OPENCODE_DISABLE_MODELS_FETCH: "1",
    }),
    settings: { "opencode.json": [] },
    left: () => [],
  },
  gemini: {
    program: "gemini",
    shellTools: ["run_shell_command"],
    shellInput,
    serverTool: "mcp_sallyport_bash",
    argv: () => ["-p", "go", "--yolo", "-m", "gemini-2.5-pro"],
    env: ({ model }) => ({
      GOOGLE_GEMINI_BASE_URL: model,
      CODE_ASSIST_ENDPOINT: model,
      GEMINI_API_KEY: none,
      GEMINI_CLI_TRUST_WORKSPACE: "true",
    }),
    // However its user logs in.
    settings: { ".gemini/settings.json": [[["security", "auth", "selectedType"], "gemini-api-key"]] },
    left: ({ setting, project }) =>
      ["tmp", "history"].map((kind) => join(setting.home, ".gemini", kind, basename(project))),
  },
};

const claudePermits = {
  permissions: { allow: ["Bash", "Read", "Write", "Edit", "mcp__sallyport"], defaultMode: "default" },
};

function codexSettings({ model, project }: Stage): readonly string[] {
  const provider = "model_providers.sallyport_verify";
  return [
    'model="local"',
    'model_provider="sallyport_verify"',
    `${provider}.name="sallyport verify"`,
    `${provider}.base_url=${JSON.stringify(`${model}/v1`)}`,
    `${provider}.wire_api="responses"`,
    `projects={${JSON.stringify(project)}={trust_level="trusted"}}`,
    "check_for_update_on_startup=false",
  ];
}

/** What its user tells it by a variable. */
function opencodeContent({ setting }: Stage): Document {
  return fieldsOf(parse(setting.env.get("OPENCODE_CONFIG_CONTENT") ?? "{}"));
}

function opencodeModel({ model }: Stage): Document {
  const local = {
    npm: "@ai-sdk/openai-compatible",
    options: { baseURL: `${model}/v1`, apiKey: none },
    models: { local: { tool_call: true } },
  };
  const model_name = "sallyport_verify/local";
  return {
    provider: { sallyport_verify: local },
    model: model_name,
    small_model: model_name,
    share: "disabled",
    autoupdate: false,
  };
}
