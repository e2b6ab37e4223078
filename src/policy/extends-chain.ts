import { type Issue, printable } from "../base/index.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { ProfileLayer, ResolveOptions } from "./layer.ts";

const maxExtends = 8;

/** Came with the project, and nobody has recorded trust in it. */
export function isStrange({
  origin,
  trusted = false,
}: {
  origin: ProfileLayer["origin"];
  trusted?: boolean | undefined;
}): boolean {
  return origin === "project" && !trusted;
}

type Chain = { readonly documents: readonly ProfileDocument[]; readonly issues: readonly Issue[] };

/**
 * A document and what it extends, nearest first. A project file that is not trusted may only name shipped profiles: reading
 * any other file on its word would show parts of it in the messages about what is wrong there.
 */
export function chainOf({ document, origin, trusted }: ProfileLayer, load: ResolveOptions["load"]): Chain {
  const isStranger = isStrange({ origin, trusted });
  const documents = [document];
  for (let current = document; current.body.extends !== undefined;) {
    const name = current.body.extends;
    const fail = (message: string, wanted: string): Chain => ({
      documents,
      issues: [current.issueAt("/extends", { code: "SchemaValidationError", message, wanted })],
    });
    if (isStranger && !/^[a-z][a-z0-9-]*$/u.test(name)) {
      return fail("a project file that is not trusted can't extend other files", "the name of a shipped profile");
    }
    const parent = load(name, current.file);
    if (parent === undefined)
      return fail(`there is no profile \`${printable(name)}\``, "the name of a shipped profile, or the path of a file");
    if (!parent.ok) return { documents, issues: parent.issues };
    if (documents.some(({ file }) => file === parent.value.file))
      return fail(`\`${printable(name)}\` extends itself in a circle`, "a profile that does not lead back here");
    if (documents.length >= maxExtends)
      return fail(`more than ${maxExtends} profiles extend each other`, "a shorter chain");
    documents.push(parent.value);
    current = parent.value;
  }
  return { documents, issues: [] };
}
