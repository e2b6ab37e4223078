/** The MCP server: the tools that clients have, done inside the walls. Translates only. */
export { runMcp } from "./serve-mcp.ts";
