/** A client as small as one can be: asks the model that it is told of, and asks its hook before it runs what the model wants. */
export const fakeClient = (node: string): string => `#!${node}
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const manner = process.env.FAKE_CLIENT;
writeFileSync(process.env.HOME + "/was-in", process.cwd());
if (process.env.ANTHROPIC_API_KEY !== "none" || process.env.https_proxy !== undefined) process.exit(4);
if (manner === "hangs") {
  spawnSync("sh", ["-c", "sleep 600 & wait"]);
}
if (manner === "wants a login") {
  console.log("Please run /login");
  process.exit(1);
}
const tools = manner === "has no shell" ? [{ name: "Other" }] : ["Bash", "Read", "Write", "Edit"].map((name) => ({ name }));
const messages = [{ role: "user", content: process.argv[3] }];
for (;;) {
  const body = JSON.stringify({ model: "any", tools, messages });
  const answer = await fetch(process.env.ANTHROPIC_BASE_URL + "/v1/messages", { method: "POST", body });
  const events = [...(await answer.text()).matchAll(/^data: (.*)$/gmu)].map(([, data]) => JSON.parse(data));
  const used = events.find(({ content_block: block }) => block?.type === "tool_use")?.content_block;
  if (used === undefined) break;
  const input = JSON.parse(events.find(({ delta }) => delta?.partial_json !== undefined).delta.partial_json);
  if (manner === "dies") process.exit(3);
  messages.push({ role: "assistant", content: [{ ...used, input }] });
  messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: used.id, content: use(used.name, input) }] });
}

function use(tool, input) {
  if (manner === "refuses by itself") return "no";
  const isAsked = manner !== "deaf" && (manner !== "asks about commands" || tool === "Bash");
  const asked = isAsked ? askHook(tool, input) : input;
  if (asked.denied !== undefined) return asked.denied;
  const { file_path: path, old_string: before, new_string: after } = asked;
  if (tool === "Bash") return spawnSync("bash", ["-c", asked.command], { encoding: "utf8" }).stdout;
  if (tool === "Read") return readFileSync(path, "utf8");
  writeFileSync(path, tool === "Write" ? asked.content : readFileSync(path, "utf8").replace(before, after));
  return "done";
}

function askHook(tool, input) {
  const { hooks } = JSON.parse(readFileSync(process.env.HOME + "/.claude/settings.json", "utf8"));
  const event = JSON.stringify({
    session_id: "fake",
    cwd: process.cwd(),
    permission_mode: "default",
    hook_event_name: "PreToolUse",
    tool_name: tool,
    tool_input: input,
  });
  const { command } = hooks.PreToolUse[0].hooks[0];
  const { status, stdout } = spawnSync("sh", ["-c", command], { input: event, encoding: "utf8" });
  if (status !== 0) return { denied: "status " + status };
  const said = JSON.parse(stdout).hookSpecificOutput;
  return said.permissionDecision === "deny" ? { denied: said.permissionDecisionReason } : (said.updatedInput ?? input);
}
`;
