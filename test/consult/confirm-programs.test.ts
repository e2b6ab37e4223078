import { expect, test } from "vitest";
import type { Decision } from "../../src/base/index.ts";
import { type Approve, confirmPrograms, type Means } from "../../src/consult/index.ts";
import { judgeProgram, type Session } from "../../src/engine/index.ts";
import { stayUnder } from "./session.ts";

const profile = {
  permission_mode: "default",
  allowed_tools: ["Bash(sh:*)"],
  ask_tools: ["Bash(git push:*)"],
  disallowed_tools: ["Bash(rm:*)"],
};
const push = ["/usr/bin/git", "push"];
const question = {
  id: 1,
  key: "",
  moment: "before",
  caller: 1,
  earlier: 0,
  approved: 0,
  pid: process.pid,
  path: "/usr/bin/git",
  argv: push,
  env: new Map(),
  cwd: "/",
  file: undefined,
} as const;

const haveStandStill = (): Promise<undefined> => Promise.resolve(undefined);

/** What becomes of programs that the gate has to ask about, one after the other. */
async function codesOf(
  session: Session,
  means: Means,
  asked: readonly (readonly string[])[],
): Promise<readonly string[]> {
  const confirm = confirmPrograms(means);
  const { signal } = new AbortController();
  const decisions = asked.map(async (argv) => {
    const { decision } = judgeProgram(session, argv);
    return (await confirm({ session, argv, decision, question, haveStandStill, signal })).decision;
  });
  return (await Promise.all(decisions)).map(({ effect, reasons }) => `${effect} ${reasons[0].code}`);
}

const answering = (...answers: readonly ("once" | "session" | "deny" | "stop")[]): Approve => {
  const left = [...answers];
  return () => Promise.resolve({ answer: left.shift() ?? "deny", by: "anna" });
};

test("each start is asked about, unless it was allowed for the session, until all is to stop", async () => {
  using stay = stayUnder(profile);
  const approve = answering("once", "deny", "session");
  expect(await codesOf(stay.session, { approve }, [push, push, push, push])).toEqual([
    "allow ask/allowed",
    "deny ask/denied",
    "allow ask/allowed",
    "allow ask/allowed",
  ]);
  const stopping = answering("stop", "once");
  expect(await codesOf(stay.session, { approve: stopping }, [["make"], ["make"]])).toEqual([
    "deny ask/denied",
    "deny ask/denied",
  ]);
  expect(await codesOf(stay.session, {}, [["make"]])).toEqual(["deny ask/nobody"]);
});

test("nobody opens what a rule denies, and only a person what its words don't tell", async () => {
  using stay = stayUnder(profile);
  const yes = { approve: answering("once"), canUseTool: () => ({ behavior: "allow" }) };
  expect(await codesOf(stay.session, yes, [["/bin/rm", "a"]])).toEqual(["deny rule/denied"]);
  expect(await codesOf(stay.session, { canUseTool: yes.canUseTool }, [push])).toEqual(["allow callback/allowed"]);
  const { decision } = judgeProgram(stay.session, push);
  const [first] = decision.reasons;
  const changed: Decision = {
    effect: "ask",
    reasons: [first, { ...first, code: "env/changes-what-runs", subject: "GIT_SSH" }],
  };
  const { signal } = new AbortController();
  const ask = async (means: Means): Promise<string> =>
    (
      await confirmPrograms(means)({
        session: stay.session,
        argv: push,
        decision: changed,
        question,
        haveStandStill,
        signal,
      })
    ).decision.effect;
  expect([await ask({ canUseTool: yes.canUseTool }), await ask(yes)]).toEqual(["deny", "allow"]);
});
