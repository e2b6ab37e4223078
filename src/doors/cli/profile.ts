import { ConfigError, printable } from "../../base/index.ts";
import {
  describeProfile,
  listProfiles,
  openSession,
  profileJsonSchema,
  type ValidatedProfile,
  validateProfile,
} from "../../engine/index.ts";
import { issueLine } from "../issue-line.ts";
import { writeAll } from "../world.ts";
import type { Command, Invocation } from "./command.ts";

/** `profile list | show [NAME] | validate FILE… | schema`. */
export const profile: Command = {
  options: new Map(),
  run(invocation) {
    const [verb = "", ...words] = invocation.words;
    const run = verbs.get(verb);
    if (run === undefined)
      throw new ConfigError("config/usage", "profile: say list, show [NAME], validate FILE… or schema");
    return run(invocation, words);
  },
};

const verbs = new Map<string, (invocation: Invocation, words: readonly string[]) => number>([
  ["list", list],
  ["show", show],
  ["validate", validate],
  ["schema", schema],
]);

function list({ world, options }: Invocation): number {
  const profiles = listProfiles(world);
  if (options.json) writeAll(1, `${JSON.stringify(profiles)}\n`);
  else for (const { name, description } of profiles) writeAll(1, `${name.padEnd(14)}${printable(description)}\n`);
  return 0;
}

/** The profile in force: every layer merged, variables filled in, each line with where it was written. */
function show({ world, options }: Invocation, words: readonly string[]): number {
  const [name] = words;
  const { profile: shown } = openSession(world, name === undefined ? options : { ...options, profile: name }).loaded;
  const facts = describeProfile(shown);
  if (options.json) {
    writeAll(1, `${JSON.stringify({ name: shown.name, description: shown.description, facts })}\n`);
    return 0;
  }
  writeAll(1, `${printable(shown.name)}: ${printable(shown.description)}\n`);
  for (const { part, text, source } of facts) {
    const from = source === undefined ? "" : `  (${source.file}#${source.pointer})`;
    writeAll(1, `  ${part.padEnd(9)} ${printable(`${text}${from}`, 600)}\n`);
  }
  return 0;
}

function validate({ world, options }: Invocation, words: readonly string[]): number {
  if (words.length === 0) throw new ConfigError("config/usage", "profile validate: name one file or more");
  const validated = words.map((file) => validateProfile(world, file));
  const issues = validated.flatMap((one) => one.issues);
  const notes = validated.flatMap((one) => one.notes);
  if (options.json) writeAll(1, `${JSON.stringify({ ok: issues.length === 0, issues, notes })}\n`);
  else if (issues.length === 0) writeAll(1, `${words.map((file) => printable(file)).join(", ")}: valid\n`);
  if (!options.json) writeAll(2, [...issues.map(issueLine), ...notes.map(noteLine)].join(""));
  return issues.length === 0 ? 0 : 2;
}

function noteLine({ source, message }: ValidatedProfile["notes"][number]): string {
  return `${printable(`${source.file}#${source.pointer}: ${message}`, 600)}\n`;
}

function schema(): number {
  writeAll(1, `${JSON.stringify(profileJsonSchema(), null, 2)}\n`);
  return 0;
}
