/** Where attempts are made: folders for each of them, and a victim with one of everything. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { once } from "node:events";
import type { User } from "../run/workbench.ts";
import type { Attempt } from "./attempts/attempt.ts";

export interface StageOrder {
  readonly folder: string;
  readonly attack: string;
  readonly user: User;
  readonly home: string;
  readonly attempts: readonly Attempt[];
}

export interface Stage {
  readonly project: string;
  readonly shown: string;
  readonly closed: string;
  readonly hidden: string;
  /** The attempt's own folder, and its text with everything filled in. */
  readonly own: (attempt: Attempt) => string;
  readonly fill: (attempt: Attempt, text: string) => string;
  /** Whether a process that the attempt left behind is still there. */
  readonly alive: (attempt: Attempt) => boolean;
  /** What nobody may have changed: state and content of everything outside of the project, but for these attempts' own. */
  readonly fingerprint: (but: ReadonlySet<string>) => readonly string[];
  /** What became of the victim; undefined when it did not live to say so. */
  readonly end: () => Promise<string | undefined>;
}

/** A folder's name for an attempt. */
export function slugOf(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9]+/gu, "-");
}

/** A word by which an attempt's processes are known. */
function markOf(folder: string, slug: string): string {
  return `mark${folder.replaceAll("/", "-")}-${slug}`;
}

function processesWith(mark: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      if (!/^\d+$/u.test(pid)) return false;
      // Where the first thread has ended another one still has the words.
      const threads = readdirSync(`/proc/${pid}/task`).slice(0, 2);
      return threads.some((thread) => readFileSync(`/proc/${pid}/task/${thread}/cmdline`, "latin1").includes(mark));
    } catch {
      return false; // it has ended
    }
  });
}

/** Whether somebody has a lock on the file. */
function isHeld(file: string): boolean {
  return existsSync(file) && spawnSync("flock", ["--nonblock", "--exclusive", file, "true"]).status !== 0;
}

/** Lays everything out and starts the victim, as the user that will attack it. */
export async function createStage(order: StageOrder): Promise<Stage> {
  const [project, shown, hidden] = ["project", "shown", "hidden"].map((name) => join(order.folder, name));
  if (project === undefined || shown === undefined || hidden === undefined) throw new Error("no folders");
  const tops = { project, shown, hidden, closed: join(project, "closed") };
  layOut(order, tops);
  const varFile = `/var/tmp/sallyport-escapes-${process.pid}-${order.folder.split("/").at(-1)}-${order.user.uid}`;
  writeFileSync(varFile, "SECRET\n");
  if (spawnSync(order.attack, ["skip-numbers"]).status !== 0) throw new Error("the process numbers stay low");
  const victim = await startVictim(order, tops);
  const targets = await Promise.all(["spare-pid", "other-pid", "other-pid-2"].map((name) => startTarget(order, name)));
  const facts = new Map<string, string>([
    ...Object.entries(tops).flatMap(([name, path]): [string, string][] => [[`${name}-top`, path]]),
    ["project", project],
    ["home", order.home],
    ["var-file", varFile],
    ...targets.map(({ name, pid }): [string, string] => [name, pid]),
    ...victim.facts,
  ]);
  return {
    ...tops,
    own: ({ name }) => join(project, slugOf(name)),
    fill: (attempt, text) => {
      const mark = markOf(order.folder, slugOf(attempt.name));
      return fill(text, new Map([...factsFor(attempt, tops, facts), ["mark", mark]]), attempt.name);
    },
    alive: ({ name }) =>
      processesWith(markOf(order.folder, slugOf(name))).length > 0 || isHeld(join(project, slugOf(name), "held")),
    fingerprint: (but) => [shown, hidden, tops.closed].flatMap((top) => fingerprint(top, but)),
    end: async () => {
      for (const { name } of order.attempts) rmSync(join(project, slugOf(name), "held"), { force: true });
      for (const pid of processesWith(markOf(order.folder, ""))) spawnSync("kill", ["-KILL", pid]);
      for (const { child } of targets) child.kill("SIGKILL");
      rmSync(varFile);
      return endVictim(victim);
    },
  };
}

interface Tops {
  readonly project: string;
  readonly shown: string;
  readonly hidden: string;
  readonly closed: string;
}

function layOut({ folder, attack, user, attempts }: StageOrder, tops: Tops): void {
  const owned = (path: string): void => chownSync(path, user.uid, user.uid);
  const make = (path: string): void => {
    mkdirSync(path);
    owned(path);
  };
  for (const top of [folder, tops.project, tops.shown, tops.hidden, tops.closed]) make(top);
  for (const { name } of attempts) {
    const slug = slugOf(name);
    make(join(tops.project, slug));
    symlinkSync(join(tops.hidden, slug, "file"), join(tops.project, slug, "before"));
    for (const top of [tops.shown, tops.hidden, tops.closed]) {
      const place = join(top, slug);
      make(place);
      make(join(place, "folder"));
      for (const file of ["file", "copy", "tool"]) writeFileSync(join(place, file), "SECRET\n");
      writeFileSync(join(place, "tool"), '#!/bin/sh\necho "$1"\n');
      for (const file of ["file", "copy", "tool"]) owned(join(place, file));
      chmodSync(join(place, "tool"), 0o755);
    }
  }
  spawnSync(
    "mkfifo",
    attempts.map(({ name }) => join(tops.hidden, slugOf(name), "pipe")),
  );
  for (const { name } of attempts) owned(join(tops.hidden, slugOf(name), "pipe"));
  for (const { name } of attempts.filter((each) => each.name.includes("denied program")))
    copyFileSync(attack, join(tops.shown, slugOf(name), "forbidden"));
  givePrivileges(
    attack,
    user,
    attempts.map(({ name }) => join(tops.project, slugOf(name))),
  );
}

/** Programs that would make somebody else of whoever starts them; only root can make such programs. */
function givePrivileges(attack: string, { uid }: User, folders: readonly string[]): void {
  if (process.getuid?.() !== 0) return;
  for (const folder of folders.filter((each) => /set-user-ID|capability-from/u.test(each))) {
    const [other, capable] = [join(folder, "as-other"), join(folder, "with-capability")];
    copyFileSync(attack, other);
    copyFileSync(attack, capable);
    chownSync(other, uid === 0 ? 65534 : 0, 0);
    chmodSync(other, 0o4755);
    chmodSync(capable, 0o755);
    spawnSync("setcap", ["cap_net_raw+ep", capable]);
  }
}

function factsFor({ name }: Attempt, tops: Tops, facts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const slug = slugOf(name);
  return new Map([
    ...facts,
    ["slug", slug],
    ["own", join(tops.project, slug)],
    ["hidden", join(tops.hidden, slug)],
    ["shown", join(tops.shown, slug)],
    ["closed", join(tops.closed, slug)],
  ]);
}

function fill(text: string, facts: ReadonlyMap<string, string>, name: string): string {
  return text.replaceAll(/(?<!\$)\{([a-z][a-z0-9-]*)\}/gu, (_, key: string) => {
    const fact = facts.get(key);
    if (fact === undefined) throw new Error(`${name}: there is no {${key}}`);
    return fact;
  });
}

interface Victim {
  readonly child: ChildProcess;
  readonly facts: readonly (readonly [string, string])[];
}

function startProcess({ attack, user, folder }: StageOrder, words: readonly string[]): ChildProcess {
  const [program = "", ...argv] = [...user.prefix, attack, ...words];
  return spawn(program, argv, { cwd: folder, stdio: ["pipe", "pipe", "inherit"], env: { SECRET_TOKEN: "SECRET" } });
}

async function nextLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("no stdout");
  const [data] = await Promise.race([once(child.stdout, "data"), once(child, "close")]);
  return String(data).trim();
}

async function startVictim(order: StageOrder, tops: Tops): Promise<Victim> {
  const held = join(tops.hidden, "held");
  writeFileSync(held, "SECRET\n");
  chownSync(held, order.user.uid, order.user.uid);
  const child = startProcess(order, ["victim", held, tops.hidden, tops.shown, tops.project]);
  const line = await nextLine(child);
  const facts = line.split(" ").map((word): readonly [string, string] => {
    const [key = "", value = ""] = word.split("=", 2);
    return [key, value];
  });
  if (!line.startsWith("pid=")) throw new Error(`the victim does not start: ${line}`);
  return { child, facts };
}

/** A process that only waits to be killed. */
async function startTarget(
  { user }: StageOrder,
  name: string,
): Promise<{ readonly name: string; readonly pid: string; readonly child: ChildProcess }> {
  const [program, ...argv] = [...user.prefix, "sleep", "600"];
  const child = spawn(program, argv, { stdio: "ignore" });
  await once(child, "spawn");
  return { name, pid: String(child.pid), child };
}

async function endVictim({ child, facts }: Victim): Promise<string | undefined> {
  const lives = child.exitCode === null && child.signalCode === null;
  const said = lives ? nextLine(child) : Promise.resolve(undefined);
  child.stdin?.end();
  const line = await said;
  const about = new Map(facts);
  if (line?.startsWith("connections=") === true) return line;
  const [shm, sem, msg, name] = ["shm", "sem", "msg", "name"].map((key) => about.get(key) ?? "");
  spawnSync("ipcrm", ["-m", shm ?? "", "-s", sem ?? "", "-q", msg ?? ""]);
  rmSync(`/dev/shm${name}`, { force: true });
  return undefined;
}

function fingerprint(top: string, but: ReadonlySet<string>): readonly string[] {
  const names = readdirSync(top, { recursive: true }).map(String).toSorted();
  return names
    .filter((name) => !but.has(name.split("/")[0] ?? ""))
    .map((name) => {
      const path = join(top, name);
      const { mode, uid, gid, size, nlink, mtimeMs, ctimeMs } = lstatSync(path);
      const isFile = (mode & 0o170000) === 0o100000;
      const content = isFile ? createHash("sha256").update(readFileSync(path)).digest("hex") : "";
      return [path, mode.toString(8), uid, gid, size, nlink, mtimeMs, ctimeMs, content].join(" ");
    });
}
