import type { Request } from "../base/index.ts";
import { subjectMember } from "../policy/index.ts";

type Asked = Pick<Request, "tool" | "input">;

/** The members of an input in the order that a person reads them: what it is about comes first, however many others somebody has put before it. */
export function membersOf({ tool, input }: Asked): readonly (readonly [name: string, value: unknown])[] {
  const main = subjectMember(tool);
  const all = Object.entries(input);
  return [...all.filter(([name]) => name === main), ...all.filter(([name]) => name !== main)];
}

/** What a request is about, in the tool's own words: the command, the path, the page; of other tools the whole input. */
export function subjectOf({ tool, input }: Asked): string {
  const named = input[subjectMember(tool) ?? ""];
  return typeof named === "string" ? named : JSON.stringify(input);
}
