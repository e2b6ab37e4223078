import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { commonFlags, parseOptions } from "../../src/doors/options.ts";

const launcher = new URL("../../scripts/sallyport", import.meta.url).pathname;
const showNode = `#!/bin/sh
case $1 in --*) shift ;; esac
printf '%s|' "$SALLYPORT_ARGV0" "\${NODE_OPTIONS-unset}" "\${1##*/}" "$SALLYPORT_IGNORED"
shift
printf '[%s]' "$@"
`;

/** A package laid out as npm does it, whose Node only shows what it was given. */
function install(): string {
  const base = mkdtempSync(join(tmpdir(), "sallyport-launcher-"));
  onTestFinished(() => rmSync(base, { recursive: true }));
  const root = join(base, "lib/node_modules/sallyport");
  for (const folder of ["scripts", "dist", "node_modules/node/bin"]) mkdirSync(join(root, folder), { recursive: true });
  copyFileSync(launcher, join(root, "scripts/sallyport"));
  chmodSync(join(root, "scripts/sallyport"), 0o755);
  writeFileSync(join(root, "dist/main.js"), "");
  writeFileSync(join(root, "node_modules/node/bin/node"), showNode, { mode: 0o755 });
  return base;
}

function start(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", env });
  return { status, stdout };
}

describe("the launcher", () => {
  test("passes every argument as it is, and the name it was called by", () => {
    const program = join(install(), "lib/node_modules/sallyport/scripts/sallyport");
    const args = ["-c", "a  b", "", "*", "$HOME", "line\nfeed", "--", "-"];
    expect(start(program, args).stdout).toBe(`sallyport|unset|main.js||${args.map((word) => `[${word}]`).join("")}`);
  });

  test.for([
    { name: "npm's local link", link: "lib/node_modules/.bin/sallyport-bash", to: "../sallyport/scripts/sallyport" },
    { name: "npm's global link", link: "bin/sallyport-bash", to: "../lib/node_modules/sallyport/scripts/sallyport" },
    { name: "any other link", link: "elsewhere/bash", to: "../lib/node_modules/sallyport/scripts/sallyport" },
  ])("finds its package through $name", ({ link, to }) => {
    const base = install();
    const path = join(base, link);
    mkdirSync(join(path, ".."), { recursive: true });
    symlinkSync(to, path);
    expect(start(path, ["x"]).stdout).toBe(`${link.split("/").at(-1)}|unset|main.js||[x]`);
    expect(
      start("sh", ["-c", `cd ${join(path, "..")} && PATH=.:$PATH && exec ${link.split("/").at(-1)} x`]).status,
    ).toBe(0);
  });

  test.for([
    { name: "none", before: "", told: "" },
    { name: "what nohup does", before: "trap '' HUP;", told: " SIGHUP" },
    { name: "what a script does in the background", before: "trap '' INT QUIT;", told: " SIGINT SIGQUIT" },
    { name: "one that is caught is none", before: "trap : HUP;", told: "" },
    { name: "one that is blocked is none", before: "env --block-signal=HUP,INT,QUIT", told: "" },
  ])("tells which signals its caller ignores: $name", ({ before, told }) => {
    const program = join(install(), "lib/node_modules/sallyport/scripts/sallyport");
    const { stdout } = start("sh", ["-c", `${before} "$0"; :`, program], {
      ...process.env,
      SALLYPORT_IGNORED: "SIGTERM",
    });
    expect(stdout).toContain(`|main.js|${told}|`);
  });

  test("what would load code into Node is dropped", () => {
    const program = join(install(), "lib/node_modules/sallyport/scripts/sallyport");
    expect(start(program, [], { ...process.env, NODE_OPTIONS: "--import=/x" }).stdout).toContain("|unset|");
  });

  test("uses the Node that npm put beside the package", () => {
    const base = install();
    const modules = join(base, "lib/node_modules");
    rmSync(join(modules, "sallyport/node_modules"), { recursive: true });
    mkdirSync(join(modules, "node/bin"), { recursive: true });
    writeFileSync(join(modules, "node/bin/node"), showNode, { mode: 0o755 });
    expect(start(join(modules, "sallyport/scripts/sallyport"), ["x"]).stdout).toContain("[x]");
  });

  test.for(["dist", "node_modules"])("without its %s it says so with status 125", (folder) => {
    const base = install();
    rmSync(join(base, "lib/node_modules/sallyport", folder), { recursive: true });
    const tools = join(base, "tools");
    mkdirSync(tools);
    const program = join(base, "lib/node_modules/sallyport/scripts/sallyport");
    expect(start("/bin/sh", [program, "x"], { PATH: tools })).toEqual({ status: 125, stdout: "" });
  });
});

describe("as a hook", () => {
  const asHook = (node: string | undefined): { readonly status: number | null; readonly stderr: string } => {
    const root = join(install(), "lib/node_modules/sallyport");
    const path = join(root, "node_modules/node/bin/node");
    if (node === undefined) rmSync(join(root, "dist/main.js"));
    else writeFileSync(path, `#!/bin/sh\n${node}\n`);
    const { status, stderr } = spawnSync(join(root, "scripts/sallyport"), ["hook"], { encoding: "utf8" });
    return { status, stderr };
  };

  test.for([
    { name: "a crash", node: "exit 1" },
    { name: "a failure of ours", node: "exit 125" },
    { name: "a Node that can't start", node: "exit 127" },
    { name: "a promise that never settles", node: "exit 13" },
    { name: "a signal", node: "kill -KILL $$" },
    { name: "a signal to the whole group", node: "kill -TERM $PPID" },
    { name: "a loop without an end", node: "ulimit -St 1; while :; do :; done" },
    { name: "a package that is not built", node: undefined },
  ])("$name ends with status 2 and says so", ({ node }) => {
    const { status, stderr } = asHook(node);
    expect(status).toBe(2);
    expect(stderr).toContain("sallyport: ");
  });

  // Of every kind of option that all doors take: in two words, in one, without a value.
  test.for([
    [2, ["--profile", "workspace", "--quiet", "hook"]],
    [2, ["--wait=60", "--json", "--role", "hook", "hook", "--client", "codex"]],
    [7, ["run", "--", "hook"]],
    [7, ["--profile", "hook"]],
    [7, ["--quiet", "-c", "hook"]],
    [7, ["--", "hook"]],
    // Options of bash's: it is the script that is started, or an argument of one.
    [7, ["--rcfile", "file", "hook"]],
    [7, ["--norc", "script", "hook"]],
    [7, ["--init-file=file", "hook"]],
    [7, ["--profile workspace", "--quiet", "hook"]],
    [7, []],
  ] as const)("ends with %i when killed, called with %j", ([wanted, argv]) => {
    const root = join(install(), "lib/node_modules/sallyport");
    writeFileSync(join(root, "node_modules/node/bin/node"), "#!/bin/sh\nexit 7\n");
    expect(spawnSync(join(root, "scripts/sallyport"), argv).status).toBe(wanted);
  });

  test("knows the options that all doors take, and which of them stand alone", () => {
    const known = /^sallyport_options=' (?<names>.*) '$/mu.exec(readFileSync(launcher, "utf8"))?.groups?.["names"];
    expect(known?.split(" ")).toEqual(commonFlags);
    for (const flag of commonFlags) {
      const takes = (words: readonly string[]): boolean => {
        const parsed = parseOptions([flag, ...words], new Map());
        return parsed.ok && parsed.rest.join(" ") === "hook";
      };
      expect([flag, takes(["hook"])]).toEqual([flag, ["--json", "--quiet"].includes(flag)]);
    }
  });

  test("a program that can't be executed ends with status 2", () => {
    const root = join(install(), "lib/node_modules/sallyport");
    writeFileSync(join(root, "node_modules/node/bin/node"), "\u007fELF nonsense");
    expect(spawnSync(join(root, "scripts/sallyport"), ["hook"]).status).toBe(2);
  });

  test("an answer ends with its own status", () => {
    expect(asHook("exit 0")).toEqual({ status: 0, stderr: "" });
    expect(asHook("echo why >&2; exit 2")).toEqual({ status: 2, stderr: "why\n" });
  });

  test("a script of that name is none", () => {
    const base = install();
    const path = join(base, "sallyport-bash");
    symlinkSync("lib/node_modules/sallyport/scripts/sallyport", path);
    writeFileSync(join(base, "lib/node_modules/sallyport/node_modules/node/bin/node"), "#!/bin/sh\nexit 7\n");
    expect(start(path, ["hook"]).status).toBe(7);
  });
});
