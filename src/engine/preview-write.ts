import { type AbsolutePath, isBeneath, parseAbsolutePath, printable } from "../base/index.ts";
import { type FileDesk, type Reached, unifiedLines, useFileTool, wholeOf } from "../files/index.ts";
import { openFileDesk } from "./file-desk.ts";
import { mostSearched, redactorFor } from "./found-secrets.ts";
import type { Judgement } from "./judge.ts";
import { judgeTool, type Session } from "./session.ts";

/** What a tool is about to make of a file. */
export interface Preview {
  /** On the host, with links resolved. */
  readonly path: AbsolutePath;
  readonly bytes: Buffer;
}

/** What a tool would write; nothing where it would not come to that. */
export function previewWrite(session: Session, judgement: Judgement): Preview | undefined {
  const { root } = session.loaded.profile.sandbox;
  return beforeWriting(session, judgement, (bytes, at) => ({ path: onHost(at, root), bytes }));
}

/**
 * The lines that a tool would change, behind ` `, `-` or `+`, without their secrets; nothing where it would not come to that, or they are no
 * lines.
 */
export function previewDiff(session: Session, judgement: Judgement): readonly string[] | undefined {
  const clean = redactorFor(session.loaded.profile);
  return beforeWriting(session, judgement, (bytes, at) => {
    const before = at.there ? wholeOf(at, mostSearched) : Buffer.alloc(0);
    if (before === undefined || bytes.length > mostSearched || before.includes(0) || bytes.includes(0))
      return undefined;
    // Whole: a key has many lines.
    const changes = unifiedLines(clean(before.toString("utf8")), clean(bytes.toString("utf8")));
    return changes.length === 0 && !before.equals(bytes) ? ["(nothing but secrets)"] : changes;
  });
}

/** Does all that a tool does up to where it would write. */
function beforeWriting<T>(
  session: Session,
  judgement: Judgement,
  take: (bytes: Buffer, at: Reached) => T | undefined,
): T | undefined {
  const final = finalOf(session, judgement);
  const desk = openFileDesk(session, final);
  let taken: T | undefined;
  const admits: FileDesk["admits"] = (bytes, at) => {
    const fault = desk.admits(bytes, at);
    if (fault === undefined) taken = take(bytes, at);
    return fault ?? { code: "file/failed", message: "not to be written yet" };
  };
  useFileTool(judgement.request.tool, final.request.input, { ...desk, admits });
  return taken;
}

/** A desk on which nothing is written but what was shown before. */
export function onlyPreviewed(desk: FileDesk, preview: Preview | undefined, root: AbsolutePath | undefined): FileDesk {
  return {
    ...desk,
    admits: (bytes, at) =>
      preview?.path === onHost(at, root) && preview.bytes.equals(bytes)
        ? desk.admits(bytes, at)
        : { code: "file/changed", message: `${printable(at.real)}: it was changed meanwhile; read it again` },
  };
}

/** What is done where paths were mapped is judged by what they were mapped to. */
export function finalOf(session: Session, judgement: Judgement): Judgement {
  const { updatedInput, request } = judgement;
  return updatedInput === undefined ? judgement : judgeTool(session, request.tool, updatedInput);
}

/** A path that a tool got to, as the host calls it. */
export function onHost({ real }: Pick<Reached, "real">, root: AbsolutePath | undefined): AbsolutePath {
  return root === undefined || isBeneath(real, root) ? real : parseAbsolutePath(`.${real}`, root);
}
