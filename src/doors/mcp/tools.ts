import { type InputSchema, inputOf, type Members } from "./input-schema.ts";

/** What a client may know of a tool's effects before it is used. */
interface Annotations {
  readonly title: string;
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** A tool as it is listed; what it does stands elsewhere. */
export interface ListedTool {
  readonly title: string;
  readonly description: string;
  readonly inputSchema: InputSchema;
  readonly annotations: Annotations;
}

const reads = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const;
const writes = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false } as const;

/** Milliseconds. */
export const longestTimeout = 600_000;
export const usualTimeout = 120_000;

const path = (description: string): Members => ({ file_path: { type: "string", description } });

const edit: Members = {
  old_string: { type: "string", description: "The text to replace; it must be unique unless replace_all is set." },
  new_string: { type: "string", description: "The text to put in its place." },
  replace_all: { type: "boolean", description: "Replace every occurrence." },
};

const rows = {
  Bash: {
    title: "Run a command",
    description:
      "Runs a bash command inside the sandbox of its profile and gives back its output, standard output and standard error in one. The working folder persists between commands; other shell state does not. Commands that are refused say which rule refused them. With run_in_background it answers at once with an id for bash_output and kill_bash.",
    inputSchema: inputOf(["command"], {
      command: { type: "string", description: "The command, as for bash -c." },
      timeout: {
        type: "number",
        description: `Milliseconds until it is ended; ${usualTimeout} when left out, ${longestTimeout} at most.`,
        minimum: 0,
        maximum: longestTimeout,
      },
      description: { type: "string", description: "What the command does, in a few words." },
      run_in_background: { type: "boolean", description: "Start it and go on; bash_output tells what it prints." },
    }),
    hints: { ...writes, openWorldHint: true },
  },
  BashOutput: {
    title: "Output of a background command",
    description:
      "Gives back what a command in the background has printed since the last time, and how it stands. Lines that the filter does not match are lost.",
    inputSchema: inputOf(["bash_id"], {
      bash_id: { type: "string", description: "The id that bash gave." },
      filter: { type: "string", description: "A regular expression; only lines with a match are shown." },
    }),
    hints: { ...reads, idempotentHint: false },
  },
  KillBash: {
    title: "End a background command",
    description: "Ends a command in the background, with everything it has started.",
    inputSchema: inputOf(["shell_id"], { shell_id: { type: "string", description: "The id that bash gave." } }),
    hints: { ...writes, idempotentHint: true },
  },
  Read: {
    title: "Read a file",
    description: "Reads a file: text with numbered lines, a notebook's cells, an image or a PDF.",
    inputSchema: inputOf(["file_path"], {
      ...path("The file to read."),
      offset: { type: "integer", description: "The line to start at, from 1.", minimum: 0 },
      limit: { type: "integer", description: "How many lines.", minimum: 0 },
      pages: { type: "string", description: "Pages of a PDF, such as 1-5." },
    }),
    hints: reads,
  },
  Write: {
    title: "Write a file",
    description: "Writes a whole file, in place of what is there.",
    inputSchema: inputOf(["file_path", "content"], {
      ...path("The file to write."),
      content: { type: "string", description: "All of its text." },
    }),
    hints: { ...writes, idempotentHint: true },
  },
  Edit: {
    title: "Edit a file",
    description: "Puts one text of a file in another one's place.",
    inputSchema: inputOf(["file_path", "old_string", "new_string"], { ...path("The file to edit."), ...edit }),
    hints: writes,
  },
  MultiEdit: {
    title: "Edit a file in several places",
    description: "Several edits of one file, one after the other; all of them or none.",
    inputSchema: inputOf(["file_path", "edits"], {
      ...path("The file to edit."),
      edits: {
        type: "array",
        description: "The edits, each of what the one before made of the file.",
        items: inputOf(["old_string", "new_string"], edit),
      },
    }),
    hints: writes,
  },
  NotebookEdit: {
    title: "Edit a notebook",
    description: "Replaces, inserts or deletes one cell of a Jupyter notebook.",
    inputSchema: inputOf(["notebook_path", "new_source"], {
      notebook_path: { type: "string", description: "The notebook." },
      cell_id: { type: "string", description: "The cell; an inserted one stands behind it." },
      new_source: { type: "string", description: "The cell's text." },
      cell_type: { type: "string", description: "Kind of an inserted cell.", enum: ["code", "markdown"] },
      edit_mode: { type: "string", description: "replace when left out.", enum: ["replace", "insert", "delete"] },
    }),
    hints: writes,
  },
  Glob: {
    title: "Find files by name",
    description: "Finds files by a pattern such as src/**/*.ts, those changed last first.",
    inputSchema: inputOf(["pattern"], {
      pattern: { type: "string", description: "The pattern." },
      path: { type: "string", description: "The folder to look in; the working folder when left out." },
    }),
    hints: reads,
  },
  Grep: {
    title: "Search in files",
    description: "Searches files for a regular expression in ripgrep's syntax.",
    inputSchema: inputOf(["pattern"], {
      pattern: { type: "string", description: "The regular expression." },
      path: { type: "string", description: "A file or folder; the working folder when left out." },
      glob: { type: "string", description: "Only files of these names, such as *.{ts,tsx}." },
      output_mode: {
        type: "string",
        description: "files_with_matches when left out.",
        enum: ["content", "files_with_matches", "count"],
      },
      "-A": { type: "integer", description: "Lines to show after each match.", minimum: 0 },
      "-B": { type: "integer", description: "Lines to show before each match.", minimum: 0 },
      "-C": { type: "integer", description: "Lines to show around each match.", minimum: 0 },
      "-n": { type: "boolean", description: "Show line numbers." },
      "-i": { type: "boolean", description: "Capitals and small letters are the same." },
      "-o": { type: "boolean", description: "Show only what matched of a line." },
      type: { type: "string", description: "Only files of this kind, such as py or rust." },
      head_limit: { type: "integer", description: "So many entries at most; 0 for all.", minimum: 0 },
      offset: { type: "integer", description: "Entries to leave out first.", minimum: 0 },
      multiline: { type: "boolean", description: "Matches may go over several lines." },
    }),
    hints: reads,
  },
  LS: {
    title: "List a folder",
    description: "The names in a folder.",
    inputSchema: inputOf(["path"], {
      path: { type: "string", description: "The folder." },
    }),
    hints: reads,
  },
  WebFetch: {
    title: "Fetch a page",
    description: "Fetches a page from a host that the profile allows, as Markdown. The page is given back whole.",
    inputSchema: inputOf(["url"], {
      url: { type: "string", description: "An http or https URL." },
      prompt: { type: "string", description: "What the page is wanted for." },
    }),
    hints: { ...reads, openWorldHint: true },
  },
} satisfies Readonly<Record<string, Omit<ListedTool, "annotations"> & { readonly hints: Omit<Annotations, "title"> }>>;

/** The tools that are served, by the names that profiles know them by. */
export const tools: ReadonlyMap<string, ListedTool> = new Map(
  Object.entries(rows).map(([tool, { title, description, inputSchema, hints }]) => [
    tool,
    { title, description, inputSchema, annotations: { title, ...hints } },
  ]),
);
