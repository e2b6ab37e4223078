// One conversation of the Agent SDK, whose tools Sallyport decides about where it is asked to: drive-sdk.mjs MODULES [SALLYPORT]
import { pathToFileURL } from "node:url";

const [modules, entry] = process.argv.slice(2);
const { query } = await import(pathToFileURL(`${modules}/@anthropic-ai/claude-agent-sdk/sdk.mjs`).href);
const sallyport = entry === undefined ? undefined : (await import(pathToFileURL(entry).href)).createSallyport({});
const allowed = async (_tool, input) => ({ behavior: "allow", updatedInput: input });
const options = {
  cwd: process.cwd(),
  model: "claude-sonnet-4-5",
  permissionMode: "default",
  settingSources: [],
  canUseTool: sallyport?.canUseTool ?? allowed,
};
const prompt = (async function* () {
  yield { type: "user", message: { role: "user", content: "go" }, parent_tool_use_id: null };
})();
for await (const message of query({ prompt, options })) if (message.type === "result") break;
await sallyport?.[Symbol.asyncDispose]?.();
process.exit(0);
