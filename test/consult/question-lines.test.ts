import { expect, test } from "vitest";
import { consult, questionLines } from "../../src/consult/index.ts";
import { stayUnder } from "./session.ts";

/** What a person sees of one request. */
async function shownOf(tool: string, input: Readonly<Record<string, unknown>>): Promise<string> {
  using stay = stayUnder(
    {
      permission_mode: "default",
      ask_tools: ["Bash", "Write"],
      permissions: { file_access: { allowed_paths: ["${project_root}"] } },
    },
    { ".env": `A=1\nTOKEN=${token}\nB=2\n` },
  );
  let shown = "";
  const approve = async (question: Parameters<typeof questionLines>[1]): Promise<{ answer: "deny"; by: string }> => {
    shown = questionLines(stay.session, question).join("\n");
    return { answer: "deny", by: "anna" };
  };
  await consult(stay.session, tool, input, { approve });
  return shown;
}

const token = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
const other = ["ghp", "26C7e42F292c6912E7710c838347Ae178B4b"].join("_");

test.for([
  ["words", `make ${"a".repeat(5000)} evil`, /command: make a+ \[… 46\d\d characters left out …\] a+ evil\n/u],
  ["lines", `make <<X\n${"line\n".repeat(60)}X\nmake evil`, /more lines …\]\n[^]*\n +make evil\n +why: /u],
  ["signs for the terminal", "make \u001b[2J\u202e evil", /command: make \\u001b\[2J\\u202e evil\n/u],
  ["steps", "make > out; make again", /the plan:\n +ask +write +out [^]*exec +make again [^]*would change: .*\/out\n/u],
] as const)("a question shows all of what has many %s", async ([, command, wanted]) => {
  expect(await shownOf("Bash", { command })).toMatch(wanted);
});

test("a question shows no secret, neither of what is asked for nor of what is there", async () => {
  const said = await shownOf("Bash", { command: `make ${"a".repeat(150)} ${token} ${token}` });
  expect(said).toMatch(/command: make a+ \[redacted:[^\]]+\] \[redacted:/u);
  expect(said).not.toContain("ghp_");
  const written = await shownOf("Write", { file_path: ".env", content: `A=1\nTOKEN=${token}\nB=\u001b[2J\n` });
  expect(written).toMatch(/the change:\n +@@ .*\n +A=1\n +TOKEN=\[redacted:.*\n +-B=2\n +\+B=\\u001b\[2J\n/u);
  const changed = await shownOf("Write", { file_path: ".env", content: `A=1\nTOKEN=${other}\nB=2\n` });
  expect(changed).toMatch(/the change:\n +\(nothing but secrets\)\n/u);
  expect(written + changed).not.toContain("ghp_");
});
