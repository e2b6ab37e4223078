import type { AbsolutePath, ErrorCode, LayerName, LayerReport } from "../base/index.ts";
import type { SeenTrees } from "./path-facts.ts";

/** One step of building the sandbox's file tree, in order. */
export type Mount =
  | { readonly kind: "bind"; readonly source: AbsolutePath; readonly target: AbsolutePath; readonly writable: boolean }
  /** An empty folder of the sandbox's own. */
  | { readonly kind: "private"; readonly target: AbsolutePath }
  /** Something that nobody inside can read, write, remove or replace. */
  | { readonly kind: "mask"; readonly target: AbsolutePath; readonly shape: "file" | "folder" }
  /** An empty folder in which nothing can be made, where there is nothing: it holds the name. */
  | { readonly kind: "stand-in"; readonly target: AbsolutePath }
  /** The launch's script under its own name, whatever the host has there. */
  | { readonly kind: "script"; readonly target: AbsolutePath }
  /** The file that says where names are asked for. */
  | { readonly kind: "resolver"; readonly target: AbsolutePath }
  | { readonly kind: "link"; readonly target: AbsolutePath; readonly to: string }
  | { readonly kind: "proc"; readonly target: AbsolutePath }
  | { readonly kind: "dev"; readonly target: AbsolutePath }
  /** From here on the folder itself (not what is mounted in it) is read-only. */
  | { readonly kind: "seal"; readonly target: AbsolutePath };

/** What Landlock lets a command do at host paths, and below them unless another one says otherwise. */
export interface Landlock {
  /** `second` stands behind bubblewrap's mounts. */
  readonly role: "alone" | "second";
  /** Without it nothing starts; alone it is always required. */
  readonly required: boolean;
  readonly none: readonly AbsolutePath[];
  readonly read: readonly AbsolutePath[];
  readonly write: readonly AbsolutePath[];
  /** To be read, written and controlled. */
  readonly device: readonly AbsolutePath[];
}

/** What the warden puts on the host before the start and takes away at the end. Host paths. */
export interface Traces {
  /** Denied paths that do not exist: something must stand there, so that nobody can create them. */
  readonly guardFiles: readonly AbsolutePath[];
  readonly guardFolders: readonly AbsolutePath[];
  /** Mount points that a sandbox root lacks. */
  readonly scaffolds: readonly AbsolutePath[];
  /** Files that a client expects to be written, kept when something was. */
  readonly frameFiles: readonly AbsolutePath[];
  /** What can be written, as it was before the start: for whoever looks through it at the end. */
  readonly seen: SeenTrees | undefined;
}

/** Where calls that change nothing succeed although nothing can be changed. As the sandbox sees it. */
interface Unchanging {
  /** What is guarded. */
  readonly kept: readonly AbsolutePath[];
  readonly standIns: readonly AbsolutePath[];
}

/** Limits of each process, but that of processes is for all of them together. */
export interface Limits {
  readonly processes?: number;
  /** On top of those that the user has already. */
  readonly moreProcesses?: number;
  readonly dataBytes?: number;
  readonly fileSizeBytes?: number;
  readonly openFiles?: number;
  readonly cpuSeconds?: number;
}

/** One cgroup, made in `parent` for as long as the command runs. */
export interface Cgroup {
  readonly parent: AbsolutePath;
  readonly settings: readonly CgroupSetting[];
  /** The file in it that counts CPU time, and how much there may be until everything is killed. */
  readonly cpu: { readonly file: string; readonly seconds: number } | undefined;
}

export interface CgroupSetting {
  readonly file: string;
  readonly value: number;
  /** Left out where the kernel has no such file. */
  readonly optional: boolean;
}

/**
 * Everything about one command that is about to run, as data: who starts it, Node or a native client, must not
 * matter.
 */
export interface Launch {
  readonly backend: "bubblewrap" | "landlock" | "none";
  /** bubblewrap and its arguments up to the command; absent without a sandbox. */
  readonly bwrap: { readonly path: AbsolutePath; readonly argv: readonly string[] } | undefined;
  readonly mounts: readonly Mount[];
  /** The same walls once more, or all there are; absent without a sandbox. */
  readonly landlock: Landlock | undefined;
  /** A folder in which this command gets one for its temporary files; absent where `/tmp` is its own. */
  readonly tempParent: AbsolutePath | undefined;
  readonly traces: Traces;
  readonly unchanging: Unchanging;
  /** Folders of our own that must exist before the start. */
  readonly folders: readonly AbsolutePath[];
  readonly limits: Limits;
  /** To be made for this launch alone: limits of all its processes together. */
  readonly cgroups: readonly Cgroup[];
  /** Text that the command opens as a file at this path: exactly this is found there, and nobody can change it. */
  readonly script: { readonly path: AbsolutePath; readonly text: string } | undefined;
  readonly argv: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: AbsolutePath;
  readonly timeoutSeconds: number | undefined;
  readonly graceSeconds: number;
  readonly runtime: AbsolutePath;
  readonly layers: readonly LayerReport[];
  /** The check of every started program; absent where it does not stand. */
  readonly gate: Gate | undefined;
  /** The filter of system calls; absent where it does not stand. */
  readonly filter: Filter | undefined;
  /** What commands write to goes elsewhere first; absent where it goes to the host at once. */
  readonly overlays: Overlays | undefined;
  /** The way to other hosts; absent where there is none. */
  readonly egress: Egress | undefined;
}

/** Host paths to which nothing is written while the command runs. */
interface Overlays {
  /** Outer ones before those that are mounted in them. */
  readonly roots: readonly AbsolutePath[];
  /** Files in there that are written at once all the same. */
  readonly through: readonly AbsolutePath[];
}

/** A network namespace in which every address leads to whoever decides about it, and nowhere else. */
export interface Egress {
  /** Where the proxy listens, at 127.0.0.1 inside. */
  readonly port: number;
  /** Ports of the loopback address that lead out where nobody inside has them. */
  readonly loopbackPorts: readonly number[];
  /** What stands in the file that says where names are asked for; absent where that is the host's own. */
  readonly resolver: string | undefined;
  /** On top of the launch's, whatever that says: how programs find the proxy; `{credentials}` are those of the run. */
  readonly env: ReadonlyMap<string, string>;
}

export interface Filter {
  /** Whether there are internet sockets of every kind: they may be had where they lead nowhere. Else only those between the command's own processes. */
  readonly inet: boolean;
  /** Sockets of the host that can be connected to, without links. */
  readonly unixSockets: readonly AbsolutePath[];
}

export interface Gate {
  /** Without it nothing starts; else what starts says that it does not hold. */
  readonly required: boolean;
  /** Names of variables to be told about, `*` at the end stands for any rest. */
  readonly env: readonly string[];
  /** How long a question may wait for its answer; silence is a refusal. */
  readonly patienceSeconds: number;
}

/** Why nothing can be started on this host with this profile. */
export interface EnforcementProblem {
  readonly kind: "problem";
  readonly code: Extract<ErrorCode, `enforcement/${string}`>;
  readonly layer: LayerName | undefined;
  /** What is missing and how to get it. */
  readonly message: string;
}
