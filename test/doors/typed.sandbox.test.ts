import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, writeAs } from "./installation.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

describe.skipIf(sandboxMissing() !== undefined).each(users)("a shell at a terminal, for $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
  });
  afterAll(() => place[Symbol.dispose]());

  const open = (...argv: readonly string[]): Terminal => openTerminal(place.argv(argv), place.project, place.env);
  const prompt = "sallyport:\\S*/project\\$";

  test("goes by its profile as that is for each text", async () => {
    const file = join(place.home, "typed.json");
    const body = (...denied: readonly string[]): string =>
      JSON.stringify({ name: "p", description: "d", extends: "workspace", disallowed_tools: denied });
    const write = (text: string): unknown => place.bash(["-c", `cat > ${file}`], { input: text });
    write(body());
    using terminal = open("shell", "--profile", file);
    await terminal.shows(new RegExp(`^${prompt}$`, "u"));
    terminal.type("mkdir one && echo made", "Enter");
    await terminal.shows(/^made$/mu);
    write(body("Bash(mkdir:*)"));
    terminal.type("mkdir two", "Enter");
    await terminal.shows(/^sallyport: denied: mkdir two: deny rule/mu);
    terminal.type("exit", "Enter");
    await terminal.shows(/^ended with 126$/mu);
    expect(existsSync(join(place.project, "two"))).toBe(false);
  });

  test("judges each line before it runs, shows what it refuses, and goes on", async () => {
    using terminal = open("shell", "--disallowed-tools", "Bash(rm:*),Bash(touch:*)");
    await terminal.shows(new RegExp(`^${prompt}$`, "u"));
    terminal.type("X=kept; echo first", "Enter");
    await terminal.shows(/^first$/mu);
    terminal.type("rm -r src", "Enter");
    await terminal.shows(/^sallyport: denied: rm -r src: deny rule Bash\(rm:\*\)/mu);
    terminal.type("echo status $? $X", "Enter");
    await terminal.shows(/^status 126 kept$/mu);
    // What the text does not tell is told by what really starts.
    terminal.type(`python3 -c 'import os; os.system("to" + "uch made")'`, "Enter");
    await terminal.shows(/^sallyport: denied: touch made: deny rule Bash\(touch:\*\)/mu);
    terminal.type("for n in 1 2", "Enter");
    await terminal.shows(/^> *$/mu);
    terminal.type("do rm $n; done", "Enter");
    await terminal.shows(/^sallyport: denied: rm \$n: /mu);
    terminal.type("cat <<EOT", "Enter");
    await terminal.shows(/<<EOT\n>$/u);
    terminal.type("in a text", "Enter");
    await terminal.shows(/^> in a text\n>$/mu);
    terminal.type("EOT", "Enter");
    await terminal.shows(/^> EOT\nin a text$/mu);
    terminal.type("true; cd src && basename $PWD", "Enter");
    await terminal.shows(/^src\nsallyport:\S*\/project\/src\$$/mu);
    // The way to whoever answers is the shell's alone.
    terminal.type("ls -l /proc/self/fd | grep -c socket:; echo of ours", "Enter");
    await terminal.shows(/^0\nof ours$/mu);
    terminal.type("Up", "Up", "Up", "Up");
    await terminal.shows(/^sallyport:\S*\/src\$ for n in 1 2/mu);
    terminal.type("C-c");
    await terminal.shows(/\/src\$$/u);
    terminal.type("shopt -s extglob", "Enter", "case xx in +(x)) echo extended;; esac", "Enter");
    await terminal.shows(/^extended$/mu);
    terminal.type("exit 3", "Enter");
    await terminal.shows(/^ended with 3$/mu);
    expect(existsSync(join(place.project, "made"))).toBe(false);
    const told = place
      .call(["audit", "query"])
      .stdout.trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(told.filter(({ input }) => input.command === "rm -r src")).toMatchObject([{ verdict: "deny" }]);
    expect(told.filter(({ input }) => input.command === "X=kept; echo first")).toMatchObject([{ verdict: "allow" }]);
  });

  test("asks between the lines, and about what a script in the foreground starts while that stands still", async () => {
    writeAs(user, join(place.project, "ask.sh"), "echo begun; touch scripted; echo script $?\n");
    using terminal = open("shell", "--mode", "default", "--allowed-tools", "Bash", "--ask-tools", "Bash(touch:*)");
    await terminal.shows(new RegExp(`^${prompt}$`, "u"));
    terminal.type("touch typed", "Enter");
    await terminal.shows(/Bash\(touch:\*\)[\s\S]*stop \[q\]\? *$/u);
    terminal.type("d");
    await terminal.shows(new RegExp(`\\? d\nsallyport: denied: touch typed: .*\n${prompt}$`, "u"));
    terminal.type("clear; touch typed; echo typed $?", "Enter");
    await terminal.shows(/stop \[q\]\? *$/u);
    terminal.type("o");
    await terminal.shows(/^typed 0$/mu);
    terminal.type("clear; sh ask.sh", "Enter");
    await terminal.shows(/^sallyport: Bash wants:\n +command: \S*touch scripted\n[\s\S]*stop \[q\]\? *$/u);
    terminal.type("o");
    await terminal.shows(new RegExp(`\\? o\nscript 0\n${prompt}$`, "u"));
    terminal.type("exit", "Enter");
    await terminal.shows(/^ended with 0$/mu);
    expect(["typed", "scripted"].map((name) => existsSync(join(place.project, name)))).toEqual([true, true]);
  });

  test("takes lines that are there before it asks for them, and ends when its terminal goes", async () => {
    const args = ["shell", "--mode", "default", "--allowed-tools", "Bash", "--ask-tools", "Bash(touch:*)"];
    const running = (): number | null => spawnSync("pgrep", ["-f", `${dirname(place.home)}/.*main.js shell`]).status;
    {
      using terminal = open(...args);
      await terminal.shows(new RegExp(`^${prompt}$`, "u"));
      terminal.type("sleep 0.3; echo 'first one'", "Enter", "echo second", "Enter", "echo third; touch typed", "Enter");
      await terminal.shows(/^first one\n(?:.*\n)*second\n(?:.*\n)*.*stop \[q\]\? *$/mu);
      expect(running()).toBe(0);
    }
    await expect.poll(running).toBe(1);
  });

  test("gives what runs the terminal: interrupts, stops, foreground and background, and its size", async () => {
    const marker = `4004.${user.uid}`;
    using terminal = open("--allowed-tools", "Bash", "-i");
    await terminal.shows(new RegExp(`^${prompt}$`, "u"));
    terminal.type(`sleep ${marker}; echo never`, "Enter");
    await expect.poll(() => spawnSync("pgrep", ["-f", `^sleep ${marker}`]).status).toBe(0);
    terminal.type("C-c");
    await terminal.shows(new RegExp(`\\^C\n${prompt}$`, "u"));
    terminal.type("echo ready; cat", "Enter");
    await terminal.shows(/^ready$/mu);
    terminal.type("typed to cat", "Enter");
    await terminal.shows(/^typed to cat\ntyped to cat$/mu);
    terminal.type("C-z");
    await terminal.shows(/Stopped +cat$/mu);
    terminal.type("bg", "Enter");
    await terminal.shows(/^\[1\]\+ cat &\n/mu);
    terminal.type("fg", "Enter");
    await terminal.shows(/\$ fg\ncat$/u);
    terminal.type("C-d");
    await terminal.shows(new RegExp(`\\$ fg\ncat\n${prompt}$`, "u"));
    terminal.resize(70, 30);
    terminal.type("stty size", "Enter");
    await terminal.shows(/^30 70$/mu);
    terminal.type("not to be run");
    await terminal.shows(/not to be run$/u);
    terminal.type("C-c");
    await terminal.shows(new RegExp(`\\^C\n${prompt}$`, "u"));
    terminal.type("echo after it", "Enter");
    await terminal.shows(/^after it$/mu);
    terminal.type("C-d");
    await terminal.shows(/^ended with 0$/mu);
    expect(spawnSync("pgrep", ["-f", `^sleep ${marker}`]).status).toBe(1);
  });
});
