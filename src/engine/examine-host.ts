import { type HostAbility, type HostProbe, probeHost } from "../run/index.ts";
import { type Finding, policyFindings } from "./examine-profile.ts";
import type { PolicyChoice } from "./load-policy.ts";
import { findPlaces, type Places, type Surroundings } from "./places.ts";
import { damagedIn, recoverLandings } from "./recover.ts";
import { changesStore } from "./transaction.ts";

export { toolFindings } from "./examine-profile.ts";

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

/** What was cut short, and has been settled by looking. */
function changesFindings(places: Places): readonly Finding[] {
  const lines = [...recoverLandings(places, { isLooking: true }), ...damagedIn(changesStore(places))];
  if (lines.length > 0) return lines.map((note) => ({ name: "changes", state: "info", note }));
  return [{ name: "changes", state: "ok", note: "no landing was cut short" }];
}
