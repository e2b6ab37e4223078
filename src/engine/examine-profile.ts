import { ConfigError } from "../base/index.ts";
import type { HostProbe } from "../run/index.ts";
import { absentPrograms } from "./asked-files.ts";
import { unreadIn } from "./inspect-profiles.ts";
import type { PolicyChoice } from "./load-policy.ts";
import type { Surroundings } from "./places.ts";
import { toolPrograms } from "./scanning/tool-programs.ts";
import { openSession, type Session } from "./session.ts";

/** One thing that was looked at. `info` is worth knowing and stops nothing. */
export interface Finding {
  readonly name: string;
  readonly state: "ok" | "missing" | "info";
  readonly note: string;
}

/** Which of the programs that look at what is written are there. */
export function toolFindings(session: Session): readonly Finding[] {
  return toolPrograms(session).map(({ kind, tool, path, note }) => ({
    name: kind,
    state: path === undefined ? "info" : "ok",
    note: `${tool}: ${path ?? `${note}; it finds nothing`}`,
  }));
}

/** What the profile in force asks for and does not get, or that it can't be used. */
export function policyFindings(surroundings: Surroundings, choice: PolicyChoice, probe: HostProbe): readonly Finding[] {
  try {
    const session = openSession(surroundings, choice);
    const { profile } = session.loaded;
    return [
      { name: "profile", state: "ok", note: `${profile.name}: ${profile.description}` },
      {
        name: "tools",
        state: "info",
        note: profile.unrestricted
          ? "unrestricted: nobody has said which there are or which run without asking; tools or allowed_tools, in a profile or as options, restrict them"
          : "restricted to what the profile or the options allow",
      },
      ...standIn(profile.sandbox, probe),
      ...toolFindings(session),
      ...absentPrograms(profile, session.host.places).map(({ source, message }) => ({
        name: "profile",
        state: "missing" as const,
        note: `${source.file}#${source.pointer}: ${message}`,
      })),
      ...unreadIn(session.loaded.files).map(({ file, line, message, wanted }) => ({
        name: "profile",
        state: "info" as const,
        note: `${file}:${line}: ${message}; wanted: ${wanted}`,
      })),
      ...profile.unenforced.map(({ pointer, withholds, note }) => ({
        name: "profile",
        state: withholds ? ("info" as const) : ("missing" as const),
        note: `${pointer}: ${note}`,
      })),
    ];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [{ name: "profile", state: "missing", note: `${error.message}; see sallyport profile validate` }];
  }
}

/** How far a folder can stand in for `/` here. */
function standIn(
  { root, backend: wanted }: Session["loaded"]["profile"]["sandbox"],
  probe: HostProbe,
): readonly Finding[] {
  if (root === undefined) return [];
  const name = "sandbox.root";
  const mounts = probe.bwrapVersion !== undefined && probe.userNamespaces.works;
  if (wanted === "landlock") {
    const note =
      "without mounts the paths in a command's text are mapped, and what a program opens elsewhere by itself is refused, not mapped";
    return [{ name, state: "info", note }];
  }
  if (wanted !== "none" && mounts) return [{ name, state: "ok", note: `${root} is / for every program` }];
  const note =
    wanted === "none"
      ? 'nothing keeps a command in there with `backend: "none"`'
      : 'it needs bubblewrap with user namespaces; `backend: "landlock"` maps the paths in the text of commands alone';
  return [{ name, state: "missing", note }];
}
