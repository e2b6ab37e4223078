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
const tools = manner === "has no shell" ? [{ name: "Read" }] : [{ name: "Bash" }];
const messages = [{ role: "user", content: process.argv[3] }];
for (;;) {
  const body = JSON.stringify({ model: "any", tools, messages });
  const answer = await fetch(process.env.ANTHROPIC_BASE_URL + "/v1/messages", { method: "POST", body });
  const events = [...(await answer.text()).matchAll(/^data: (.*)$/gmu)].map(([, data]) => JSON.parse(data));
  const used = events.find(({ content_block: block }) => block?.type === "tool_use")?.content_block;
  if (used === undefined) break;
  const { command } = JSON.parse(events.find(({ delta }) => delta?.partial_json !== undefined).delta.partial_json);
  if (manner === "dies") process.exit(3);
  messages.push({ role: "assistant", content: [{ ...used, input: { command } }] });
  messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: used.id, content: use(command) }] });
}

function use(command) {
  if (manner === "refuses by itself") return "no";
  const asked = manner === "deaf" ? { command } : askHook(command);
  if (asked.denied !== undefined) return asked.denied;
  return spawnSync("bash", ["-c", asked.command], { encoding: "utf8" }).stdout;
}

function askHook(command) {
  const { hooks } = JSON.parse(readFileSync(process.env.HOME + "/.claude/settings.json", "utf8"));
  const input = JSON.stringify({
    session_id: "fake",
    cwd: process.cwd(),
    permission_mode: "default",
    hook_event_name: "PreToolUse",
    tool_name: "Bash",
    tool_input: { command },
  });
  const { status, stdout } = spawnSync("sh", ["-c", hooks.PreToolUse[0].hooks[0].command], { input, encoding: "utf8" });
  if (status !== 0) return { denied: "status " + status };
  const said = JSON.parse(stdout).hookSpecificOutput;
  return said.permissionDecision === "deny" ? { denied: said.permissionDecisionReason } : (said.updatedInput ?? { command });
}
`;
