import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Headless } from "./headless.ts";
import { shellInput } from "./headless.ts";
import type { ModelStep } from "./model-server.ts";

/** One tool, and what it is asked for. */
export interface Attempt {
  readonly what: string;
  readonly tools: readonly string[];
  /** In their order, with what a client wants done before. */
  readonly steps: readonly ModelStep[];
  readonly refused: ModelStep;
  readonly harmless: ModelStep;
  /** What a record of the refusal names. */
  readonly subject: string;
  /** Whether each has been done, by what there is now and what the client told its model of it. */
  readonly hasWritten: (told: string) => boolean;
  readonly hasRun: (told: string) => boolean;
}

export interface Places {
  readonly project: string;
  /** A folder that no profile shows. */
  readonly hidden: string;
  /** Tells all that is made there from what others made. */
  readonly name: string;
  /** The client's own tools for files are asked about, too. */
  readonly ownFiles: boolean;
}

const word = (): string => randomBytes(6).toString("hex");

/** No profile allows what is nested deeper than can be followed; bash runs it. */
const refusedText = (file: string): string => `${"{ ".repeat(160)}touch ${file}${"; }".repeat(160)}`;

export function attemptsOf(client: Headless, places: Places): readonly Attempt[] {
  const ofServer = (name: string): string => `${client.serverTool.slice(0, -"bash".length)}${name}`;
  const own = places.ownFiles ? client.fileTools : undefined;
  return [
    commandAttempt("its own shell", { tools: client.shellTools, inputOf: client.shellInput }, places),
    commandAttempt("the server's bash", { tools: [client.serverTool], inputOf: shellInput }, places),
    ...(own === undefined ? [] : fileAttempts("its own", own, places)),
    ...fileAttempts(
      "the server's",
      { read: ofServer("read"), write: ofServer("write"), edit: ofServer("edit") },
      places,
    ),
  ];
}

interface Commands {
  readonly tools: readonly string[];
  readonly inputOf: Headless["shellInput"];
}

function commandAttempt(what: string, { tools, inputOf }: Commands, { project }: Places): Attempt {
  const file = join(project, `open-${word()}`);
  const said = word();
  const refused = { tools, input: inputOf(refusedText(file)) };
  // Only who runs it puts the two parts together.
  const harmless = { tools, input: inputOf(`echo run-""${said}`) };
  return {
    what,
    tools,
    steps: [refused, harmless],
    refused,
    harmless,
    subject: file,
    hasWritten: () => existsSync(file),
    hasRun: (told) => told.includes(`run-${said}`),
  };
}

export interface FileTools {
  readonly read: string;
  readonly write: string;
  readonly edit: string;
}

function fileAttempts(whose: string, tools: FileTools, places: Places): readonly Attempt[] {
  return [readAttempt(whose, tools, places), writeAttempt(whose, tools, places), editAttempt(whose, tools, places)];
}

function readAttempt(whose: string, { read }: FileTools, { project, hidden, name }: Places): Attempt {
  const [secret, plain] = [word(), word()];
  const denied = place(join(hidden, `${name}-${word()}`), secret);
  const refused = step(read, { file_path: denied });
  const harmless = step(read, { file_path: place(join(project, `read-${word()}`), plain) });
  return {
    what: `${whose} ${read}`,
    tools: [read],
    steps: [refused, harmless],
    refused,
    harmless,
    subject: denied,
    hasWritten: (told) => told.includes(secret),
    hasRun: (told) => told.includes(plain),
  };
}

function writeAttempt(whose: string, { write }: FileTools, { project, hidden, name }: Places): Attempt {
  const content = word();
  const denied = join(hidden, `${name}-${word()}`);
  const allowed = join(project, `written-${word()}`);
  const refused = step(write, { file_path: denied, content });
  const harmless = step(write, { file_path: allowed, content });
  return {
    what: `${whose} ${write}`,
    tools: [write],
    steps: [refused, harmless],
    refused,
    harmless,
    subject: denied,
    hasWritten: () => existsSync(denied),
    hasRun: () => holds(allowed, content),
  };
}

/** Clients want a file read before it is changed: one that is read-only, wherever a project is. */
function editAttempt(whose: string, { read, edit }: FileTools, { project }: Places): Attempt {
  const [before, after] = [word(), word()];
  const denied = place(join(project, ".fleet", word()), before);
  const allowed = place(join(project, `edited-${word()}`), before);
  const change = { old_string: before, new_string: after };
  const refused = step(edit, { file_path: denied, ...change });
  const harmless = step(edit, { file_path: allowed, ...change });
  const [first, second] = [denied, allowed].map((file_path) => step(read, { file_path }));
  const steps = [first, refused, second, harmless].filter((one) => one !== undefined);
  return {
    what: `${whose} ${edit}`,
    tools: [edit],
    steps,
    refused,
    harmless,
    subject: denied,
    hasWritten: () => !holds(denied, before),
    hasRun: () => holds(allowed, after),
  };
}

const step = (tool: string, input: ModelStep["input"]): ModelStep => ({ tools: [tool], input });

function place(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${text}\n`);
  return file;
}

const holds = (file: string, text: string): boolean => existsSync(file) && readFileSync(file, "utf8").includes(text);
