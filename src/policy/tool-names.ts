/** Tools that have more than one published name. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["Agent", "Task"],
  ["KillShell", "KillBash"],
  ["ListMcpResourcesTool", "ListMcpResources"],
  ["ReadMcpResourceTool", "ReadMcpResource"],
]);

/** The name under which a tool is judged. */
export function canonicalTool(name: string): string {
  return otherNames.get(name) ?? name;
}

/** Tools that read files: path rules of any of them speak for reading. */
export const readTools: ReadonlySet<string> = new Set(["Read", "Glob", "Grep", "LS", "NotebookRead"]);

/** Tools that look through folders. */
export const searchTools: ReadonlySet<string> = new Set(["Glob", "Grep"]);

/** Tools that change files: path rules of any of them speak for writing. */
export const writeTools: ReadonlySet<string> = new Set(["Write", "Edit", "MultiEdit", "NotebookEdit"]);

/** The member of its input that says what the use of a tool is about; what else stands there says nothing, whatever it is called. */
export function subjectMember(name: string): string | undefined {
  const tool = canonicalTool(name);
  if (tool === "NotebookEdit" || tool === "NotebookRead") return "notebook_path";
  if (searchTools.has(tool)) return "path";
  return readTools.has(tool) || writeTools.has(tool) ? "file_path" : otherSubjects.get(tool);
}

const otherSubjects: ReadonlyMap<string, string> = new Map([
  ["Bash", "command"],
  ["WebFetch", "url"],
]);

/** Tools that touch nothing outside the session, or only what was allowed when it was started. */
export const harmlessTools: ReadonlySet<string> = new Set(["BashOutput", "ExitPlanMode", "KillBash", "TodoWrite"]);

/** Of these, what makes sense while nothing may run. */
export const planningTools: ReadonlySet<string> = new Set(["ExitPlanMode", "TodoWrite"]);

const listed = [
  "Bash",
  "Task",
  "Skill",
  "WebFetch",
  "WebSearch",
  "ListMcpResources",
  "ReadMcpResource",
  ...readTools,
  ...writeTools,
  ...harmlessTools,
  ...otherNames.keys(),
];

/** The published tools by their names in lower case. */
export const knownTools: ReadonlyMap<string, string> = new Map(listed.map((name) => [name.toLowerCase(), name]));
