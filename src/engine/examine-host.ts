import { ConfigError } from "../base/index.ts";
import { type HostAbility, type HostProbe, probeHost } from "../run/index.ts";
import { unreadIn } from "./inspect-profiles.ts";
import type { PolicyChoice } from "./load-policy.ts";
import { findPlaces, type Places, type Surroundings } from "./places.ts";
import { damagedIn, recoverLandings } from "./recover.ts";
import { toolPrograms } from "./scanning/tool-programs.ts";
import { openSession, type Session } from "./session.ts";
import { changesStore } from "./transaction.ts";

/** One thing that was looked at. `info` is worth knowing and stops nothing. */
export interface Finding {
  readonly name: string;
  readonly state: "ok" | "missing" | "info";
  readonly note: string;
}

/** KERNEL 6.2: with earlier versions of Landlock whoever may read a file can empty it. */
const leastLandlock = 3;

/** What this host permits, layer by layer, with what to install or set. Starts a handful of short programs. */
export function examineHost(surroundings: Surroundings, choice: PolicyChoice): readonly Finding[] {
  const places = findPlaces(surroundings);
  const probe = probeHost({ warden: places.warden });
  return [
    { name: "kernel", state: "info", note: `Linux ${probe.kernel}, user ${probe.facts.uid}` },
    ...programs(probe),
    backend(probe),
    {
      ...ability("namespaces", probe.userNamespaces, "user, mount, process-id, IPC, UTS and cgroup namespaces work"),
      ...replaced(probe, probe.userNamespaces),
    },
    {
      ...ability("network", probe.networkNamespaces, "commands get a network namespace with nothing in it"),
      ...replaced(probe, probe.networkNamespaces),
    },
    {
      ...ability("limits", probe.processLimit, "processes, memory, file size, open files and CPU can be limited"),
      ...softer(probe),
    },
    ability("exec-gate", probe.execGate, `every started program is checked${scope(probe)}`),
    ability("seccomp", seccomp(probe), "system calls are filtered, and foreign architectures stopped"),
    landlock(probe),
    egress(probe),
    { name: "terminal", state: "info", note: terminalNote(probe) },
    ...changesFindings(places),
    { name: "state", state: "ok", note: `records and approvals in ${places.state}` },
    ...policyFindings(surroundings, choice, probe),
  ];
}

function ability(name: string, { works, note }: HostAbility, good: string): Finding {
  return works ? { name, state: "ok", note: good } : { name, state: "missing", note: note ?? "it does not work here" };
}

/** What stands around commands of a profile that leaves the choice to the host. */
function backend(probe: HostProbe): Finding {
  const name = "backend";
  if (probe.bwrapVersion !== undefined && probe.userNamespaces.works) return { name, state: "ok", note: "bubblewrap" };
  return landlockWorks(probe)
    ? { name, state: "ok", note: "landlock: there are no namespaces here, docs/profiles.md says what differs" }
    : { name, state: "missing", note: "neither bubblewrap with user namespaces nor Landlock works here" };
}

/** Alone it needs to hold the emptying of files, and a listener for what it can't hold. */
function landlockWorks({ landlockAbi, execGate }: HostProbe): boolean {
  return landlockAbi >= leastLandlock && execGate.works;
}

/** What Landlock stands in for stops only the profiles that require it. */
function replaced(probe: HostProbe, { works }: HostAbility): Partial<Finding> {
  return !works && landlockWorks(probe) ? { state: "info" } : {};
}

/** A limit that does not hold for root stops only the profiles that require it. */
function softer({ processLimit }: HostProbe): Partial<Finding> {
  return processLimit.works ? {} : { state: "info" };
}

function programs(probe: HostProbe): readonly Finding[] {
  const { bwrapVersion, warden, bash, compiler } = probe;
  return [
    bwrapVersion === undefined
      ? {
          name: "bubblewrap",
          state: landlockWorks(probe) ? "info" : "missing",
          note: "not there; install the package `bubblewrap`",
        }
      : { name: "bubblewrap", state: "ok", note: `version ${bwrapVersion}` },
    ability("warden", warden, "the native helper is built"),
    bash === undefined
      ? { name: "bash", state: "missing", note: "install the package `bash`" }
      : { name: "bash", state: "ok", note: `${bash.path}, version ${bash.version}` },
    {
      name: "compiler",
      state: "info",
      note: compiler ?? "none; needed only to build the native helper: install `gcc libc6-dev`",
    },
  ];
}

function seccomp({ seccompFilter }: HostProbe): HostAbility {
  return seccompFilter
    ? { works: true }
    : { works: false, note: "this kernel has no seccomp filters (CONFIG_SECCOMP_FILTER)" };
}

function landlock({ landlockAbi }: HostProbe): Finding {
  const name = "landlock";
  if (landlockAbi === 0) return { name, state: "info", note: "the kernel does not offer it; the other walls stand" };
  const alone = landlockAbi < leastLandlock ? `; alone it would need version ${leastLandlock}` : "";
  return { name, state: "ok", note: `version ${landlockAbi}${alone}` };
}

/** Where a command has namespaces it needs one more to set up; where Landlock stands alone nothing more. */
function egress({ bwrapVersion, userNamespaces, egress: ability }: HostProbe): Finding {
  const name = "egress";
  const shared = bwrapVersion === undefined || !userNamespaces.works;
  if (shared)
    return { name, state: "info", note: "allowed hosts are reached over TCP, by the proxy variables or by name" };
  if (ability.works) return { name, state: "ok", note: "allowed hosts are reached through the filter, by any program" };
  return { name, state: "missing", note: ability.note ?? "commands have no network at all here" };
}

function scope({ ptraceScope }: HostProbe): string {
  return ptraceScope === undefined ? "" : ` (ptrace_scope ${ptraceScope})`;
}

function terminalNote({ terminalInjection }: HostProbe): string {
  return terminalInjection
    ? "this kernel lets processes type into their terminal; sandboxed ones may not"
    : "no process may type into a terminal here";
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

/** What was cut short, and has been settled by looking. */
function changesFindings(places: Places): readonly Finding[] {
  const lines = [...recoverLandings(places, { isLooking: true }), ...damagedIn(changesStore(places))];
  if (lines.length > 0) return lines.map((note) => ({ name: "changes", state: "info", note }));
  return [{ name: "changes", state: "ok", note: "no landing was cut short" }];
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
function policyFindings(surroundings: Surroundings, choice: PolicyChoice, probe: HostProbe): readonly Finding[] {
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
