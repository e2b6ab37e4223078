import { spawnSync } from "node:child_process";
import { accessSync, constants, readFileSync } from "node:fs";
import { constants as system, release } from "node:os";
import type { AbsolutePath } from "../base/index.ts";
import type { HostFacts } from "../confine/index.ts";
import { gatherHostFacts } from "./gather-host-facts.ts";
import { gateNote, userNamespaceAdvice } from "./start-failure.ts";

/** Whether something the walls need is there; when not, what to do about it. */
export interface HostAbility {
  readonly works: boolean;
  readonly note?: string;
}

/** What this host permits, tried out rather than assumed: what `doctor` says. */
export interface HostProbe {
  readonly facts: HostFacts;
  readonly kernel: string;
  readonly bwrapVersion: string | undefined;
  readonly warden: HostAbility;
  readonly userNamespaces: HostAbility;
  readonly networkNamespaces: HostAbility;
  /** Whether connections of a sandbox with namespaces can be taken to the filter. */
  readonly egress: HostAbility;
  readonly processLimit: HostAbility;
  readonly seccompFilter: boolean;
  readonly execGate: HostAbility;
  /** 0: none. */
  readonly landlockAbi: number;
  /** Yama's setting; absent without Yama. */
  readonly ptraceScope: number | undefined;
  /** True when any process may type into its terminal; sandboxed ones never may. */
  readonly terminalInjection: boolean;
  readonly bash: { readonly path: string; readonly version: string } | undefined;
  readonly compiler: string | undefined;
}

/** Tries out what the host permits. Starts a handful of short programs; never throws for what is missing. */
export function probeHost({ warden }: { readonly warden: AbsolutePath }): HostProbe {
  const facts = gatherHostFacts();
  const offers = probeKernel(warden);
  return {
    facts,
    kernel: release(),
    bwrapVersion:
      facts.bwrap === undefined ? undefined : (say(facts.bwrap.path, ["--version"])?.split(" ").at(-1) ?? ""),
    warden: offers === undefined ? { works: false, note: "build the native helper: npm run build" } : { works: true },
    userNamespaces: tryNamespace(facts, [], userNamespaceAdvice()),
    networkNamespaces: tryNamespace(facts, ["--unshare-net"], userNamespaceAdvice()),
    egress: egress(offers),
    processLimit: processLimit(facts),
    seccompFilter: offers?.get("seccomp-filter") === "1",
    execGate: execGate(offers),
    landlockAbi: Number(offers?.get("landlock-abi") ?? 0),
    ptraceScope: readNumber("/proc/sys/kernel/yama/ptrace_scope"),
    terminalInjection: readNumber("/proc/sys/dev/tty/legacy_tiocsti") !== 0,
    bash: findBash(),
    compiler: ["/usr/bin/cc", "/usr/bin/gcc", "/usr/bin/clang"].find(isExecutable),
  };
}

function say(program: string, argv: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, argv, {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin" },
    timeout: 5000,
  });
  return status === 0 ? stdout.trim() : undefined;
}

function probeKernel(warden: AbsolutePath): ReadonlyMap<string, string> | undefined {
  const text = say(warden, ["--probe"]);
  if (text === undefined) return undefined;
  const lines = text.split("\n").map((line) => line.split(" "));
  return new Map(lines.map(([name = "", value = ""]) => [name, value]));
}

/** errno values as the warden found them when it tried. */
function execGate(offers: ReadonlyMap<string, string> | undefined): HostAbility {
  const tried = (name: string): string => errorName(Number(offers?.get(name) ?? system.errno.ENOSYS));
  const [listener, tracing] = [tried("gate-listener"), tried("gate-tracing")];
  if (listener !== "") return { works: false, note: gateNote(listener) };
  if (tracing === "") return { works: true };
  return {
    works: false,
    note: `no process may be traced here (${tracing}): allow it with \`sysctl -w kernel.yama.ptrace_scope=1\`, or start the container with ptrace permitted`,
  };
}

function egress(offers: ReadonlyMap<string, string> | undefined): HostAbility {
  const error = errorName(Number(offers?.get("network-namespace") ?? system.errno.ENOSYS));
  return error === ""
    ? { works: true }
    : { works: false, note: `no network namespace can be set up (${error}): ${userNamespaceAdvice()}` };
}

function errorName(number: number): string {
  return Object.entries(system.errno).find(([, value]) => value === number)?.[0] ?? "";
}

function tryNamespace({ bwrap }: HostFacts, more: readonly string[], advice: string): HostAbility {
  if (bwrap === undefined) return { works: false, note: "install the package `bubblewrap`" };
  const minimal = [
    "--unshare-user",
    "--unshare-pid",
    ...more,
    "--ro-bind",
    "/",
    "/",
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "true",
  ];
  return say(bwrap.path, minimal) === undefined ? { works: false, note: advice } : { works: true };
}

function processLimit({ uid, cgroups }: HostFacts): HostAbility {
  if (uid !== 0 || cgroups.some(({ resources }) => resources.includes("processes"))) return { works: true };
  return {
    works: false,
    note: "user 0 is exempt from the limit of processes and there is no pids cgroup to write to: run as an ordinary user",
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // ENOENT or EACCES
  }
}

function findBash(): HostProbe["bash"] {
  const path = ["/bin/bash", "/usr/bin/bash", "/usr/local/bin/bash", "/run/current-system/sw/bin/bash"].find(
    isExecutable,
  );
  const version = path === undefined ? undefined : /version (\S+)/u.exec(say(path, ["--version"]) ?? "")?.[1];
  return path === undefined || version === undefined ? undefined : { path, version };
}

function readNumber(file: string): number | undefined {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return undefined; // this kernel has no such setting
  }
}
