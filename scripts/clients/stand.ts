/** A home and a project of their own for one client, in which Sallyport is installed as a user would. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Stage } from "../../src/setup/index.ts";
import { fetchClients } from "./fetch-clients.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const sallyport = join(root, "scripts/sallyport");
export const modules = fetchClients();

export interface Stand extends Disposable {
  readonly stage: Stage;
  readonly env: Readonly<Record<string, string>>;
}

export function makeStand(model: string): Stand {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-client-"));
  chmodSync(folder, 0o755);
  const [home, project] = [join(folder, "home"), join(folder, "home/project")];
  mkdirSync(join(project, ".git"), { recursive: true });
  const path = [join(root, "node_modules/node/bin"), join(modules, ".bin"), "/usr/local/bin:/usr/bin:/bin"].join(":");
  const env = { PATH: path, HOME: home, LANG: "C.UTF-8", TERM: "dumb" };
  const own = { packageRoot: root, words: [], variables: {}, shellFolder: join(home, ".local/state/sallyport/shell") };
  const setting = { scope: "user", home, project, env: new Map(Object.entries(env)), ...own } as const;
  return {
    stage: { folder, project, model, setting },
    env,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Comes back with what the user would have to set. */
export function installIn({ stage, env }: Stand, words: readonly string[]): Readonly<Record<string, string>> {
  const options = { cwd: stage.project, env, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(sallyport, ["install", ...words], options);
  if (status !== 0) throw new Error(`install ended with ${status}: ${stderr}`);
  const [, folder] = /first on its PATH: (\S+)/u.exec(stdout) ?? [];
  return folder === undefined ? {} : { PATH: `${folder}:${env["PATH"]}` };
}

/** A user whose account has no shell. */
export const asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] as const;

export function giveToNobody({ stage }: Stand): void {
  spawnSync("chown", ["-R", "65534:65534", stage.folder]);
}
