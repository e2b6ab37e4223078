import type { AbsolutePath } from "../base/index.ts";
import { insideContext } from "./inside-root.ts";
import { isOfProcess } from "./system-folders.ts";
import { type Judging, judgedPath, refusedPath } from "./judge-path.ts";

export { absolutePath as pathOfInput } from "./absolute-path-of.ts";

/** What a tool that looks around may do with a path: open it, only name it, or not even that. */
type Visibility = "shown" | "asked" | "hidden";

/** What the policy makes of a path that a tool comes by. Links are the tool's business: it follows none on its way. */
export function visibilityOf(path: AbsolutePath, { policy, context }: Judging): Visibility {
  if (isOfProcess(path)) return "hidden";
  const judging: Judging = { policy, context: insideContext(policy.profile.sandbox.root, context) };
  const judged = judgedPath({ kind: "static", path, text: path }, judging);
  const refused = refusedPath(judged, "read", judging);
  if (refused !== undefined) return refused.effect === "ask" ? "asked" : "hidden";
  return judged.standing.access === "hidden" && !policy.files.silent ? "hidden" : "shown";
}
