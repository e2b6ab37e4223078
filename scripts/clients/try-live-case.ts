/** Asks `verify --live` about one client, as its user would. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LiveCase } from "./live-cases.ts";
import { asNobody, giveToNobody, installIn, makeStand, sallyport, type Stand } from "./stand.ts";
import { trustHooks } from "./trust-hooks.ts";

/** What is wrong, if anything is. */
export async function tryLiveCase(one: LiveCase): Promise<string | undefined> {
  using stand = makeStand("");
  const { client, way, scope = "user", before, changed } = one;
  if (before !== undefined) put(join(stand.stage.folder, before[0]), before[1]);
  const extra = way === undefined ? {} : installIn(stand, [client, "--as", way, "--scope", scope]);
  if (changed !== undefined) replace(join(stand.stage.folder, changed[0]), changed[1], changed[2]);
  if (one.trusted === true) await trustHooks(stand);
  if (one.asOther === true) giveToNobody(stand);
  return judge(one, stand, one.noPath === true ? stand.env : { ...stand.env, ...extra });
}

function judge({ client, asOther, expected }: LiveCase, { stage }: Stand, env: NodeJS.ProcessEnv): string | undefined {
  const words = [sallyport, "verify", client, "--live", "--json"];
  const [program = "", ...args] = asOther === true ? [...asNobody, ...words] : words;
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: stage.project, env, encoding: "utf8" });
  const { findings = [] } = (stdout.startsWith("{") ? JSON.parse(stdout) : {}) as {
    findings?: readonly { readonly way: string; readonly state: string }[];
  };
  const live = findings.find(({ way }) => way === "live");
  const isRight = live?.state === expected && (expected === "holds" || status !== 0);
  return isRight ? undefined : `expected ${expected}, status ${status}: ${stdout} ${stderr}`;
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function replace(file: string, from: string, to: string): void {
  const text = readFileSync(file, "utf8");
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, text.replaceAll(from, to));
}
