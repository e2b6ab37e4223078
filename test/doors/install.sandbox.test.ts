import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, readText, writeAs } from "./installation.ts";

const missing = sandboxMissing();
const [user] = users.slice(-1);

describe.skipIf(missing !== undefined || user === undefined)("verify", () => {
  let place: Installation;
  let settings: string;
  beforeAll(() => {
    if (user === undefined) return;
    place = install(user);
    settings = join(place.home, ".claude/settings.json");
  });
  afterAll(() => place[Symbol.dispose]());

  interface Verified {
    readonly holds: boolean;
    readonly findings: readonly { readonly way: string; readonly state: string; readonly note: string }[];
  }
  const verify = (client: string, env: Readonly<Record<string, string>> = {}): Verified =>
    JSON.parse(place.call(["verify", client, "--json"], { env }).stdout) as Verified;
  const states = ({ findings }: Verified): Readonly<Record<string, string>> =>
    Object.fromEntries(findings.map(({ way, state }) => [way, state]));

  test("says that a client is not told of Sallyport, and that it is", () => {
    expect(verify("claude")).toMatchObject({ holds: false });
    expect(place.call(["verify", "claude"]).status).toBe(1);
    const shown = place.call(["install", "claude", "--as", "hook,shell"]);
    expect(shown).toMatchObject({ status: 0, stderr: "" });
    expect(shown.stdout).toMatch(/^\s+\+.*hook --client claude \|\| exit 2/mu);
    const verified = verify("claude");
    expect(verified.holds).toBe(true);
    expect(verified.findings[0]?.note).toMatch(/what it lets pass runs$/u);
    expect(states(verified)).toMatchObject({ hook: "holds", shell: "holds" });
  });

  test("believes nothing that is only written", () => {
    const good = readText(settings);
    let note: string | undefined;
    const broken = (from: string, to: string): Readonly<Record<string, string>> => {
      writeFileSync(settings, good.replaceAll(from, to));
      const found = verify("claude");
      writeFileSync(settings, good);
      note = found.findings[0]?.note;
      return states(found);
    };
    expect(broken("scripts/sallyport hook", "scripts/sallyport hook --profile /nowhere.json")["hook"]).toBe("holds");
    expect(note).toMatch(/^it blocks every call: .*nowhere/u);
    expect(broken("|| exit 2", "|| true")["hook"]).toBe("open");
    expect(broken("scripts/sallyport hook", "scripts/nothing hook")["hook"]).toBe("holds");
    expect(note).toMatch(/^it blocks every call: .*nothing/u);
    expect(broken("scripts/sallyport hook --client claude || exit 2", "nothing")["hook"]).toBe("open");
    expect(broken("shell/sallyport-bash", "shell/gone-bash")["shell"]).toBe("open");
    expect(verify("claude", { HOME: place.project }).holds).toBe(false);
  });

  test("a server counts where the client's own tools are off, or asked about", () => {
    const mcp = (client: string): { readonly state: string; readonly note: string } | undefined =>
      verify(client).findings.find(({ way }) => way === "mcp");
    expect(mcp("codex")).toMatchObject({ state: "absent" });
    expect(place.call(["install", "codex", "--as", "mcp"]).status).toBe(0);
    expect(mcp("codex")).toMatchObject({ state: "open", note: expect.stringMatching(/shell_tool, unified_exec$/u) });
    const config = join(place.home, ".codex/config.toml");
    const off = `[features]\nshell_tool = false\nunified_exec = false\n${readText(config)}`;
    writeFileSync(config, off);
    expect(mcp("codex")).toMatchObject({ state: "holds" });
    writeFileSync(config, off.replace('["mcp"', '["check", "-c", "true"'));
    expect(mcp("codex")).toMatchObject({ state: "open", note: expect.stringContaining("does not answer initialize") });
    writeFileSync(config, off.replace('["mcp"', '["mcp", "--tools=Frobnicate"'));
    expect(mcp("codex")).toMatchObject({ state: "open", note: expect.stringContaining("serves no tools") });
    writeFileSync(config, off);
    expect(place.call(["uninstall", "codex"]).status).toBe(0);
  });

  test("a shell on the PATH counts where it is the first, and not where the account's comes before", () => {
    const { stdout } = place.call(["install", "gemini", "--as", "shell"]);
    const [, folder = ""] = /first on its PATH: (\S+)/u.exec(stdout) ?? [];
    expect(states(verify("gemini"))["shell"]).toBe("absent");
    expect(states(verify("gemini", { PATH: `${folder}:${place.env["PATH"]}` }))["shell"]).toBe("holds");
    expect(states(verify("gemini", { PATH: `${place.env["PATH"]}:${folder}` }))["shell"]).toBe("absent");
  });

  test("uninstall puts back what was there", () => {
    if (user === undefined) return;
    const file = join(place.home, ".config/opencode/opencode.json");
    place.bash(["-c", `mkdir -p ~/.config/opencode`]);
    writeAs(user, file, '{ "shell": "/bin/sh" }\n');
    expect(place.call(["install", "opencode"]).status).toBe(0);
    expect(states(verify("opencode"))["shell"]).toBe("holds");
    expect(place.call(["uninstall", "opencode"]).status).toBe(0);
    expect(readText(file)).toBe('{ "shell": "/bin/sh" }\n');
    expect(place.call(["uninstall", "claude"]).status).toBe(0);
    expect(verify("claude").holds).toBe(false);
  });
});

const isRoot = process.getuid?.() === 0;

describe.skipIf(missing !== undefined || user === undefined || !isRoot)("install", () => {
  let place: Installation;
  beforeAll(() => {
    if (user !== undefined) place = install(user);
  });
  afterAll(() => place[Symbol.dispose]());

  test("changes nothing on a full disk, also where there is no room for its lock", () => {
    const launcher = place.argv([]).at(-1) ?? "";
    const script = `
      mount -t tmpfs -o size=256k none "$HOME" && cd "$HOME" && mkdir .claude
      echo '{ "model": "opus" }' | tee .claude/settings.json .claude.json > before
      dd if=/dev/zero of=filler bs=1k count=$(( $(df -k --output=avail . | tail -n 1) - $1 )) status=none
      "$2" install claude --as all; echo "status $?"
      cmp before .claude/settings.json && cmp before .claude.json && find . -name '*.new' -o -name '*.before-sallyport'
      rm filler; "$2" install claude --as all > /dev/null; "$2" uninstall claude > /dev/null
      cmp before .claude/settings.json && cmp before .claude.json; echo "in the end $?"`;
    for (const room of [0, 4, 8, 16, 20]) {
      const words = ["-m", "bash", "-c", script, "bash", String(room), launcher];
      const { stdout, stderr } = spawnSync("unshare", words, { env: place.env, encoding: "utf8" });
      expect(stderr, String(room)).toContain("nothing was changed");
      expect(stdout, String(room)).toBe("status 2\nin the end 0\n");
    }
  });

  test("of another user's home or project is refused with sudo, and leaves nothing there", () => {
    const [launcher = ""] = place.argv([]).slice(-1);
    const all = (): readonly string[] => readdirSync(place.home, { recursive: true, encoding: "utf8" });
    const before = all();
    const own = mkdtempSync(join(tmpdir(), "sallyport-root-"));
    onTestFinished(() => rmSync(own, { recursive: true, force: true }));
    for (const [home, ...words] of [[place.home], [own, "--scope", "project"]]) {
      const env = { ...place.env, HOME: home, SUDO_UID: "65534" };
      const ended = spawnSync(launcher, ["install", "claude", ...words], { env, cwd: place.project, encoding: "utf8" });
      expect(ended).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/is another user's: run it without sudo/u),
      });
    }
    expect(all()).toEqual(before);
  });

  test("that only shows makes nothing, not even a folder", () => {
    const home = mkdtempSync(join(tmpdir(), "sallyport-shown-"));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const env = { PATH: place.env["PATH"], HOME: home, XDG_RUNTIME_DIR: join(home, "run") };
    const [launcher = ""] = place.argv([]).slice(-1);
    const shown = spawnSync(launcher, ["install", "opencode", "--print"], { env, cwd: home, encoding: "utf8" });
    expect(shown).toMatchObject({ status: 0, stdout: expect.stringContaining(`${home}/.local/state/sallyport/shell`) });
    expect(readdirSync(home)).toEqual([]);
  });
});
