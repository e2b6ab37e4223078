import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { Decision, ExecAnswer, ExecQuestion } from "../../src/base/index.ts";
import { createExecGate, type ExecGate } from "../../src/engine/exec-gate.ts";
import { judgeTool, openSession } from "../../src/engine/session.ts";

const desk = realpathSync(mkdtempSync(join(tmpdir(), "sallyport-gate-")));
const project = join(desk, "project");
mkdirSync(join(project, ".git"), { recursive: true });
afterAll(() => rmSync(desk, { recursive: true, force: true }));

const surroundings = {
  env: new Map([
    ["PATH", "/usr/local/bin:/usr/bin:/bin"],
    ["HOME", desk],
  ]),
  cwd: project,
  packageRoot: fileURLToPath(new URL("../..", import.meta.url)),
  user: { uid: process.getuid?.() ?? 0, home: desk },
};

const argv = ["bash", "-c", "make; curl"];

interface Body {
  readonly allowed: readonly string[];
  readonly denied?: readonly string[];
  readonly exec?: "strict";
}

function gateOf(
  { allowed, denied = [], exec = "strict" }: Partial<Body>,
  mode: "guarded" | "strict" = "guarded",
  programs?: string,
): ExecGate {
  const profile = {
    name: "gate",
    permission_mode: "dontAsk",
    permissions: { file_access: { allowed_paths: ["${project_root}"], read_only_paths: ["${home}"] } },
    allowed_tools: allowed,
    disallowed_tools: denied,
    sandbox: mode === "strict" ? { exec } : {},
  };
  const PATH = programs === undefined ? [] : [["PATH", `${programs}:/usr/bin`] as const];
  const host = { ...surroundings, env: new Map([...surroundings.env, ...PATH]) };
  const session = openSession(host, { inline: JSON.stringify(profile) });
  const judgement = judgeTool(session, "Bash", { command: "make; curl" });
  return createExecGate(session, judgement, {
    argv,
    env: new Map([["LANG", "C"]]),
    unchanging: { kept: [], standIns: [] },
  });
}

let questions = 0;

function ask(path: string, words: readonly string[], more: Partial<ExecQuestion> = {}): ExecQuestion {
  questions += 1;
  const found = statSync(path, { throwIfNoEntry: false });
  const file = {
    path: found === undefined ? path : realpathSync(path),
    device: String(found?.dev ?? 1),
    inode: String(found?.ino ?? questions),
    size: found?.size ?? 1,
    interpreter: undefined,
  };
  const question = {
    moment: "before",
    caller: 1,
    earlier: 0,
    approved: 0,
    path,
    argv: words,
    env: new Map(),
    cwd: project,
    file,
    ...more,
  } as const;
  const key = JSON.stringify([
    question.moment,
    question.caller,
    question.approved,
    path,
    words,
    [...question.env],
    file,
  ]);
  return { id: questions, pid: 1000 + questions, key, ...question };
}

const root = (): ExecQuestion => ask("/bin/bash", argv, { caller: 0 });

function image(answer: ExecAnswer): number {
  if (!answer.allow) throw new Error(answer.line);
  return answer.image;
}

/** A gate whose root shell runs already, with the number of that. */
function started(
  body: Partial<Body>,
  mode?: "strict",
  programs?: string,
): { readonly gate: ExecGate; readonly caller: number } {
  const gate = gateOf(body, mode, programs);
  return { gate, caller: image(gate.answer(root())) };
}

const script = (path: string, line: string, caller: number): ExecQuestion =>
  ask(path, [path, "-x"], {
    caller,
    file: { path, device: "9", inode: path, size: 30, interpreter: line },
  });

describe("the exec gate", () => {
  test("lets the request's own shell run, and judges strictly what it starts", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"] });
    expect(gate.answer(ask("/usr/bin/make", ["make"], { caller })).allow).toBe(true);
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller }))).toEqual({
      allow: false,
      line: "sallyport: denied: perl: no rule allows it; add Bash(perl:*) to allowed_tools to allow it (profile gate)",
    });
  });

  test("has somebody decide what must be confirmed, and asks no process twice that was refused", async () => {
    const rules = { permission_mode: "default", allowed_tools: ["Bash"], ask_tools: ["Bash(make:*)"] };
    const session = openSession(surroundings, { inline: JSON.stringify({ name: "gate", ...rules }) });
    const answers: Decision["effect"][] = ["allow", "deny"];
    const gate = createExecGate(
      session,
      judgeTool(session, "Bash", { command: "sh x" }),
      { argv, env: new Map(), unchanging: { kept: [], standIns: [] } },
      (_, { reasons }) => Promise.resolve({ decision: { effect: answers.shift() ?? "allow", reasons }, by: "anna" }),
    );
    const caller = image(gate.answer(root()));
    const appeal = async (question: ExecQuestion): Promise<ExecAnswer | undefined> => {
      const answer = gate.answer(question);
      return answer.allow ? answer : await answer.appeal;
    };
    const make = (): ExecQuestion => ask("/usr/bin/make", ["make"], { caller, pid: 7 });
    expect(await appeal(make())).toMatchObject({ allow: true, reach: "once" });
    expect(await appeal(make())).toMatchObject({ allow: false, line: expect.stringContaining("make") });
    expect(await appeal(make())).toBeUndefined();
    expect(await appeal({ ...make(), pid: 8 })).toMatchObject({ allow: true });
    expect(gate.trace().listed).toMatchObject([
      { argv, decidedBy: undefined },
      { argv: ["make"], verdict: "allow", decidedBy: "anna", times: 2 },
      { argv: ["make"], verdict: "deny", decidedBy: "anna", times: 1 },
    ]);
  });

  test("takes another first program than the launch's for what it is", () => {
    const gate = gateOf({ allowed: ["Bash(make)"] });
    expect(gate.answer(ask("/bin/bash", ["bash", "-c", "other"], { caller: 0 })).allow).toBe(true);
    expect(gateOf({ allowed: ["Bash(make)"] }).answer(ask("/usr/bin/perl", ["perl"], { caller: 0 })).allow).toBe(false);
  });

  test("what an allowed program starts must not be denied", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"], denied: ["Bash(curl:*)"] });
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    const sh = image(gate.answer(ask("/bin/sh", ["sh", "-c", "perl"], { caller: make })));
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller: sh })).allow).toBe(true);
    expect(gate.answer(ask("/usr/bin/curl", ["curl"], { caller: sh })).allow).toBe(false);
  });

  test("must be allowed at every depth, where the profile says so", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)", "Bash(sh:*)"] }, "strict");
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller: make })).allow).toBe(false);
    expect(gate.answer(ask("/usr/bin/git", ["git", "status"], { caller: make })).allow).toBe(true);
  });

  test.for(["bash", "env", "setsid", "nohup", "timeout", "xargs", "nice", "stdbuf"])("%s launders nothing", (name) => {
    const { gate, caller } = started({ allowed: ["Bash(make:*)"] });
    const words = name === "bash" ? [name] : name === "timeout" ? [name, "5", "make"] : [name, "make"];
    const answer = gate.answer(ask(`/usr/bin/${name}`, words, { caller }));
    expect(answer).toMatchObject({ allow: true, lasting: true });
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller: image(answer) })).allow).toBe(false);
    expect(gate.answer(ask("/usr/bin/make", ["make"], { caller: image(answer) })).allow).toBe(true);
  });

  test("a program that nobody knows is an allowed program's", () => {
    const { gate } = started({ allowed: ["Bash(make)"], denied: ["Bash(curl:*)"] });
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller: 0 })).allow).toBe(true);
    expect(gate.answer(ask("/usr/bin/curl", ["curl"], { caller: 4711 })).allow).toBe(false);
  });

  test("an allowed script brings its interpreter, and is a program of its own", () => {
    const { gate, caller } = started({ allowed: ["Bash(./build:*)"], denied: ["Bash(curl:*)"] });
    const path = `${project}/build`;
    const approved = image(gate.answer(script(path, "/usr/bin/env node", caller)));
    const loaded = ask("/usr/bin/env", ["/usr/bin/env", "node", path, "-x"], { caller, approved, moment: "after" });
    const running = image(gate.answer(loaded));
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller: running })).allow).toBe(true);
    expect(gate.answer(ask("/usr/bin/curl", ["curl"], { caller: running })).allow).toBe(false);
  });

  test("an interpreter that a rule denies runs no script", () => {
    const { gate, caller } = started({ allowed: ["Bash(./build:*)"], denied: ["Bash(perl:*)"] });
    const path = `${project}/build`;
    const approved = image(gate.answer(script(path, "/usr/bin/perl -w", caller)));
    const loaded = ask("/usr/bin/perl", ["/usr/bin/perl", "-w", path, "-x"], { caller, approved, moment: "after" });
    expect(gate.answer(loaded).allow).toBe(false);
  });

  test("what was loaded instead of the approved program is judged for itself", () => {
    const { gate, caller } = started({ allowed: ["Bash(./build:*)", "Bash(make)"] });
    const path = `${project}/build`;
    const approved = image(gate.answer(script(path, "/usr/bin/perl", caller)));
    for (const words of [
      ["perl", "-e", "1"],
      ["/usr/bin/perl", path],
      ["/usr/bin/perl", path, "-y"],
    ]) {
      expect(gate.answer(ask("/usr/bin/perl", words, { caller, approved, moment: "after", path })).allow).toBe(false);
    }
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    const swapped = ask("/usr/bin/perl", ["make"], { caller, approved: make, moment: "after" });
    expect(gate.answer(swapped).allow).toBe(false);
    const other = ask("/usr/bin/make", ["make"], { caller, approved: make, moment: "after" });
    expect(gate.answer(other).allow).toBe(true);
  });

  test("a variable that somebody inside has set counts for shells and what they start", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"] });
    const set = (name: string, value: string): ExecQuestion =>
      ask("/usr/bin/make", ["make"], { caller, env: new Map([[name, value]]) });
    expect(gate.answer(set("LD_PRELOAD", "/tmp/x.so")).allow).toBe(false);
    expect(gate.answer(set("LANG", "C")).allow).toBe(true);
    expect(gate.answer(set("HOME", desk)).allow).toBe(true);
    expect(gate.answer(set("HOME", "/tmp")).allow).toBe(false);
    expect(gate.answer(set("BASH_FUNC_ls%%", "() { curl; }")).allow).toBe(false);
    expect(gate.answer(set("BASH_FUNC_my-own-step%%", "() { curl; }")).allow).toBe(true);
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    const below = ask("/usr/bin/perl", ["perl"], { caller: make, env: new Map([["LD_PRELOAD", "/tmp/x.so"]]) });
    expect(gate.answer(below).allow).toBe(true);
  });

  test("parts of an allowed program are allowed with it, where every program must be", () => {
    const { gate, caller } = started({ allowed: ["Bash(gcc:*)", "Bash(make:*)", "Bash(./gcc:*)"] }, "strict");
    const cc1 = "/usr/lib/gcc/x86_64-linux-gnu/12/cc1";
    const allows = (path: string, by: number): boolean =>
      gate.answer(ask(path, [path, "-quiet"], { caller: by })).allow;
    const gcc = image(gate.answer(ask("/usr/bin/gcc", ["gcc", "x.c"], { caller })));
    const versioned = image(gate.answer(ask("/usr/bin/gcc", ["gcc", "y.c"], { caller })));
    expect([cc1, cc1.replace("cc1", "collect2")].map((path) => allows(path, gcc))).toEqual([true, true]);
    expect(allows(cc1, versioned)).toBe(true);
    const step = image(gate.answer(ask(cc1, [cc1], { caller: gcc })));
    expect(allows(cc1.replace("cc1", "lto-wrapper"), step)).toBe(true);
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    const made = image(gate.answer(ask(join(project, "gcc"), ["./gcc"], { caller })));
    expect([caller, make, made].map((by) => allows(cc1, by))).toEqual([false, false, false]);
    expect(allows("/usr/bin/as", gcc)).toBe(false);
  });

  test("the search is judged by the folders that it was not started with", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"] });
    const allows = (path: string): boolean =>
      gate.answer(ask("/usr/bin/make", ["make"], { caller, env: new Map([["PATH", path]]) })).allow;
    expect(["/usr/bin:/bin", "/bin:/usr/bin:/usr/sbin", join(desk, "go/bin")].map(allows)).toEqual([true, true, true]);
    expect([join(project, "bin"), `${project}/bin:/usr/bin:/bin`, ":/bin", "bin"].map(allows)).toEqual(
      Array.from({ length: 4 }, () => false),
    );
    symlinkSync(project, join(desk, "elsewhere"));
    expect(allows(join(desk, "elsewhere"))).toBe(false);
  });

  test("a copy of a denied program is that program, whatever it is called", () => {
    const { gate, caller } = started({ allowed: ["Bash"], denied: ["Bash(env:*)"] });
    const path = join(project, "harmless");
    copyFileSync("/usr/bin/env", path);
    expect(gate.answer(ask(path, ["harmless"], { caller })).allow).toBe(false);
    copyFileSync("/usr/bin/nice", path);
    expect(gate.answer(ask(path, ["harmless"], { caller })).allow).toBe(true);
  });

  test("what nobody can write to any more is judged again by what it holds then", () => {
    const { gate, caller } = started({ allowed: ["Bash"], denied: ["Bash(env:*)"] });
    const path = join(project, "written");
    const begin = (): { before: ExecAnswer; earlier: number } => {
      copyFileSync("/usr/bin/nice", path);
      const question = ask(path, ["written"], { caller });
      return { before: gate.answer(question), earlier: question.id };
    };
    const again = (earlier: number): ExecAnswer =>
      gate.answer(ask(path, ["written"], { caller, earlier, moment: "again" }));
    const kept = begin();
    expect(kept.before).toMatchObject({ allow: true, again: true });
    expect(again(kept.earlier)).toEqual(kept.before);
    const changed = begin();
    copyFileSync("/usr/bin/env", path);
    expect(again(changed.earlier).allow).toBe(false);
    expect(gate.answer(ask("/usr/bin/nice", ["nice"], { caller }))).toMatchObject({ allow: true, again: false });
  });

  test("a file is read no further than it was long, and one that grows counts as a copy", () => {
    const { gate, caller } = started({ allowed: ["Bash"], denied: ["Bash(env:*)"] });
    const path = join(project, "growing");
    copyFileSync("/usr/bin/env", path);
    const question = ask(path, ["growing"], { caller });
    truncateSync(path, 2 ** 42);
    expect(gate.answer(question).allow).toBe(false);
  });

  /** Says yes to whatever it is asked about. */
  function confirming(): { readonly gate: ExecGate; readonly asked: () => number } {
    const rules = { permission_mode: "default", allowed_tools: ["Bash"], ask_tools: ["Bash(written:*)"] };
    const session = openSession(surroundings, { inline: JSON.stringify({ name: "gate", ...rules }) });
    const judgement = judgeTool(session, "Bash", { command: "make; curl" });
    const launch = { argv, env: new Map(), unchanging: { kept: [], standIns: [] } };
    const yes: Decision = { effect: "allow", reasons: judgement.decision.reasons };
    let asked = 0;
    const gate = createExecGate(session, judgement, launch, async () => {
      asked += 1;
      return { decision: yes };
    });
    return { gate, asked: () => asked };
  }

  test("a yes holds for what the file held when somebody was asked", async () => {
    const path = join(project, "written");
    const { gate, asked } = confirming();
    const caller = image(gate.answer(root()));
    copyFileSync("/usr/bin/nice", path);
    const question = ask(path, ["written"], { caller });
    const answer = gate.answer(question);
    copyFileSync("/usr/bin/factor", path);
    expect(await ("appeal" in answer ? answer.appeal : undefined)).toMatchObject({ allow: true, again: true });
    const again = gate.answer(ask(path, ["written"], { caller, earlier: question.id, moment: "again" }));
    expect(again).toHaveProperty("appeal");
    expect(await ("appeal" in again ? again.appeal : undefined)).toMatchObject({ allow: true, again: false });
    expect(asked()).toBe(2);
  });

  test("what is too large to be compared is asked about once more", async () => {
    const path = join(project, "written");
    const { gate, asked } = confirming();
    const caller = image(gate.answer(root()));
    copyFileSync("/usr/bin/nice", path);
    truncateSync(path, 2 ** 42);
    const question = ask(path, ["written"], { caller });
    const answer = gate.answer(question);
    expect(await ("appeal" in answer ? answer.appeal : undefined)).toMatchObject({ allow: true, again: true });
    const again = gate.answer(ask(path, ["written"], { caller, earlier: question.id, moment: "again" }));
    expect(await ("appeal" in again ? again.appeal : undefined)).toMatchObject({ allow: true, again: false });
    expect(asked()).toBe(2);
  });

  test.for(["en*", "e*v:*", "e* FOO", "*nv:*"])("a copy of what `%s` denies is that program", (rule) => {
    const { gate, caller } = started({ allowed: ["Bash"], denied: [`Bash(${rule})`] });
    const answers = (["/usr/bin/env", "/usr/bin/nice"] as const).map((program, index) => {
      const path = join(project, `starred-${index}`);
      copyFileSync(program, path);
      return gate.answer(ask(path, ["starred", "FOO"], { caller })).allow;
    });
    expect(answers).toEqual([false, true]);
  });

  test("a hard link to what a starred rule denies is that program", () => {
    const tools = join(desk, "tools");
    mkdirSync(tools, { recursive: true });
    copyFileSync("/usr/bin/nice", join(tools, "kubectl"));
    linkSync(join(tools, "kubectl"), join(project, "linked"));
    const { gate, caller } = started({ allowed: ["Bash"], denied: ["Bash(kube*)"] }, undefined, tools);
    expect(gate.answer(ask(join(project, "linked"), ["linked"], { caller })).allow).toBe(false);
  });

  test("a file that is only called like a loader is what it is", () => {
    const { gate, caller } = started({ allowed: ["Bash"], denied: ["Bash(env:*)"] });
    const path = join(project, "ld-linux-x");
    copyFileSync("/usr/bin/env", path);
    const traced = { caller, env: new Map([["LD_TRACE_LOADED_OBJECTS", "1"]]) };
    expect(gate.answer(ask(path, ["ld-linux-x"], traced)).allow).toBe(false);
    expect(gate.answer(ask(path, ["ld-linux-x", "--version"], { caller })).allow).toBe(false);
    expect(gate.answer(ask(path, ["ld-linux-x", "--verify"], { caller })).allow).toBe(false);
    copyFileSync("/usr/bin/nice", path);
    expect(gate.answer(ask(path, ["ld-linux-x", "--version"], { caller })).allow).toBe(true);
  });

  test("a loader is refused under any name, but for telling what it would load", () => {
    const { gate, caller } = started({ allowed: ["Bash"], denied: ["Bash(curl:*)"] });
    const [loader] = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"].filter(
      (path) => statSync(path, { throwIfNoEntry: false }) !== undefined,
    );
    if (loader === undefined) return;
    const path = join(project, "l");
    copyFileSync(loader, path);
    expect(gate.answer(ask(path, ["l", "/usr/bin/id"], { caller })).allow).toBe(false);
    expect(gate.answer(ask(loader, [loader, "/usr/bin/id"], { caller })).allow).toBe(false);
    expect(gate.answer(ask(loader, [loader, "--verify", "/usr/bin/id"], { caller })).allow).toBe(true);
  });

  test("searching on along PATH is no second refusal", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"] });
    const file = { path: "/usr/bin/perl", device: "1", inode: "7", size: 1, interpreter: undefined };
    const first = gate.answer(ask("/usr/bin/perl", ["perl"], { caller, pid: 7, file }));
    expect(first).toMatchObject({ allow: false, line: expect.stringContaining("perl") });
    expect(gate.answer(ask("/bin/perl", ["perl"], { caller, pid: 7, file }))).toEqual({ allow: false, line: "" });
    expect(gate.answer(ask("/usr/bin/perl", ["perl"], { caller, pid: 8, file }))).toEqual(first);
    expect(gate.trace().deny).toBe(2);
  });

  test("equal questions get equal answers, and each is counted", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"] });
    const question = ask("/usr/bin/make", ["make"], { caller });
    const answer = gate.answer(question);
    expect(answer).toMatchObject({ allow: true, reach: "same-question" });
    expect(gate.answer({ ...question, id: 99_999 })).toEqual(answer);
    gate.repeated(question.id, []);
    expect(gate.trace().listed.find(({ argv: [name] }) => name === "make")?.times).toBe(3);
  });

  const reaches: readonly (readonly [string, string, readonly string[], Partial<Body>, string])[] = [
    ["a program that no rule names", "/usr/bin/env", ["env"], { denied: ["Bash(curl:*)"] }, "any-words"],
    ["any program where nothing is denied", "/usr/bin/git", ["git", "status"], {}, "any-words"],
    [
      "a program that a deny rule names",
      "/usr/bin/git",
      ["git", "status"],
      { denied: ["Bash(git push:*)"] },
      "same-question",
    ],
    [
      "one whose first word a deny rule names",
      "/usr/bin/env",
      ["git"],
      { denied: ["Bash(git push:*)"] },
      "same-question",
    ],
    [
      "a shell, where a builtin is denied",
      "/bin/sh",
      ["sh", "-c", "true"],
      { denied: ["Bash(eval:*)"] },
      "same-question",
    ],
    [
      "a shell, where only programs are denied",
      "/bin/sh",
      ["sh", "-c", "true"],
      { denied: ["Bash(curl:*)"] },
      "any-words",
    ],
    ["one that runs others elsewhere", "/usr/bin/ssh", ["ssh", "host"], { denied: ["Bash(curl:*)"] }, "same-question"],
    ["a deny rule with a star for its name", "/usr/bin/env", ["env"], { denied: ["Bash(*curl*)"] }, "same-question"],
  ];

  test.for(reaches)("how far an answer reaches: %s", ([, path, words, { denied = [] }, reach]) => {
    const { gate, caller } = started({ allowed: ["Bash(make)"], denied });
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    expect(gate.answer(ask(path, words, { caller: make }))).toMatchObject({ allow: true, reach });
  });

  test("what must be allowed is asked about with its words", () => {
    const { gate, caller } = started({ allowed: ["Bash"] });
    expect(gate.answer(ask("/usr/bin/env", ["env"], { caller }))).toMatchObject({ reach: "same-question" });
  });

  test("an answer to other words is recorded with these", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"] });
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    const question = ask("/usr/bin/env", ["env", "one"], { caller: make });
    gate.answer(question);
    gate.repeated(question.id, ["env", "two"]);
    gate.repeated(question.id, ["env", "two"]);
    const { listed, allow } = gate.trace();
    expect(allow).toBe(5);
    expect(listed.filter(({ argv: [name] }) => name === "env")).toMatchObject([
      { argv: ["env", "one"], times: 1, chain: ["bash", "make"] },
      { argv: ["env", "two"], times: 2, chain: ["bash", "make"] },
    ]);
  });

  test("what the agent may have made is asked about each time", () => {
    const { gate, caller } = started({ allowed: ["Bash"] });
    expect(gate.answer(ask(join(project, "none"), ["x"], { caller }))).toMatchObject({ allow: true, reach: "once" });
  });

  test("a flood of programs is bounded, and refusals are kept", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)", "Bash(echo:*)"] });
    for (let count = 0; count < 10_000; count += 1) gate.answer(ask("/bin/echo", ["echo", String(count)], { caller }));
    for (let count = 0; count < 500; count += 1) gate.answer(ask("/usr/bin/perl", ["perl", String(count)], { caller }));
    const { listed, allow, deny } = gate.trace();
    expect([allow, deny, listed.length]).toEqual([10_001, 500, 300]);
  });

  test("the record says by which programs another was reached", () => {
    const { gate, caller } = started({ allowed: ["Bash(make)"], denied: ["Bash(curl:*)"] });
    const make = image(gate.answer(ask("/usr/bin/make", ["make"], { caller })));
    const sh = image(gate.answer(ask("/bin/sh", ["sh", "-c", "curl x"], { caller: make })));
    gate.answer(ask("/usr/bin/curl", ["curl", "x"], { caller: sh }));
    expect(gate.trace().listed.at(-1)).toMatchObject({
      argv: ["curl", "x"],
      chain: ["bash", "make", "sh"],
      verdict: "deny",
      code: "rule/denied",
      rule: { text: "Bash(curl:*)" },
      times: 1,
    });
  });
});
