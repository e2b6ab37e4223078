/** How each client is started without a terminal, with the model on loopback and a home of its own: as `verify --live` starts it. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { headless, shellInput, type Stage } from "../../src/setup/index.ts";

export type ClientName = "claude" | "codex" | "opencode" | "gemini" | "sdk";

interface Client {
  /** What it calls its shell; the model uses the first that is on offer. */
  readonly shellTools: readonly string[];
  /** The input of that tool. */
  readonly shellInput: (command: string) => Readonly<Record<string, unknown>>;
  /** Settings of its user's that the cases need. Nothing of Sallyport. */
  readonly prepare: (stage: Stage) => void;
  readonly argv: (stage: Stage, modules: string) => readonly string[];
  readonly env: (stage: Stage) => Readonly<Record<string, string>>;
}

const put = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const started = (name: keyof typeof headless, more: Partial<Client> = {}): Client => {
  const { program, argv, ...client } = headless[name];
  const words: Client["argv"] = (stage) => [program, ...argv(stage)];
  return { ...client, prepare: () => undefined, argv: words, ...more };
};

export const clients: Readonly<Record<ClientName, Client>> = {
  claude: started("claude", {
    // It runs nothing by itself that its own rules do not allow.
    prepare: ({ project }) =>
      put(join(project, ".claude/settings.local.json"), JSON.stringify({ permissions: { allow: ["Write"] } })),
  }),
  codex: started("codex", {
    argv: (stage) => ["codex", "exec", "--dangerously-bypass-hook-trust", ...headless.codex.argv(stage).slice(1)],
  }),
  opencode: started("opencode"),
  gemini: started("gemini", {
    prepare: ({ setting }) =>
      put(
        join(setting.home, ".gemini/settings.json"),
        JSON.stringify({ security: { auth: { selectedType: "gemini-api-key" } }, telemetry: { enabled: false } }),
      ),
  }),
  sdk: {
    shellTools: ["Bash"],
    shellInput,
    prepare: () => undefined,
    argv: (_stage, modules) => [process.execPath, fileURLToPath(new URL("drive-sdk.mjs", import.meta.url)), modules],
    env: headless.claude.env,
  },
};
