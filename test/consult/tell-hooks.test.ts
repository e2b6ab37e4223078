import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { consult, tellSession, tellUsed } from "../../src/consult/index.ts";
import { stayUnder } from "./session.ts";

const command = (text: string): object => ({ type: "command", command: text });

test("hooks are told of what was done, and may replace what the model sees of it", async () => {
  const hooks = [
    command(`cat > seen.json; echo '{"hookSpecificOutput":{"updatedToolOutput":"cut","additionalContext":"more"}}'`),
    command(`cat > seen-next.json; echo '{"decision":"block","reason":"no good"}'`),
    command("exit 1"),
    command(`echo '{"hookSpecificOutput":{"hookEventName":"PreToolUse","updatedToolOutput":"other"}}'`),
  ];
  using stay = stayUnder({ allowed_tools: ["Read"], hooks: { PostToolUse: [{ matcher: "Read", hooks }] } });
  const judgement = await consult(stay.session, "Read", { file_path: "a.txt" });
  const told = await tellUsed(stay.session, judgement, "text");
  expect(told).toMatchObject({ told: ["more", "no good"], output: "cut", stop: false });
  expect(told.failed).toHaveLength(2);
  const seen = (name: string): unknown => JSON.parse(readFileSync(join(stay.project, name), "utf8"));
  expect(seen("seen.json")).toMatchObject({
    hook_event_name: "PostToolUse",
    tool_name: "Read",
    tool_input: { file_path: "a.txt" },
    tool_response: "text",
  });
  expect(seen("seen-next.json")).toMatchObject({ tool_response: "cut" });
});

test("hooks are told of the beginning and the end of a session", async () => {
  const hooks = {
    SessionStart: [{ matcher: "startup", hooks: [command("cat > start.json")] }],
    SessionEnd: [{ hooks: [command(`echo '{"continue":false}'`)] }],
  };
  using stay = stayUnder({ hooks });
  expect(await tellSession(stay.session, "SessionStart", "startup")).toMatchObject({ failed: [], stop: false });
  expect(JSON.parse(readFileSync(join(stay.project, "start.json"), "utf8"))).toMatchObject({ source: "startup" });
  expect(await tellSession(stay.session, "SessionEnd", "exit")).toMatchObject({ stop: true });
});
