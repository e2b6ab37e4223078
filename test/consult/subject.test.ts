import { expect, test } from "vitest";
import { answerWaiting, consult, listWaiting, waitInQueue } from "../../src/consult/index.ts";
import { membersOf, subjectOf } from "../../src/consult/subject.ts";
import { stayUnder } from "./session.ts";

test.for([
  ["Bash", { description: "tidy up", file_path: "README.md", command: "make" }, "make"],
  ["Write", { command: "echo harmless", content: "x", file_path: "/etc/passwd" }, "/etc/passwd"],
  ["NotebookEdit", { file_path: "README.md", notebook_path: "a.ipynb" }, "a.ipynb"],
  ["WebFetch", { file_path: "README.md", url: "https://example.com/" }, "https://example.com/"],
  ["mcp__a__b", { command: "echo harmless" }, '{"command":"echo harmless"}'],
] as const)("%s: what is asked about is no other member's to say", async ([tool, input, subject]) => {
  expect(subjectOf({ tool, input })).toBe(subject);
  expect(tool.startsWith("mcp__") || membersOf({ tool, input })[0]?.[1] === subject).toBe(true);
  using stay = stayUnder({ permission_mode: "default" });
  const [reason] = (await consult(stay.session, tool, input)).decision.reasons;
  expect(reason.message).not.toMatch(/harmless|README/u);
});

test("of two answers the first one counts, and the second one is told", async () => {
  using stay = stayUnder({ permission_mode: "default", ask_tools: ["Bash"] });
  const { session } = stay;
  const command = `make ${"a".repeat(5000)} end`;
  const asked = consult(session, "Bash", { command }, { approve: waitInQueue(session, 60) });
  await expect.poll(() => listWaiting(session).length).toBe(1);
  const { id = "", subject } = listWaiting(session)[0] ?? {};
  expect(subject).toMatch(/^make a+ \[… \d+ characters left out …\] a+ end$/u);
  const answers = (["deny", "once"] as const).map((answer) => answerWaiting(session, id, { answer, by: "anna" }));
  expect(answers).toEqual([true, false]);
  expect((await asked).decision.effect).toBe("deny");
  expect(listWaiting(session)).toEqual([]);
});
