/** An agent that goes on after its tool has been used: by the number its client calls it by, where that is said. */
export interface LeftAgent {
  readonly agentId: string | undefined;
}

/** As a client tells of what `Task` (or `Agent`) gave back; nothing where the agent has ended. Clients leave agents in the background unasked, too. */
export function leftAgent(input: object, output: unknown): LeftAgent | undefined {
  const [asked, told] = [fieldsOf(input), fieldsOf(output)];
  const isLeft = asked.get("run_in_background") === true || textOf(told, "status")?.endsWith("_launched") === true;
  return isLeft ? { agentId: textOf(told, "agentId") } : undefined;
}

/** The agent that a use of another tool has ended. */
export function stoppedAgent(tool: string, input: object): string | undefined {
  return tool === "TaskStop" ? textOf(fieldsOf(input), "task_id") : undefined;
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return new Map<string, unknown>(typeof value === "object" && value !== null ? Object.entries(value) : []);
}

function textOf(fields: Fields, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
