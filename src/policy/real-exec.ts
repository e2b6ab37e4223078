import { type AbsolutePath, type Context, type ExecQuestion, parseAbsolutePath } from "../base/index.ts";
import { baseName } from "./base-name.ts";
import type { CompiledPolicy } from "./compiled-policy.ts";
import { insideName } from "./inside-name.ts";
import { multiCall } from "./invocation.ts";
import { trustedName } from "./match-granted-command.ts";
import { standingOf } from "./path-access.ts";

/** What the file is, besides its name. */
export interface FileIdentity {
  /** A dynamic loader, by its name or because it is a copy of one. */
  readonly loader: boolean;
  /** Programs that deny rules name and that the file is a copy of, or another name for. */
  readonly copyOf: readonly string[];
  /** True when its words say what it is. */
  readonly toldByWords: boolean;
}

/** One name by which a program may be known, with the words that it then gets. */
export interface Face {
  readonly name: string;
  readonly words: readonly string[];
}

/** A program that is about to run, in the terms of rules. */
export interface RealExec extends FileIdentity {
  /** By what it is allowed: the bare name of a program that `PATH` leads to where the agent can't write, else its path. */
  readonly words: readonly string[];
  /** By what it is refused: every name that it has. */
  readonly faces: readonly Face[];
  /** As invoked, and with every link resolved. */
  readonly paths: readonly AbsolutePath[];
  /** False for a file that the agent can write or has made, and for one without a name. */
  readonly trusted: boolean;
  /** True for the file that `PATH` leads to under this name. */
  readonly isOnPath: boolean;
}

type Asked = Pick<ExecQuestion, "path" | "argv" | "file">;

const boxes = /^(?:busybox|toybox|coreutils)(?:[-.].*)?$/u;
const boxedProgram = /^--coreutils-prog(?:-shebang)?=(?<name>.+)$/su;

/** True for a program that is many: the name that it is called by says which. */
export function isBox(name: string): boolean {
  return boxes.test(name);
}

/** Reads what the gate tells of an exec. `context.cwd` is the folder in which it happens. */
export function readExec(asked: Asked, identity: FileIdentity, policy: CompiledPolicy, context: Context): RealExec {
  const { path, argv, file } = asked;
  const real = file === undefined ? undefined : parseAbsolutePath(file.path);
  // A file that can't be seen yet is asked about again when it has been loaded.
  const trusted = file === undefined || isTrustedFile(file.path, policy, context);
  const invoked = invokedPath(path, real, context);
  const { faces, applet } = facesOf(asked, identity);
  const isOnPath = real !== undefined && context.programs.get(baseName(invoked))?.real === real;
  const name = knownName(invoked, policy, context) ?? (isOnPath ? nameThere(invoked, policy, context) : undefined);
  const known = trusted ? (applet ?? name) : (real ?? name);
  const words = name === undefined ? [spelledPath(path, real), ...argv.slice(1)] : [known ?? name, ...argv.slice(1)];
  const { root } = policy.profile.sandbox;
  const paths = (real === undefined ? [invoked] : [invoked, real]).map((found) => insideName(root, found));
  return { ...identity, words, faces, paths, trusted, isOnPath };
}

/** The agent neither made the file nor can change it. INVARIANT I6: the walls hold what this says. */
export function isTrustedFile(path: string, { files, profile }: CompiledPolicy, context: Context): boolean {
  if (path.endsWith(" (deleted)") || !path.startsWith("/")) return false;
  const { access } = standingOf(files, insideName(profile.sandbox.root, parseAbsolutePath(path)), context);
  return access === "readable" || access === "read-only";
}

/** Links in the middle of a path that goes up again lead elsewhere than its text says: then only the file counts. */
const goesUp = /(?:^|\/)\.\.(?:\/|$)/u;

function invokedPath(path: string, real: AbsolutePath | undefined, { cwd }: Context): AbsolutePath {
  return (path === "" || goesUp.test(path) ? real : undefined) ?? parseAbsolutePath(path, cwd);
}

/** A name without a folder is a file of the working folder: nothing searches `PATH` at this point. */
function spelledPath(path: string, real: AbsolutePath | undefined): string {
  if (path === "" || goesUp.test(path)) return real ?? path;
  return path.includes("/") ? path : `./${path}`;
}

/** The same file in another folder of the system's: `/usr/lib/jvm/default/bin/javac`. */
function nameThere(invoked: AbsolutePath, policy: CompiledPolicy, context: Context): string | undefined {
  const name = baseName(invoked);
  return isTrustedFile(invoked.slice(0, -name.length - 1) || "/", policy, context) ? name : undefined;
}

function knownName(invoked: AbsolutePath, policy: CompiledPolicy, context: Context): string | undefined {
  return trustedName(invoked, {
    context,
    moves: [],
    isWritable: (folder) => standingOf(policy.files, parseAbsolutePath(folder), context).access === "writable",
  });
}

interface Faces {
  readonly faces: readonly Face[];
  /** What a multi-call program does, when it is not called by its file's own name. */
  readonly applet: string | undefined;
}

function facesOf({ path, argv, file }: Asked, { copyOf }: FileIdentity): Faces {
  const invoked = baseName(path);
  const called = baseName(argv[0] ?? "").replace(/^-+/u, "") || invoked;
  const real = baseName((file?.path ?? "").replace(/ \(deleted\)$/u, ""));
  const rest = argv.slice(1);
  const names = new Set([called, invoked, ...(multiCall.has(real) || isBox(real) ? [] : [real])]);
  const faces = [...names].filter((name) => name !== "").map((name) => ({ name, words: [name, ...rest] }));
  if (!isBox(real) && !copyOf.some(isBox)) return { faces, applet: undefined };
  const applet = appletOf(called, rest);
  return { faces: [applet, ...faces], applet: called === invoked ? undefined : applet.name };
}

function appletOf(called: string, rest: readonly string[]): Face {
  if (!isBox(called)) return { name: called, words: [called, ...rest] };
  const named = rest.map((word) => boxedProgram.exec(word)?.groups?.["name"]).find((name) => name !== undefined);
  const name = baseName(named ?? rest[0] ?? called);
  return { name, words: [name, ...rest.slice(1)] };
}
