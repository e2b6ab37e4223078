/** What Codex's user does once: trusts the hooks that are there, as Codex itself names and reads them. */
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { modules, type Stand } from "./stand.ts";

interface Listed {
  readonly data: readonly { readonly hooks: readonly { readonly key: string; readonly currentHash: string }[] }[];
}

export async function trustHooks({ stage, env }: Stand): Promise<void> {
  const child = spawn(join(modules, ".bin/codex"), ["app-server"], { env, stdio: ["pipe", "pipe", "ignore"] });
  const ask = (message: object): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
  ask({ id: 0, method: "initialize", params: { clientInfo: { name: "test-clients", version: "1" } } });
  ask({ method: "initialized" });
  ask({ id: 1, method: "hooks/list", params: { cwds: [stage.project] } });
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line) as { readonly id?: number; readonly result?: Listed };
    if (message.id !== 1) continue;
    const hooks = message.result?.data.flatMap((one) => one.hooks) ?? [];
    const tables = hooks.map(
      ({ key, currentHash }) => `[hooks.state.${JSON.stringify(key)}]\ntrusted_hash = ${JSON.stringify(currentHash)}\n`,
    );
    appendFileSync(join(stage.setting.home, ".codex/config.toml"), tables.join(""));
    break;
  }
  child.kill();
}
