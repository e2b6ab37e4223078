/** The real clients, from npm, in a folder that is kept. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

const versions = {
  "@anthropic-ai/claude-agent-sdk": "0.3.330",
  "@anthropic-ai/claude-code": "2.1.330",
  "@google/gemini-cli": "0.61.0",
  "@openai/codex": "0.169.0",
  "opencode-ai": "1.18.33",
} as const;

/** Where the clients are, `node_modules`; fetched when they are not there yet. */
export function fetchClients(): string {
  const folder = process.env["SALLYPORT_CLIENTS"] ?? join(cacheFolder(), "sallyport-test-clients");
  const modules = join(folder, "node_modules");
  if (Object.keys(versions).every((name) => existsSync(join(modules, name)))) return modules;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: versions }));
  const { status } = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: folder, stdio: "inherit" });
  if (status !== 0) throw new Error(`the clients could not be fetched into ${folder}`);
  return modules;
}

/** Root starts some of them as another user, whom its own home is closed to. */
function cacheFolder(): string {
  return process.getuid?.() === 0 ? "/var/cache" : (process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"));
}
