import type { AbsolutePath } from "../base/index.ts";
import { insideContext, insideName } from "./inside-root.ts";
import { matchingName } from "./path-access.ts";
import { searchTools } from "./tool-names.ts";
import { isOfProcess } from "./system-folders.ts";
import { type Judging, judgedPath, refusedPath } from "./judge-path.ts";

export { absolutePath as pathOfInput } from "./absolute-path-of.ts";
export { protectedInHome, systemSecrets } from "./protected-paths.ts";
export { searchedFolder } from "./searched-folder.ts";
export { isReadableKind } from "./refused-read.ts";
export { matcherOf } from "./tool-matcher.ts";
export { canonicalTool, readTools, searchTools, subjectMember, writeTools } from "./tool-names.ts";

/** What a tool that looks around may do with a path: open it, only name it, or not even that. */
type Visibility = "shown" | "asked" | "hidden";

/** What the policy makes of a path that a tool comes by. Links are the tool's business: it follows none on its way. */
export function visibilityOf(path: AbsolutePath, tool: string, { policy, context }: Judging): Visibility {
  if (isOfProcess(path)) return "hidden";
  const { root } = policy.profile.sandbox;
  const isBlocked = searchTools.has(tool) && matchingName(policy.unsearchable, insideName(root, path)) !== undefined;
  if (isBlocked) return "hidden";
  const judging: Judging = { policy, context: insideContext(root, context) };
  const judged = judgedPath({ kind: "static", path, text: path }, judging);
  const refused = refusedPath(judged, "read", judging);
  if (refused !== undefined) return refused.effect === "ask" ? "asked" : "hidden";
  return judged.standing.access === "hidden" && !policy.files.silent ? "hidden" : "shown";
}
