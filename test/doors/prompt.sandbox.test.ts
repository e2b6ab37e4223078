import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, readText, writeAs } from "./installation.ts";
import { openTerminal } from "./terminal.ts";

const rules = {
  name: "asking",
  permission_mode: "default",
  permissions: { file_access: { allowed_paths: ["${project_root}"], read_only_paths: ["${home}"] } },
  allowed_tools: ["Bash(sh:*)", "Read"],
  ask_tools: ["Bash(touch:*)", "Edit"],
};

// What is drawn and read does not depend on the user.
describe.skipIf(sandboxMissing() !== undefined).each(users.slice(-1))("the prompt, for $name", (user) => {
  test("shows what would be done, and takes one key that was pressed after that", async () => {
    using place = install(user);
    const made = (name: string): boolean => existsSync(join(place.project, name));
    writeAs(user, join(place.home, "p.json"), JSON.stringify(rules));
    writeAs(user, join(place.project, "ask.sh"), "touch third; echo script $?\n");
    const [program = "", ...prefix] = place.argv([]).toReversed();
    const alias = `ask() { ${prefix.toReversed().join(" ")} ${program} --profile ~/p.json "$@"; echo "status $?"; }`;
    using terminal = openTerminal(["bash", "--norc", "-i"], place.project, { ...place.env, PS1: "$ " });
    terminal.type(`${alias}; clear`, "Enter");
    await terminal.shows(/^\$$/u);

    // Typed before the question was there: it answers nothing.
    terminal.type("ask -c 'touch first > a'", "Enter", "o");
    await terminal.shows(
      /why: .* ask rule Edit[\s\S]*why: .*Bash\(touch:\*\)[\s\S]*the plan:\n[\s\S]* ask +exec +touch first[\s\S]*\? *$/u,
    );
    terminal.type("d");
    await terminal.shows(/stop \[q\]\? d\n[\s\S]*^status 126\n\$$/mu);
    expect(made("first")).toBe(false);

    terminal.type("clear; ask -c 'touch first'", "Enter");
    await terminal.shows(/session and always let pass: Bash\(touch first\)\n.*\? *$/u);
    // A word that merely holds the key is not it.
    terminal.type("x", "o", "Enter");
    await terminal.shows(/stop \[q\]\? *\n.*stop \[q\]\? *$/u);
    expect(made("first")).toBe(false);
    terminal.type("o");
    await terminal.shows(/^status 0\n\$$/mu);
    expect(made("first")).toBe(true);

    // For this session: of the shell at this terminal, whichever process of ours asks there.
    terminal.type("clear; ask -c 'touch sat'", "Enter");
    await terminal.shows(/\? *$/u);
    terminal.type("s");
    await terminal.shows(/\? s\nstatus 0\n\$$/u);
    terminal.type("clear; rm sat; echo 'touch sat' > sat.sh; ask -c 'sh sat.sh'; ask run -- touch sat", "Enter");
    await terminal.shows(/^status 0\nstatus 0\n\$$/mu);
    expect(made("sat")).toBe(true);
    {
      using other = openTerminal(["bash", "--norc", "-i"], place.project, { ...place.env, PS1: "$ " });
      other.type(`${alias}; clear; ask -c 'touch sat'`, "Enter");
      await other.shows(/touch sat[\s\S]*\? *$/u);
      other.type("d");
      await other.shows(/^status 126\n\$$/mu);
    }

    const edit = JSON.stringify({ file_path: "src/a.txt", old_string: "beta", new_string: "b\u202e\u200bta" });
    terminal.type(`clear; ask tool Edit '${edit}'`, "Enter");
    await terminal.shows(/the change:\n +@@ .*\n +alpha\n +-beta\n +\+b\\u202e\\u200bta\n/u);
    terminal.type("once", "Enter");
    await terminal.shows(/^status 0\n\$/mu);
    expect(readText(join(place.project, "src/a.txt"))).toContain("b\u202e\u200bta");

    // A stop gives the terminal back, and the question comes again.
    terminal.type("clear; ask -c 'touch second'", "Enter");
    await terminal.shows(/\? *$/u);
    terminal.type("C-z");
    await terminal.shows(/Stopped[\s\S]*\$$/u);
    terminal.type("clear; fg", "Enter");
    await terminal.shows(/touch second[\s\S]*\? *$/u);
    terminal.type("q");
    await terminal.shows(/\? q\nsallyport: denied: touch second: .*\n\$$/u);

    // So does an end.
    terminal.type("clear; ask -c 'touch second'", "Enter");
    await terminal.shows(/\? *$/u);
    const asking = `${place.home}.*touch second`;
    const found = (...by: readonly string[]): readonly string[] =>
      spawnSync("pgrep", by, { encoding: "utf8" }).stdout.split("\n");
    const end = (signal: NodeJS.Signals): void => void process.kill(Number(found("-f", asking)[0]), signal);
    end("SIGTERM");
    await terminal.shows(/SIGTERM came while it waited[\s\S]*^status 143\n\$$/mu);
    const modes = "stty -a | grep -o ' icanon\\| echo '";
    terminal.type(`clear; ${modes}`, "Enter");
    await terminal.shows(/^ icanon\n echo\n\$$/mu);
    // And one that nobody can do anything about; the shell itself puts the terminal back only where its own job is killed.
    const back = "until stty -a | grep -q ' icanon'; do sleep 0.05; done";
    terminal.type(`clear; (ask -c 'touch second'; ${back}; ${modes})`, "Enter");
    await terminal.shows(/\? *$/u);
    end("SIGKILL");
    await terminal.shows(/\? status 137\n icanon\n echo\n\$$/mu);
    // Where it has, and reads keys itself by now, that stays.
    terminal.type("clear; ask -c 'touch second'", "Enter");
    await terminal.shows(/\? *$/u);
    const [asker] = found("-f", asking);
    const [keeper] = found("-P", String(asker), "-f", "keep-terminal");
    const device = readlinkSync(`/proc/${asker}/fd/0`);
    process.kill(Number(keeper), "SIGSTOP");
    end("SIGKILL");
    await terminal.shows(/status 137\n\$$/mu);
    const modesOf = (): string => spawnSync("stty", ["-a", "-F", device], { encoding: "utf8" }).stdout;
    await expect.poll(modesOf).toContain("-icanon");
    process.kill(Number(keeper), "SIGCONT");
    await expect.poll(() => existsSync(`/proc/${keeper}/exe`)).toBe(false);
    expect(modesOf()).toContain("-icanon");
    expect(made("second")).toBe(false);

    // A program that starts within: the command stands still, and the screen is the question's alone.
    terminal.type("clear; echo before; ask -c 'sh ask.sh'", "Enter");
    await terminal.shows(/^sallyport: Bash wants:\n +command: \S*touch third\n[\s\S]*stop \[q\]\? *$/u);
    terminal.type("C-z");
    await terminal.shows(/Stopped[\s\S]*\$$/u);
    terminal.type("clear; fg", "Enter");
    await terminal.shows(/^sallyport: Bash wants:[\s\S]*\? *$/u);
    terminal.type("s");
    await terminal.shows(/\? s\nscript 0$/mu);
    expect(made("third")).toBe(true);
    terminal.type("clear; rm third; ask -c 'sh ask.sh'", "Enter");
    await terminal.shows(/^script 0\nstatus 0\n\$/mu);
    // Who wants all of it to stop is not asked again.
    writeAs(user, join(place.project, "twice.sh"), "touch fourth; touch fifth; echo script $?\n");
    terminal.type("clear; ask -c 'sh twice.sh'", "Enter");
    await terminal.shows(/touch fourth\n[\s\S]*\? *$/u);
    terminal.type("C-c");
    await terminal.shows(/denied: touch fourth: .*\n[\s\S]*denied: touch fifth: [\s\S]*^script 126\nstatus 0\n\$$/mu);
    // When its time is up it still has its last words.
    writeAs(
      user,
      join(place.project, "last.sh"),
      "trap 'echo last words; exit' TERM\ntouch fourth\nsleep 1000 & wait\n",
    );
    terminal.type("clear; ask --timeout 5 -c 'sh last.sh'", "Enter");
    await terminal.shows(/^last words\n[\s\S]*^status 124\n\$$/mu);
    // Where its output goes on to somebody else, that one could draw over the question.
    terminal.type("clear; ask -c 'sh twice.sh' | cat", "Enter");
    await terminal.shows(/^sallyport: needs confirmation: touch fourth: [\s\S]*^script 126\nstatus 0\n\$$/mu);
    expect(["fourth", "fifth"].map(made)).toEqual([false, false]);
  });
});

const attack = fileURLToPath(new URL("at-terminal.attack.py", import.meta.url));

describe.skipIf(sandboxMissing() !== undefined).each(users)("a command at the prompt's terminal, for $name", (user) => {
  test.each(["bubblewrap", "landlock"] as const)(
    "neither draws nor reads while it is asked about (%s)",
    async (backend) => {
      using place = install(user);
      const strict = { ...rules, allowed_tools: ["Bash(python3:*)"], sandbox: { backend, exec: "strict" } };
      writeAs(user, join(place.home, "p.json"), JSON.stringify(strict));
      writeAs(user, join(place.project, "attack.py"), readFileSync(attack, "utf8"));
      const beats = (): number => statSync(join(place.project, "beats")).size;
      using terminal = openTerminal(["bash", "--norc", "-i"], place.project, { ...place.env, PS1: "$ " });
      const ask = place.argv(["--profile", join(place.home, "p.json"), "-c", "python3 attack.py run touch made"]);
      terminal.type(`clear; ${ask.join(" ").replace(/-c (.*)$/u, "-c '$1'")}; echo "status $?"`, "Enter");
      await terminal.shows(/^sallyport: Bash wants:\n +command: \S*touch made\n[\s\S]*stop \[q\]\? *$/u);
      const before = beats();
      terminal.type("x", "o", "Enter");
      await terminal.shows(/^sallyport: Bash wants:[\s\S]*stop \[q\]\? *\n.*stop \[q\]\? *$/u);
      expect(beats()).toBe(before);
      expect(existsSync(join(place.project, "made"))).toBe(false);
      terminal.type("o");
      await terminal.shows(/^status 0\n\$$/mu);
      expect(existsSync(join(place.project, "made"))).toBe(true);
      expect(readText(join(place.project, "stolen"))).toBe("");
    },
  );

  test("would draw over any other question", async () => {
    using place = install(user);
    writeAs(user, join(place.project, "attack.py"), readFileSync(attack, "utf8"));
    const [, ...prefix] = place.argv([]).toReversed();
    using terminal = openTerminal(
      [...prefix.toReversed(), "bash", "--norc", "-c", "python3 attack.py stay; read -p 'question? ' word; touch over"],
      place.project,
      place.env,
    );
    await terminal.shows(/drawn by/u);
    const before = statSync(join(place.project, "beats")).size;
    await expect.poll(() => statSync(join(place.project, "beats")).size, { timeout: 60_000 }).toBeGreaterThan(before);
    terminal.type("x", "Enter");
    await expect.poll(() => existsSync(join(place.project, "over")), { timeout: 60_000 }).toBe(true);
  });
});
