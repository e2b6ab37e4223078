type Input = Readonly<Record<string, unknown>>;

const kinds = {
  text: (value: unknown) => typeof value === "string",
  number: (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0,
  flag: (value: unknown) => typeof value === "boolean",
  list: (value: unknown) => Array.isArray(value),
} as const;

type Form = Readonly<Record<string, keyof typeof kinds>>;

/** Members of the published inputs at which no rule looks. */
const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["Bash", { timeout: "number", run_in_background: "flag", description: "text" }],
  ["Read", { offset: "number", limit: "number", pages: "text" }],
  ["Edit", { replace_all: "flag" }],
  ["MultiEdit", { edits: "list" }],
  ["NotebookEdit", { cell_id: "text", cell_type: "text", edit_mode: "text" }],
  [
    "Grep",
    {
      output_mode: "text",
      type: "text",
      head_limit: "number",
      offset: "number",
      multiline: "flag",
      "-A": "number",
      "-B": "number",
      "-C": "number",
      "-n": "flag",
      "-i": "flag",
      "-o": "flag",
    },
  ],
  ["Task", { description: "text", prompt: "text", run_in_background: "flag" }],
  ["BashOutput", { filter: "text" }],
  ["WebFetch", { prompt: "text" }],
  ["WebSearch", { allowed_domains: "list", blocked_domains: "list" }],
]);

/** The input without what is null: clients write so what they leave out. */
export function givenInput(input: Input): Input {
  return Object.values(input).includes(null)
    ? Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
    : input;
}

/** The first member that is not of its kind. Members that nobody knows are the client's own. */
export function badMember(tool: string, input: Input): string | undefined {
  const form = Object.entries(forms.get(tool) ?? {});
  return form.find(([name, kind]) => input[name] !== undefined && !kinds[kind](input[name]))?.[0];
}
