import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { answerWaiting, listWaiting } from "../../src/consult/index.ts";
import { personFor } from "../../src/doors/ask-person.ts";
import { parseOptions } from "../../src/doors/options.ts";
import { judgeTool } from "../../src/engine/index.ts";
import { stayUnder } from "../consult/session.ts";

const person = { userName: (): string => "anna", ignored: [] };

/** Asks with a second's time, and answers so many milliseconds before it is over: nobody looks before that. */
async function answeredBefore(over: number): Promise<unknown> {
  using stay = stayUnder({ permission_mode: "default" });
  const parsed = parseOptions(["--wait", "1"], new Map());
  if (!parsed.ok) throw new Error(parsed.message);
  const judgement = judgeTool(stay.session, "Bash", { command: "touch made" });
  const { approve } = personFor(person, stay.session, parsed.options);
  const { signal } = new AbortController();
  const question = { judgement, decision: judgement.decision, details: () => undefined, suggested: [], signal };
  const asked = approve?.(question);
  await Promise.resolve(); // one question after the other
  const [{ id, until } = { id: "", until: "" }] = listWaiting(stay.session);
  const pass = (moment: number): void => {
    while (Date.now() < moment);
  };
  // It has looked for the last time before its time is over.
  await setTimeout(Date.parse(until) - Date.now() - 60);
  pass(Date.parse(until) - over);
  const heard = answerWaiting(stay.session, id, { answer: "once", by: "anna" });
  pass(Date.parse(until) + 100);
  return [heard, await asked];
}

test("a yes of the last moment is one", async () => {
  // On a busy machine the moment may be over already.
  const heard = async (): Promise<unknown> => await answeredBefore(30);
  await expect.poll(heard).toEqual([true, { answer: "once", by: "anna" }]);
});

test("a yes after that is none, and whoever gives it is told so", async () => {
  const nobody = { answer: "deny", by: "nobody", message: expect.stringMatching(/nobody answered within 1 seconds/u) };
  expect(await answeredBefore(-30)).toEqual([false, nobody]);
});
