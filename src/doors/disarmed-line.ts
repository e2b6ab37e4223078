import { type Disarmed, printable } from "../base/index.ts";

const fates = {
  moved: "moved aside, to a name ending in .held",
  "not-executable": "not executable any more",
  settings: "without the settings that may name programs, the whole in a file ending in .held",
  steps: "its `exec` lines, which `git rebase --continue` would run, are comments now",
  left: "left as the new repository tracks it",
  stuck: "as it was made: it could not be changed",
} as const satisfies Record<Disarmed["how"], string>;

/** More are in the record. */
const mostNamed = 5;

/** Says why some of what a command left was not looked at; nothing where all was. */
export function unsweptLine(why: string | undefined): string {
  if (why === undefined) return "";
  return `sallyport: not all that this command left was looked at (${why}): a repository in there may run programs outside of the sandbox\n`;
}

/** Says what became of things that a command made and that something on the host would have run; nothing for nothing. */
export function disarmedLine(disarmed: readonly Disarmed[]): string {
  if (disarmed.length === 0) return "";
  const named = disarmed.slice(0, mostNamed).map(({ path, how }) => `${printable(path)} (${fates[how]})`);
  const more = disarmed.length > mostNamed ? ` and ${disarmed.length - mostNamed} more` : "";
  return `sallyport: made by this command, and able to run programs outside of the sandbox: ${named.join(", ")}${more}\n`;
}
