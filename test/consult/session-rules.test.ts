import { existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Approve, consult, forgetSession } from "../../src/consult/index.ts";
import { openSession, type Session } from "../../src/engine/index.ts";
import { type Stay, stayUnder } from "./session.ts";

const profile = { permission_mode: "default", ask_tools: ["Bash(git push:*)"] };
const forSession: Approve = () => Promise.resolve({ answer: "session", by: "anna" });

const named = ({ session }: Stay, name: string): Session =>
  openSession(session.surroundings, { ...session.choice, session: name });

async function effectOf(session: Session, approve?: Approve): Promise<string> {
  return (await consult(session, "Bash", { command: "git push" }, approve && { approve })).decision.effect;
}

const kept = ({ home }: Stay): string => join(home, ".local/state/sallyport/sessions");
const filesOf = (stay: Stay): readonly string[] =>
  existsSync(kept(stay)) ? readdirSync(kept(stay)).filter((name) => name.endsWith(".json")) : [];

function age(stay: Stay, days: number): void {
  const then = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  for (const name of filesOf(stay)) utimesSync(join(kept(stay), name), then, then);
}

test("what was allowed for a session holds as long as it is used, and no longer", async () => {
  using stay = stayUnder(profile);
  expect(await effectOf(named(stay, "one"), forSession)).toBe("allow");
  age(stay, 6);
  expect(await effectOf(named(stay, "one"))).toBe("allow");
  age(stay, 6);
  expect(await effectOf(named(stay, "one"))).toBe("allow");
  age(stay, 8);
  expect(await effectOf(named(stay, "one"))).toBe("ask");
  expect(await effectOf(named(stay, "other"), forSession)).toBe("allow");
  expect(filesOf(stay)).toHaveLength(1);
});

test("it ends with the session", async () => {
  using stay = stayUnder(profile);
  await effectOf(named(stay, "one"), forSession);
  await effectOf(stay.session, forSession);
  forgetSession(named(stay, "one"));
  forgetSession(stay.session);
  expect([await effectOf(named(stay, "one")), await effectOf(stay.session)]).toEqual(["ask", "ask"]);
  expect(filesOf(stay)).toEqual([]);
});
