import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { type Ended, install, type Installation, readText, writeAs } from "./installation.ts";

const missing = sandboxMissing();

describe.skipIf(missing !== undefined).each(users)("a client's frame, as $name", (user) => {
  let place: Installation;
  let snapshots: string;
  const folderFile = `/tmp/claude-${process.pid.toString(36)}${user.uid}-cwd`;

  beforeAll(() => {
    place = install(user);
    snapshots = join(place.home, ".claude/shell-snapshots");
    mkdirSync(snapshots, { recursive: true });
    writeAs(user, join(place.home, ".claude/.credentials.json"), "token\n");
    writeAs(user, join(snapshots, "snapshot-bash-1-a.sh"), "greet() { echo hello $1; }\n");
  });
  afterAll(() => {
    place[Symbol.dispose]();
    rmSync(folderFile, { force: true });
  });

  const claude = (command: string, from = snapshots, note = folderFile): string =>
    `source ${from}/snapshot-bash-1-a.sh 2>/dev/null || true && \\builtin shopt -u extglob 2>/dev/null || true && ` +
    `eval '${command.replaceAll("'", `'"'"'`)}' < /dev/null && pwd -P >| ${note}`;
  const gemini = (command: string, file: string): string =>
    `_bgpids_file=${file}\n(\n  trap 'jobs -p > "$_bgpids_file"' EXIT\n${command}\n)\n__code=$?\nexit $__code`;
  const codex = (command: string, shell: string): string =>
    `__CODEX_SNAPSHOT_OVERRIDE_SET_0="\${CODEX_A+x}"\n__CODEX_SNAPSHOT_OVERRIDE_0="\${CODEX_A-}"\n` +
    `if . '${place.home}/.codex/shell_snapshots/0a.1.sh' >/dev/null 2>&1; then :; fi\n` +
    `exec '${shell}' -c '${command}'`;
  const call = (text: string, ...options: readonly string[]): Ended => place.call([...options, "-c", text]);
  const onlyEcho = ["--allowed-tools", "Bash(echo:*)"] as const;

  test("the folder that a command ends in is noted on the host", () => {
    expect(call(claude("cd src && cat a.txt"))).toMatchObject({ status: 0, stdout: "alpha\nbeta\n" });
    expect(readText(folderFile)).toBe(`${place.project}/src\n`);
    expect(call(claude("cd /; exit 3"))).toMatchObject({ status: 3, stdout: "" });
    expect(readText(folderFile)).toBe(`${place.project}/src\n`);
  });

  test("what the snapshot defines is there, credentials beside it are not", () => {
    expect(call(claude("greet 'you'"))).toMatchObject({ status: 0, stdout: "hello you\n" });
    const file = '~/.claude/."$x".json';
    expect(call(claude(`x=credentials; cat ${file}`))).toMatchObject({ status: 126, stdout: "" });
    expect(call(claude(`x=credentials; read -r a < ${file}; echo "$a"`))).toMatchObject({ status: 0, stdout: "\n" });
  });

  test("the command inside is judged, and nothing else", () => {
    expect(call(claude("echo yes"), ...onlyEcho)).toMatchObject({ status: 0, stdout: "yes\n" });
    expect(call(claude("touch x"), ...onlyEcho)).toMatchObject({ status: 126, stdout: "" });
    expect(call(claude("mkfs.ext4 /dev/sda"))).toMatchObject({ status: 126, stdout: "" });
  });

  test("a snapshot that the agent could have written is judged as its own", () => {
    const mine = join(place.project, "shell-snapshots");
    mkdirSync(mine);
    writeAs(user, join(mine, "snapshot-bash-1-a.sh"), "echo() { id; }\n");
    expect(call(claude("echo yes", mine), ...onlyEcho)).toMatchObject({ status: 126, stdout: "" });
    symlinkSync(mine, join(place.home, "shell-snapshots"));
    expect(call(claude("echo yes", join(place.home, "shell-snapshots")), ...onlyEcho).status).toBe(126);
  });

  test("the client's file is no way to write elsewhere", () => {
    const target = join(place.home, "target");
    writeAs(user, target, "as it was\n");
    const link = `/tmp/claude-${process.pid.toString(36)}l${user.uid}-cwd`;
    symlinkSync(target, link);
    call(claude("true", snapshots, link));
    rmSync(link);
    call(claude("true", snapshots, join(place.home, "claude-00-cwd")));
    expect(readText(target)).toBe("as it was\n");
    expect(existsSync(join(place.home, "claude-00-cwd"))).toBe(false);
  });

  test("elsewhere for temporary files, as the client was told", () => {
    const temp = join(place.home, "temp");
    mkdirSync(temp);
    writeAs(user, join(temp, "claude-0a-cwd"), "");
    const env = { TMPDIR: temp };
    expect(place.call(["-c", claude("cd src", snapshots, join(temp, "claude-0a-cwd"))], { env }).status).toBe(0);
    expect(readText(join(temp, "claude-0a-cwd"))).toBe(`${place.project}/src\n`);
  });

  test("the ids of background processes reach the host", () => {
    const folder = `/tmp/gemini-shell-${process.pid}x${user.uid}`;
    mkdirSync(folder);
    writeAs(user, join(folder, "bgpids.tmp"), "");
    const ended = call(gemini("sleep 0.1 & echo started; exit 4", join(folder, "bgpids.tmp")));
    expect(ended).toMatchObject({ status: 4, stdout: "started\n" });
    expect(readText(join(folder, "bgpids.tmp"))).toMatch(/^\d+\n$/u);
    expect(readdirSync(folder)).toEqual(["bgpids.tmp"]);
    rmSync(folder, { recursive: true });
  });

  test("the shell that a frame starts is the real one, also where it names Sallyport", () => {
    const self = place.argv([]).at(-1) ?? "";
    for (const shell of ["/bin/bash", `${self}-bash`]) {
      expect(call(codex("echo yes", shell), ...onlyEcho)).toMatchObject({ status: 0, stdout: "yes\n" });
      expect(call(codex("touch x", shell), ...onlyEcho)).toMatchObject({ status: 126, stdout: "" });
    }
    expect(call(codex("echo yes", "/opt/other/bash"), ...onlyEcho).status).toBe(126);
  });
});
