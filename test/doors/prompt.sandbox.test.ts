import { spawnSync } from "node:child_process";
import { existsSync, readlinkSync } from "node:fs";
import { join } from "node:path";
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

    // What runs there already could draw over a question: what only shows when it starts is not asked about there.
    terminal.type("clear; ask -c 'sh ask.sh'", "Enter");
    await terminal.shows(/^sallyport: needs confirmation: touch third: [\s\S]*^script 126\nstatus 0\n\$$/mu);
    expect(made("third")).toBe(false);
  });
});
