import { type Disarmed, printable } from "../base/index.ts";

const fates = {
  moved: "moved aside, to a name ending in .held",
  "not-executable": "not executable any more",
  settings: "without the settings that may name programs, the whole in a file ending in .held",
  left: "left as the new repository tracks it",
} as const satisfies Record<Disarmed["how"], string>;

/** More are in the record. */
const mostNamed = 5;

/** Says what became of things that a command made and that something on the host would have run; nothing for nothing. */
export function disarmedLine(disarmed: readonly Disarmed[]): string {
  if (disarmed.length === 0) return "";
  const named = disarmed.slice(0, mostNamed).map(({ path, how }) => `${printable(path)} (${fates[how]})`);
  const more = disarmed.length > mostNamed ? ` and ${disarmed.length - mostNamed} more` : "";
  return `sallyport: made by this command, and able to run programs outside of the sandbox: ${named.join(", ")}${more}\n`;
}
