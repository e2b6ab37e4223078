import { ConfigError } from "../base/index.ts";
import { type HostAbility, type HostProbe, probeHost } from "../run/index.ts";
import { findPlaces, type Surroundings } from "./places.ts";
import { openSession } from "./session.ts";

/** One thing that was looked at. `info` is worth knowing and stops nothing. */
export interface Finding {
  readonly name: string;
  readonly state: "ok" | "missing" | "info";
  readonly note: string;
}

/** What this host permits, layer by layer, with what to install or set. Starts a handful of short programs. */
export function examineHost(surroundings: Surroundings): readonly Finding[] {
  const places = findPlaces(surroundings);
  const probe = probeHost({ warden: places.warden });
  return [
    { name: "kernel", state: "info", note: `Linux ${probe.kernel}, user ${probe.facts.uid}` },
    ...programs(probe),
    ability("namespaces", probe.userNamespaces, "user, mount, process-id, IPC, UTS and cgroup namespaces work"),
    ability("network", probe.networkNamespaces, "commands get a network namespace with nothing in it"),
    {
      ...ability("limits", probe.processLimit, "processes, memory, file size, open files and CPU can be limited"),
      ...softer(probe),
    },
    ability("exec-gate", probe.execGate, `every started program is checked${scope(probe)}`),
    ability("seccomp", seccomp(probe), "system calls are filtered, and foreign architectures stopped"),
    ...later(probe),
    { name: "terminal", state: "info", note: terminalNote(probe) },
    { name: "state", state: "ok", note: `records and approvals in ${places.state}` },
    ...policyFindings(surroundings),
  ];
}

function ability(name: string, { works, note }: HostAbility, good: string): Finding {
  return works ? { name, state: "ok", note: good } : { name, state: "missing", note: note ?? "it does not work here" };
}

/** A limit that does not hold for root stops only the profiles that require it. */
function softer({ processLimit }: HostProbe): Partial<Finding> {
  return processLimit.works ? {} : { state: "info" };
}

function programs({ bwrapVersion, warden, bash, compiler }: HostProbe): readonly Finding[] {
  return [
    bwrapVersion === undefined
      ? { name: "bubblewrap", state: "missing", note: "install the package `bubblewrap`" }
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

/** Layers of later versions: what the host offers for them, and that they do not stand yet. */
function later({ landlockAbi }: HostProbe): readonly Finding[] {
  const notYet = "not used by this version yet";
  const offered = landlockAbi > 0 ? `ABI ${landlockAbi}` : "the kernel does not offer it";
  return [
    { name: "landlock", state: "info", note: `${offered}; ${notYet}` },
    { name: "egress", state: "info", note: "no proxy in this version: commands have no network at all" },
  ];
}

function scope({ ptraceScope }: HostProbe): string {
  return ptraceScope === undefined ? "" : ` (ptrace_scope ${ptraceScope})`;
}

function terminalNote({ terminalInjection }: HostProbe): string {
  return terminalInjection
    ? "this kernel lets processes type into their terminal; sandboxed ones may not"
    : "no process may type into a terminal here";
}

/** What the profile in force asks for and does not get, or that it can't be used. */
function policyFindings(surroundings: Surroundings): readonly Finding[] {
  try {
    const { profile } = openSession(surroundings, {}).loaded;
    return [
      { name: "profile", state: "ok", note: `${profile.name}: ${profile.description}` },
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
