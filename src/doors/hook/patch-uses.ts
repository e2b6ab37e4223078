import type { ToolUse } from "./read-event.ts";

/** As Codex reads it, which takes any blanks before a mark. */
const mark = /^\s*\*\*\* (?:Add File|Update File|Delete File|Move to): *(.*?)\s*$/u;

/** A patch as Codex takes it out of a command by itself; nothing of it is expanded. */
const asCommand = /^\s*apply_patch <<(['"])(\w+)\1\n([\s\S]*)\n\2\s*$/u;

/**
 * What a patch of Codex's comes to: one write for each file that it names, with the lines that it adds. Nothing for anything else.
 * Lines in the middle of a file that look like a mark are taken for one.
 */
export function patchUses({ tool, input, context }: ToolUse): readonly ToolUse[] | undefined {
  const patch = patchOf(tool, input);
  if (patch === undefined) return undefined;
  const lines = patch.split("\n");
  const marks = lines.flatMap((line, at) => {
    const path = mark.exec(line)?.[1];
    return path === undefined ? [] : [{ path, at }];
  });
  return marks.map(({ path, at }, index) => {
    const changed = lines.slice(at + 1, marks[index + 1]?.at);
    const added = changed.flatMap((line) => (line.startsWith("+") ? [line.slice(1)] : []));
    const edit = { file_path: path, old_string: "", new_string: added.join("\n") };
    return { tool: "Edit", input: edit, output: undefined, context };
  });
}

function patchOf(tool: string, input: ToolUse["input"]): string | undefined {
  const text = input["command"] ?? input["input"] ?? input["patch"];
  if (tool === "apply_patch") return typeof text === "string" ? text : "";
  return tool === "Bash" && typeof text === "string" ? asCommand.exec(text)?.[3] : undefined;
}
