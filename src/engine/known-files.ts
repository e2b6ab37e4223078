import { readdirSync, realpathSync, statSync } from "node:fs";
import type { ExecFile, ExecQuestion } from "../base/index.ts";
import { type CompiledPolicy, type FileIdentity, isBox } from "../policy/index.ts";
import { createFileDigests, type FileDigests } from "./file-digests.ts";

/** Tells what a file is whatever it is called. */
export interface KnownFiles {
  /** `trusted`: nobody but the administrator made the file, so that its name says what it is. */
  readonly identify: (question: ExecQuestion, trust: "trusted" | "untrusted") => FileIdentity;
  /** Of all that it holds; nothing when it can't be read, or not within the moment that everybody waits for it. */
  readonly digest: (question: ExecQuestion) => string | undefined;
}

/** A file of the system that may not go unnoticed under another name. */
interface Marked {
  readonly path: string;
  readonly device: string;
  readonly inode: string;
  readonly size: number;
  readonly names: string[];
  readonly loader: boolean;
}

const systemFolders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
const loaderFolders = ["/lib", "/lib64", "/lib32", "/libx32", "/usr/lib", "/usr/lib64"];
const loaderNames =
  "ld-linux-x86-64.so.2 ld-linux-aarch64.so.1 ld-linux.so.2 ld-linux-x32.so.2 ld-linux-armhf.so.3 ld-linux-riscv64-lp64d.so.1 " +
  "ld-musl-x86_64.so.1 ld-musl-aarch64.so.1 ld-musl-i386.so.1 ld64.so.1 ld64.so.2 ld.so.1";
const loaderName = /^ld(?:-(?:linux|musl|uClibc|elf|\d)[^/]*|32|64)?\.so(?:\.\d+)*$/u;
const boxNames = ["busybox", "toybox", "coreutils"];

const nobody: FileIdentity = { loader: false, copyOf: [], toldByWords: false };
const loader: FileIdentity = { ...nobody, loader: true };

/** Files are looked up once a run, contents are only compared where sizes are equal. */
export function createKnownFiles(policy: CompiledPolicy, searchPath: string): KnownFiles {
  let loaders: readonly Marked[] | undefined;
  let marked: ReadonlyMap<number, readonly Marked[]> | undefined;
  const digests = createFileDigests();

  return {
    identify(question, trust) {
      const { path, file } = question;
      loaders ??= findLoaders();
      const known = file !== undefined && loaders.some((one) => isSameFile(one, file));
      if (known) return onlyTells(question) ? { ...nobody, toldByWords: true } : loader;
      if (loaderName.test(lastName(path)) || (file !== undefined && loaderName.test(lastName(file.path))))
        return loader;
      if (file === undefined) return nobody;
      if (trust === "trusted") return nobody;
      marked ??= Map.groupBy([...loaders, ...findMarked(policy, searchPath)], ({ size }) => size);
      const same = (marked.get(file.size) ?? []).filter(
        (one) => isSameFile(one, file) || isCopy(one, question, digests),
      );
      if (same.length === 0) return nobody;
      return { ...nobody, loader: same.some((one) => one.loader), copyOf: same.flatMap(({ names }) => names) };
    },
    digest: (question) => ((question.file?.size ?? 0) > mostBytes ? undefined : digests.ofAsked(question)),
  };
}

/** What is compared with a program of the system is as large as that; here the agent chooses. */
const mostBytes = 64 << 20;

/** What `ldd` asks of the GNU loader: it says what it would load, and runs nothing. Of a file that is known to be a loader. */
function onlyTells({ file, argv, env }: ExecQuestion): boolean {
  if (file === undefined || !/^ld-linux[^/]*$/u.test(lastName(file.path))) return false;
  return /^--ver(?:ify|sion)$/u.test(argv[1] ?? "") || (env.get("LD_TRACE_LOADED_OBJECTS") ?? "") !== "";
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/ \(deleted\)$/u, "");
}

function isSameFile(one: Marked, { device, inode }: ExecFile): boolean {
  return one.device === device && one.inode === inode;
}

function findLoaders(): readonly Marked[] {
  return loaderFolders.flatMap((folder) =>
    loaderNames.split(" ").flatMap((name) => mark(`${folder}/${name}`, [], "loader") ?? []),
  );
}

/** What deny rules' names lead to. A name of a multi-call program is that program, which is known by itself. */
function findMarked({ deny }: CompiledPolicy, searchPath: string): readonly Marked[] {
  const folders = new Set([...searchPath.split(":").filter((folder) => folder.startsWith("/")), ...systemFolders]);
  const certain = [...deny.commands.byName.keys(), ...boxNames].filter((name) => name !== "" && !name.includes("\0"));
  const starts = startsOf(deny.commands.anyName);
  const byFile = new Map<string, Marked>();
  for (const folder of folders) {
    for (const name of new Set([...certain, ...namesIn(folder, starts)])) {
      const found = mark(`${folder}/${name}`, [name], "program");
      if (found === undefined || (isBox(lastName(found.path)) && !isBox(name))) continue;
      const known = byFile.get(`${found.device} ${found.inode}`);
      if (known === undefined) byFile.set(`${found.device} ${found.inode}`, found);
      else if (!known.names.includes(name)) known.names.push(name);
    }
  }
  return [...byFile.values()];
}

type StarredRules = CompiledPolicy["deny"]["commands"]["anyName"];

/** How the names may start of which a rule with a star in its program's name speaks: the star may stand for words as well. */
function startsOf(rules: StarredRules): readonly string[] {
  return rules.map(({ command }) => lastName(command.words[0] ?? "").split("*", 1)[0] ?? "");
}

/** As many of a folder's files as anybody installs. */
const mostNames = 20_000;

function namesIn(folder: string, starts: readonly string[]): readonly string[] {
  if (starts.length === 0) return [];
  try {
    const names = readdirSync(folder).filter((name) => starts.some((start) => name.startsWith(start)));
    return names.slice(0, mostNames);
  } catch {
    return []; // a folder that is not there, or that this user can't list
  }
}

function mark(spelled: string, names: string[], kind: "loader" | "program"): Marked | undefined {
  try {
    const status = statSync(spelled, { throwIfNoEntry: false });
    if (status?.isFile() !== true) return undefined;
    const path = realpathSync.native(spelled);
    const { dev, ino, size } = status;
    return { path, device: String(dev), inode: String(ino), size, names, loader: kind === "loader" };
  } catch {
    return undefined; // a folder that this user can't enter
  }
}

/** What can't be compared counts as a copy: whoever hides a file's content has a reason. */
function isCopy(one: Marked, question: ExecQuestion, digests: FileDigests): boolean {
  const asked = digests.ofAsked(question);
  const system = asked === undefined ? undefined : digests.ofSystem(one.path);
  return system === undefined || asked === system;
}
