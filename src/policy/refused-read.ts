import type { AbsolutePath } from "../base/index.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import type { JudgedPath, Judging } from "./judge-path.ts";
import { matchingName } from "./path-access.ts";
import { hasAllowedExtension } from "./refused-write.ts";
import { searchTools, writeTools } from "./tool-names.ts";
import type { Verdict } from "./verdict.ts";

/** What speaks against showing a file by its own properties: its extension, or that its name is never searched. */
export function refusedRead(
  { path, real, text, at }: JudgedPath,
  tool: string,
  { policy }: Judging,
): Verdict | undefined {
  const names = [path, real];
  if (searchTools.has(tool)) {
    const blocked = names.map((name) => matchingName(policy.unsearchable, name)).find((rule) => rule !== undefined);
    return blocked && { effect: "deny", code: "path/blocked-pattern", subject: text, at, rule: blocked };
  }
  const shows = tool === "Read" || tool === "NotebookRead" || (writeTools.has(tool) && tool !== "Write");
  if (!shows || names.every((name) => isReadableKind(name, policy))) return undefined;
  return { effect: "deny", code: "path/extension", subject: text, at };
}

/** By both lists of extensions that bound what is read. */
export function isReadableKind(path: AbsolutePath, { profile: { files, read } }: CompiledPolicy): boolean {
  return [files.allowedExtensions, read.allowedExtensions].every((list) => hasAllowedExtension(path, list));
}
