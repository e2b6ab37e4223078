import { expect, test } from "vitest";
import { consult } from "../../src/consult/index.ts";
import { questionLines } from "../../src/doors/question-lines.ts";
import { stayUnder } from "../consult/session.ts";

test.for([
  ["words", `make ${"a".repeat(5000)} evil`, /command: make a+ \[… 46\d\d characters left out …\] a+ evil\n/u],
  ["lines", `make <<X\n${"line\n".repeat(60)}X\nmake evil`, /more lines …\]\n[^]*\n +make evil\n +why: /u],
] as const)("a question shows the end of what has many %s", async ([, command, wanted]) => {
  using stay = stayUnder({ permission_mode: "default", ask_tools: ["Bash"] });
  let shown = "";
  await consult(
    stay.session,
    "Bash",
    { command },
    {
      approve: async (question) => {
        shown = questionLines(question, "test").join("\n");
        return { answer: "deny", by: "anna" };
      },
    },
  );
  expect(shown).toMatch(wanted);
});
