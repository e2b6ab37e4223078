import { type Issue, printable } from "../base/index.ts";
import type { ProfileDocument } from "./parse-profile.ts";
import type { ProfileBody } from "./profile-schema.ts";

/** A role that only files name which may not give anything is nobody's: they could make up any. */
export function roleIssues(
  trusted: readonly ProfileDocument[],
  all: readonly ProfileDocument[],
  role: string | undefined,
): readonly Issue[] {
  const names = namesIn(trusted, ({ roles }) => roles);
  if (role === undefined || names.includes(role)) return [];
  const stranger = all.find(({ body }) => Object.hasOwn(body.roles ?? {}, role));
  const issues = nameIssues("role", [role], names);
  if (stranger === undefined) return issues;
  const message = `the role \`${printable(role)}\` is defined only in ${printable(stranger.file)}, which may take away and give nothing`;
  return issues.map((issue) => ({ ...issue, message }));
}

export function agentIssues(documents: readonly ProfileDocument[], agents: readonly string[] = []): readonly Issue[] {
  return nameIssues(
    "agent",
    agents,
    namesIn(documents, (body) => body.agents),
  );
}

function namesIn(
  documents: readonly ProfileDocument[],
  read: (body: ProfileBody) => object | undefined,
): readonly string[] {
  return [...new Set(documents.flatMap(({ body }) => Object.keys(read(body) ?? {})))];
}

/** What is asked for by a name that no profile has. */
function nameIssues(what: "role" | "agent", asked: readonly string[], names: readonly string[]): readonly Issue[] {
  return asked
    .filter((name) => !names.includes(name))
    .map((name) => ({
      code: "SchemaValidationError",
      file: "command line",
      line: 1,
      column: 1,
      pointer: `/${what}`,
      message: `no profile has ${what === "role" ? "a role" : "an agent"} \`${printable(name)}\``,
      wanted: names.length === 0 ? `no ${what}` : `one of ${names.join(", ")}`,
    }));
}
