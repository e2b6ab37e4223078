import { type Context, matchesPathGlob, parsePathGlob } from "../base/index.ts";
import { baseName } from "./base-name.ts";
import { pathParts } from "./glob-index.ts";
import type { RealExec } from "./real-exec.ts";

/** Programs of one package, and the folders in which it keeps what only they start. */
interface Family {
  readonly names: string;
  /** `*` stands for a version or a machine. */
  readonly folders: string;
}

const families: readonly Family[] = [
  {
    names: "gcc g++ cc c++ cpp c89 c99 gfortran gccgo gdc gnat ld ld.bfd ld.gold",
    folders:
      "/usr/lib/gcc /usr/libexec/gcc /usr/lib64/gcc /usr/lib/gcc-cross /usr/local/lib/gcc /usr/local/libexec/gcc",
  },
  {
    names: "git",
    folders: "/usr/lib/git-core /usr/libexec/git-core /usr/local/lib/git-core /usr/local/libexec/git-core",
  },
  { names: "go", folders: "/usr/lib/go*/pkg/tool /usr/share/go*/pkg/tool /usr/local/go/pkg/tool" },
  { names: "rustc cargo rustdoc", folders: "/usr/lib/rustlib /usr/local/lib/rustlib ~/.rustup/toolchains/*/lib" },
  { names: "java javac javadoc jshell", folders: "/usr/lib/jvm/*/lib /usr/lib/jvm/*/jre/lib" },
  {
    names: "ssh scp sftp ssh-keygen ssh-add",
    folders: "/usr/lib/openssh /usr/libexec/openssh /usr/lib/ssh /usr/libexec/ssh",
  },
  { names: "gpg gpg2 gpgsm gpg-agent gpgconf", folders: "/usr/lib/gnupg /usr/libexec/gnupg /usr/lib/gnupg2" },
  { names: "man mandb whatis apropos", folders: "/usr/lib/man-db /usr/libexec/man-db" },
  { names: "valgrind", folders: "/usr/lib/valgrind /usr/libexec/valgrind" },
  { names: "R Rscript", folders: "/usr/lib/R/bin /usr/lib64/R/bin" },
  { names: "erl erlc escript", folders: "/usr/lib/erlang/*/bin /usr/lib64/erlang/*/bin" },
  { names: "ghc ghci runghc", folders: "/usr/lib/ghc*" },
  { names: "psql pg_dump pg_restore createdb dropdb", folders: "/usr/lib/postgresql/*/bin" },
];

/** Of which family an allowed program is. */
export type FamilyName = string;

const byName: ReadonlyMap<string, Family> = new Map(
  families.flatMap((family) => family.names.split(" ").map((name) => [name, family] as const)),
);

/** The family of a program that is called by a name nobody else can have taken: `x86_64-linux-gnu-gcc-12` is of gcc's. */
export function familyOf({ words, trusted }: Pick<RealExec, "words" | "trusted">): FamilyName | undefined {
  const [name = ""] = words;
  if (!trusted || name.includes("/")) return undefined;
  const plain = name.replace(/-\d[\d.]*$/u, "");
  const family = byName.get(plain) ?? byName.get(plain.replace(/^(?:\w+-)+(?=\w+\+*$)/u, ""));
  return family?.names.split(" ", 1)[0];
}

/**
 * What a file is to a program that starts it: a part of it that nobody else calls, or one of its family by its own name
 * (`/usr/lib/git-core/git`). What `PATH` finds is no part: people call it.
 */
export function kinshipOf(
  { paths, trusted, isOnPath }: Pick<RealExec, "paths" | "trusted" | "isOnPath">,
  family: FamilyName,
  { home }: Pick<Context, "home">,
): "part" | "itself" | undefined {
  const { names, folders } = byName.get(family) ?? { names: "", folders: "" };
  const path = paths.at(-1) ?? "";
  const parts = pathParts(path);
  if (!trusted) return undefined;
  const isBelow = folders
    .split(" ")
    .filter((folder) => folder !== "")
    .some((folder) => matchesPathGlob(parsePathGlob(folder.replace(/^~/u, home), "inside"), parts));
  if (!isBelow) return undefined;
  const name = baseName(path);
  if (names.split(" ").includes(name)) return "itself";
  return isOnPath ? undefined : "part";
}
