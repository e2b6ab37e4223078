import { hereDocument, literal, quote, type Starter } from "./technique.ts";
import type { Dice } from "./dice.ts";

const python = "/usr/bin/python3";
const execveat = process.arch === "x64" ? 322 : 281;
const execve = process.arch === "x64" ? 59 : 221;

/** A program in a file of its own, and what runs that. */
const file =
  (text: (path: string) => string, run: (file: string) => string, ending = "") =>
  (path: string, dice: Dice): string => {
    const name = `${dice.name()}${ending}`;
    return `cat > ${name} ${hereDocument(text(path), dice)}${run(`./${name}`)}`;
  };

const pythons: readonly (readonly [string, (path: string) => string])[] = [
  ["execv", (path) => `import os; os.execv(${path}, ["ls"])`],
  [
    "execve with an empty environment",
    (path) => `import os; os.execve(${path}, ["x"], {"LINE": os.environ.get("LINE", "")})`,
  ],
  ["execve of a descriptor", (path) => `import os; os.execve(os.open(${path}, os.O_RDONLY), ["x"], dict(os.environ))`],
  [
    "execve of an O_PATH descriptor",
    (path) => `import os; os.execve(os.open(${path}, os.O_PATH), ["x"], dict(os.environ))`,
  ],
  ["system", (path) => `import os; os.system(${path})`],
  ["popen", (path) => `import os; os.popen(${path}).read()`],
  ["spawn", (path) => `import os; os.spawnl(os.P_WAIT, ${path}, "x")`],
  ["posix_spawn", (path) => `import os; os.waitpid(os.posix_spawn(${path}, ["x"], os.environ), 0)`],
  ["subprocess", (path) => `import subprocess; subprocess.run(["ls"], executable=${path})`],
  ["subprocess with a shell", (path) => `import subprocess; subprocess.run(${path}, shell=True)`],
  [
    "subprocess of a shell of its own",
    (path) => `import subprocess; subprocess.run("x", shell=True, executable=${path})`,
  ],
  ["pty", (path) => `import pty; pty.spawn([${path}])`],
  [
    "double fork",
    (path) =>
      `import os\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n    os.execv(${path}, ["x"])\n  os._exit(0)`,
  ],
  [
    "thread",
    (path) => `import os,threading; t = threading.Thread(target=lambda: os.execv(${path}, ["x"])); t.start(); t.join()`,
  ],
  ["ctypes system", (path) => `import ctypes; ctypes.CDLL(None).system(${path}.encode())`],
  ["ctypes execl", (path) => `import ctypes; ctypes.CDLL(None).execl(${path}.encode(), b"x", None)`],
  [
    "ctypes execve without words",
    (path) =>
      `import ctypes,os; e = (ctypes.c_char_p * 2)(("LINE=" + os.environ.get("LINE", "")).encode(), None); a = (ctypes.c_char_p * 2)(b"", None); ctypes.CDLL(None).execve(${path}.encode(), a, e)`,
  ],
  [
    "raw execve",
    (path) =>
      `import ctypes,os; e = (ctypes.c_char_p * 2)(("LINE=" + os.environ.get("LINE", "")).encode(), None); a = (ctypes.c_char_p * 2)(b"ls", None); ctypes.CDLL(None).syscall(${execve}, ${path}.encode(), a, e)`,
  ],
  [
    "raw execveat",
    (path) =>
      `import ctypes,os; e = (ctypes.c_char_p * 2)(("LINE=" + os.environ.get("LINE", "")).encode(), None); a = (ctypes.c_char_p * 2)(b"ls", None); ctypes.CDLL(None).syscall(${execveat}, -100, ${path}.encode(), a, e, 0)`,
  ],
  [
    "execveat from a folder",
    (path) =>
      `import ctypes,os; p = os.path.realpath(${path}); e = (ctypes.c_char_p * 2)(("LINE=" + os.environ.get("LINE", "")).encode(), None); a = (ctypes.c_char_p * 2)(b"ls", None); ctypes.CDLL(None).syscall(${execveat}, os.open(os.path.dirname(p), os.O_RDONLY), os.path.basename(p).encode(), a, e, 0)`,
  ],
  [
    "execveat of a descriptor alone",
    (path) =>
      `import ctypes,os; e = (ctypes.c_char_p * 2)(("LINE=" + os.environ.get("LINE", "")).encode(), None); a = (ctypes.c_char_p * 2)(b"ls", None); ctypes.CDLL(None).syscall(${execveat}, os.open(${path}, os.O_RDONLY | os.O_CLOEXEC), b"", a, e, 0x1000)`,
  ],
  [
    "memory file",
    (path) =>
      `import os; f = os.memfd_create("x"); os.write(f, open(${path}, "rb").read()); os.execve(f, ["x"], dict(os.environ))`,
  ],
  [
    "memory file by its link",
    (path) =>
      `import os; f = os.memfd_create("ls", 0); os.write(f, open(${path}, "rb").read()); os.execv("/proc/self/fd/%d" % f, ["ls"])`,
  ],
  [
    "memory file by another process",
    (path) =>
      `import os,subprocess; f = os.memfd_create("x"); os.write(f, open(${path}, "rb").read()); subprocess.run(["/proc/%d/fd/%d" % (os.getpid(), f)])`,
  ],
  [
    "file without a name",
    (path) =>
      `import os; n = "q%d" % os.getpid(); f = os.open(n, os.O_RDWR | os.O_CREAT, 0o755); os.write(f, open(${path}, "rb").read()); os.close(f); f = os.open(n, os.O_RDONLY); os.unlink(n); os.execve(f, ["x"], dict(os.environ))`,
  ],
  [
    "changed folder",
    (path) =>
      `import os; p = os.path.realpath(${path}); os.chdir(os.path.dirname(p)); os.execv("./" + os.path.basename(p), ["x"])`,
  ],
  ["closed standard streams", (path) => `import os; [os.close(n) for n in range(3)]; os.execv(${path}, ["x"])`],
  [
    "timeit",
    (path) => `import timeit; timeit.timeit(stmt="os.system(p)", setup="import os; p = " + repr(${path}), number=1)`,
  ],
  [
    "asyncio",
    (path) =>
      `import asyncio\nasync def f():\n  p = await asyncio.create_subprocess_exec(${path})\n  await p.wait()\nasyncio.run(f())`,
  ],
  [
    "process pool",
    (path) =>
      `import os,multiprocessing as m\nif __name__ == "__main__":\n  c = m.get_context("fork").Process(target=os.execv, args=(${path}, ["x"])); c.start(); c.join()`,
  ],
];

const perls: readonly (readonly [string, (path: string) => string])[] = [
  ["exec", (path) => `exec ${path}`],
  ["exec under another name", (path) => `exec { ${path} } "ls", "-l"`],
  ["system", (path) => `system ${path}`],
  ["back-quotes", (path) => `my $p = ${path}; print \`$p\``],
  ["reading pipe", (path) => `open my $f, "-|", ${path}; print <$f>`],
  ["writing pipe", (path) => `open my $f, "|-", ${path}; print $f "x"; close $f`],
  ["two-argument open", (path) => `open F, ${path} . " |"; print <F>`],
  ["double fork", (path) => `use POSIX; unless (fork) { setsid; unless (fork) { exec ${path} } }`],
  [
    "raw execve",
    (path) =>
      `my $p = ${path}; my $e = "LINE=$ENV{LINE}\\0"; my $a = pack("p p", "x", undef); my $v = pack("p p", $e, undef); syscall ${execve}, $p, $a, $v`,
  ],
];

const nodes: readonly (readonly [string, (path: string) => string])[] = [
  ["spawn", (path) => `spawnSync(${path})`],
  ["spawn under another name", (path) => `spawnSync(${path}, [], { argv0: "ls" })`],
  ["exec", (path) => `execSync(${path})`],
  ["own shell", (path) => `spawnSync("x", { shell: ${path} })`],
  ["fork", (path) => `fork("x", { execPath: ${path} })`],
  ["detached", (path) => `spawn(${path}, { detached: true, stdio: "ignore" }).unref()`],
];

/** C programs; the path is a string literal. */
const programs: readonly (readonly [string, (path: string) => string])[] = [
  ["execl", (path) => `#include <unistd.h>\nint main(void) { execl(${path}, "x", (char *)0); return 1; }`],
  [
    "posix_spawn",
    (path) =>
      `#include <spawn.h>\n#include <sys/wait.h>\nextern char **environ;\nint main(void) { char *a[] = {"x", 0}; pid_t p; posix_spawn(&p, ${path}, 0, 0, a, environ); wait(0); }`,
  ],
  [
    "vfork",
    (path) =>
      `#include <unistd.h>\n#include <sys/wait.h>\nint main(void) { if (vfork() == 0) { execl(${path}, "x", (char *)0); _exit(1); } wait(0); }`,
  ],
  [
    "fexecve",
    (path) =>
      `#define _GNU_SOURCE\n#include <fcntl.h>\n#include <unistd.h>\nextern char **environ;\nint main(void) { char *a[] = {"x", 0}; fexecve(open(${path}, O_PATH | O_CLOEXEC), a, environ); }`,
  ],
  [
    "no words at all",
    (path) =>
      `#include <unistd.h>\nextern char **environ;\nint main(void) { char *a[] = {0}; execve(${path}, a, environ); }`,
  ],
  ["no words and no environment", (path) => `#include <unistd.h>\nint main(void) { execve(${path}, 0, 0); }`],
];

const library = (path: string): string =>
  `#include <unistd.h>\n#include <stdlib.h>\n__attribute__((constructor)) static void begin(void) { unsetenv("LD_PRELOAD"); unsetenv("LD_AUDIT"); execl(${path}, "x", (char *)0); }\nunsigned la_version(unsigned v) { return v; }\nvoid C_GetFunctionList(void) {}`;
const shared = (file_: string): string => `gcc -shared -fPIC -o ${file_}.so ${file_}`;

const simple: readonly Starter[] = [
  {
    name: "hashed name",
    dialect: "bash",
    make: (path, dice) => {
      const name = dice.name();
      return `hash -p ${quote(path)} ${name}; ${name} a1`;
    },
  },
  { name: "awk system", make: (path) => `awk ${quote(`BEGIN { system(${literal(path)}) }`)}` },
  { name: "awk pipe from", make: (path) => `awk ${quote(`BEGIN { ${literal(path)} | getline x }`)}` },
  { name: "awk pipe to", make: (path) => `awk ${quote(`BEGIN { print 1 | ${literal(path)} }`)}` },
  {
    name: "awk program file",
    make: file(
      (path) => `BEGIN { system(${literal(path)}) }`,
      (name) => `awk -f ${name}`,
    ),
  },
  { name: "sed e", make: (path) => `echo x | sed ${quote(`1e ${path}`)}` },
  { name: "sed s///e", make: (path) => `echo x | sed ${quote(`s#x#${path}#e`)}` },
  {
    name: "sed program file",
    make: file(
      (path) => `1e ${path}`,
      (name) => `echo x | sed -f ${name}`,
    ),
  },
  { name: "xargs env", make: (path) => `echo ${quote(path)} | xargs env` },
  { name: "xargs sh -c", make: (path) => `printf ${quote(`%s\\0`)} ${quote(path)} | xargs -0 -n 1 sh -c` },
  { name: "env -S", make: (path) => `env -S ${quote(`A=1 ${path} x`)}` },
  { name: "find by name", make: (path) => `find ${quote(path)} -exec {} x \\;` },
  { name: "find -ok", make: (path) => `yes | find . -maxdepth 0 -ok ${quote(path)} \\;` },
  {
    name: "tar --to-command",
    make: (path, dice) => {
      const f = dice.name();
      return `echo > ${f}; tar -cf ${f}.tar ${f}; tar -xf ${f}.tar --to-command=${quote(path)}`;
    },
  },
  {
    name: "tar checkpoint",
    make: (path, dice) =>
      `tar -cf /dev/null --checkpoint=1 --checkpoint-action=exec=${quote(path)} /etc/${dice.pick(["hostname", "passwd"])}`,
  },
  { name: "tar -I", make: (path) => `tar -cf /dev/null -I ${quote(path)} /etc/hostname` },
  {
    name: "tar --use-compress-program of an archive",
    make: (path, dice) => {
      const f = dice.name();
      return `tar -czf ${f} /etc/hostname; tar -tf ${f} --use-compress-program=${quote(path)}`;
    },
  },
  {
    name: "tar -F",
    make: (path, dice) => {
      const f = dice.name();
      return `head -c 40000 /dev/zero > ${f}; tar -cML 20 -F ${quote(path)} -f ${f}.tar ${f}`;
    },
  },
  {
    name: "sort --compress-program",
    cost: 15,
    make: (path) => `seq 30000 | sort -S 16k --compress-program=${quote(path)}`,
  },
  { name: "split --filter", make: (path) => `echo x | split --filter=${quote(path)}` },
  {
    name: "make recipe",
    needs: "/usr/bin/make",
    cost: 8,
    make: file(
      (path) => `all:\n\t@${path}`,
      (name) => `make -f ${name}`,
    ),
  },
  {
    name: "make SHELL",
    needs: "/usr/bin/make",
    cost: 8,
    make: file(
      (path) => `SHELL=${path}\nall:\n\t@x "y"`,
      (name) => `make -f ${name}`,
    ),
  },
  {
    name: "make $(shell)",
    needs: "/usr/bin/make",
    cost: 8,
    make: file(
      (path) => `x := $(shell ${path})\nall:\n\t@:`,
      (name) => `make -f ${name}`,
    ),
  },
  { name: "make --eval", needs: "/usr/bin/make", cost: 8, make: (path) => `make --eval=${quote(`all:;@${path}`)}` },
  {
    name: "make MAKEFLAGS",
    needs: "/usr/bin/make",
    cost: 8,
    make: (path) => `MAKEFLAGS=${quote(`--eval=all:;@${path}`)} make`,
  },
  {
    name: "cmake execute_process",
    needs: "/usr/bin/cmake",
    cost: 30,
    make: file(
      (path) => `execute_process(COMMAND ${literal(path)})`,
      (name) => `cmake -P ${name}`,
    ),
  },
  { name: "cmake -E env", needs: "/usr/bin/cmake", cost: 20, make: (path) => `cmake -E env ${quote(path)}` },
  { name: "ed", needs: "/usr/bin/ed", make: (path) => `echo ${quote(`!${path}`)} | ed -s` },
  {
    name: "vim",
    needs: "/usr/bin/vim",
    cost: 60,
    make: (path) => `vim -u NONE -i NONE -n -es -c ${quote(`silent !${path}`)} -c qa!`,
  },
  {
    name: "ex",
    needs: "/usr/bin/ex",
    cost: 60,
    make: (path) => `printf '%s\\nqa!\\n' ${quote(`!${path}`)} | ex -u NONE -i NONE -n -s`,
  },
  {
    name: "vim system()",
    needs: "/usr/bin/vim",
    cost: 60,
    make: (path) => `vim -u NONE -i NONE -n -es -c ${quote(`call system(${literal(path)})`)} -c qa!`,
  },
  {
    name: "vim job",
    needs: "/usr/bin/vim",
    cost: 60,
    make: (path) =>
      `vim -u NONE -i NONE -n -es -c ${quote(`call job_start([${literal(path)}])`)} -c 'sleep 100m' -c qa!`,
  },
  {
    name: "vim shell",
    needs: "/usr/bin/vim",
    cost: 60,
    make: (path) => `vim -u NONE -i NONE -n -es -c ${quote(`set shell=${path}`)} -c 'call system("x")' -c qa!`,
  },
  {
    name: "tclsh",
    needs: "/usr/bin/tclsh",
    cost: 15,
    make: file(
      (path) => `catch { exec {${path}} }`,
      (name) => `tclsh ${name}`,
    ),
  },
  {
    name: "tclsh pipe",
    needs: "/usr/bin/tclsh",
    cost: 15,
    make: file(
      (path) => `set f [open "|{${path}}"]; read $f`,
      (name) => `tclsh ${name}`,
    ),
  },
  {
    name: "sqlite3 .shell",
    needs: "/usr/bin/sqlite3",
    cost: 8,
    make: (path) => `sqlite3 :memory: ${quote(`.shell ${path}`)}`,
  },
  {
    name: "sqlite3 .import",
    needs: "/usr/bin/sqlite3",
    cost: 8,
    make: (path) => `sqlite3 :memory: ${quote(`.import "|${path}" t`)}`,
  },
  {
    name: "gdb shell",
    needs: "/usr/bin/gdb",
    cost: 150,
    make: (path) => `gdb -nx -q -batch -ex ${quote(`shell ${path}`)}`,
  },
  { name: "script", needs: "/usr/bin/script", cost: 8, make: (path) => `script -qc ${quote(path)} /dev/null` },
  {
    name: "watch",
    needs: "/usr/bin/watch",
    cost: 30,
    make: (path) => `TERM=xterm timeout -s KILL 0.3 watch -n 5 ${quote(path)}`,
  },
  { name: "flock -c", needs: "/usr/bin/flock", make: (path) => `flock lock -c ${quote(path)}` },
  { name: "socat EXEC", needs: "/usr/bin/socat", cost: 8, make: (path) => `socat -u EXEC:${quote(path)} STDOUT` },
  { name: "socat SYSTEM", needs: "/usr/bin/socat", cost: 8, make: (path) => `socat -u SYSTEM:${quote(path)} STDOUT` },
  {
    name: "run-parts",
    needs: "/usr/bin/run-parts",
    make: (path, dice) => {
      const d = dice.name();
      return `mkdir ${d}; ln -s "$(realpath ${quote(path)})" ${d}/part; run-parts ${d}`;
    },
  },
  {
    name: "start-stop-daemon",
    needs: "/usr/sbin/start-stop-daemon",
    make: (path) => `/usr/sbin/start-stop-daemon --start --pidfile "$PWD/pid" --startas "$(realpath ${quote(path)})"`,
  },
  {
    name: "start-stop-daemon in the background",
    needs: "/usr/sbin/start-stop-daemon",
    make: (path) =>
      `/usr/sbin/start-stop-daemon --start --background --chdir "$PWD" --pidfile "$PWD/pid" --startas "$(realpath ${quote(path)})"`,
  },
  {
    name: "zip -TT",
    needs: "/usr/bin/zip",
    cost: 10,
    make: (path, dice) => {
      const f = dice.name();
      return `echo > ${f}; zip -q ${f}.zip ${f} -T -TT ${quote(`${path} #`)}`;
    },
  },
  {
    name: "ssh ProxyCommand",
    needs: "/usr/bin/ssh",
    cost: 15,
    make: (path) => `ssh -F /dev/null -o ProxyCommand=${quote(path)} host`,
  },
  {
    name: "ssh Match exec",
    needs: "/usr/bin/ssh",
    cost: 15,
    make: (path, dice) => {
      const f = dice.name();
      return `printf ${quote(`Match exec "%s"\\n`)} ${quote(path)} > ${f}; ssh -F ${f} -G host`;
    },
  },
  { name: "scp -S", needs: "/usr/bin/scp", cost: 15, make: (path) => `scp -S "$(realpath ${quote(path)})" host:x y` },
  {
    name: "wget --use-askpass",
    needs: "/usr/bin/wget",
    cost: 15,
    make: (path) => `wget -q --use-askpass="$(realpath ${quote(path)})" http://127.0.0.1:9/`,
  },
  {
    name: "prove --exec",
    needs: "/usr/bin/prove",
    cost: 60,
    make: (path) => `prove --exec "$(realpath ${quote(path)})" /etc/hostname`,
  },
  { name: "loader", make: (path) => `/lib64/ld-linux-x86-64.so.2 ${quote(path)}` },
  {
    name: "loader with options",
    make: (path) => `/lib64/ld-linux-x86-64.so.2 --argv0 ls --inhibit-cache ${quote(path)}`,
  },
  {
    name: "loader by a link",
    make: (path, dice) => {
      const l = dice.name();
      return `ln -s "$(realpath /lib64/ld-linux-x86-64.so.2)" ${l}; ./${l} ${quote(path)}`;
    },
  },
  {
    name: "copy of the loader",
    make: (path, dice) => {
      const l = dice.name();
      return `cp -L /lib64/ld-linux-x86-64.so.2 ${l}; ./${l} ${quote(path)}`;
    },
  },
  { name: "ld.so", needs: "/usr/bin/ld.so", make: (path) => `ld.so ${quote(path)}` },
  {
    name: "#! of its own",
    make: file(
      (path) => `#!${path} x`,
      (name) => `chmod 755 ${name}; ${name}`,
    ),
  },
  {
    name: "#! with env",
    make: file(
      (path) => `#!/usr/bin/env -S ${path} x`,
      (name) => `chmod 755 ${name}; ${name}`,
    ),
  },
  {
    name: "#! of a #!",
    make: (path, dice) => {
      const [a, b] = [dice.name(), dice.name()];
      return `printf '#!%s\\n' ${quote(path)} > ${a}; chmod 755 ${a}; printf '#!%s\\n' "$PWD/${a}" > ${b}; chmod 755 ${b}; ./${b}`;
    },
  },
  {
    name: "#! through a link",
    make: (path, dice) => {
      const [a, b] = [dice.name(), dice.name()];
      return `ln -s "$(realpath ${quote(path)})" ${a}; printf '#!./%s\\n' ${a} > ${b}; chmod 755 ${b}; ./${b}`;
    },
  },
  {
    name: "perl -x script",
    needs: "/usr/bin/perl",
    make: file(
      (path) => `nothing\n#!perl\nexec ${literal(path)};\n__END__`,
      (name) => `perl -x ${name}`,
    ),
  },
  {
    name: "PERL5OPT",
    needs: "/usr/bin/perl",
    make: (path, dice) => {
      const m = `M${dice.name()}`;
      return `echo ${quote(`system ${literal(path)}; 1`)} > ${m}.pm; PERL5LIB=. PERL5OPT=-M${m} perl -e 1`;
    },
  },
  {
    name: "PYTHONPATH",
    needs: python,
    cost: 30,
    make: (path) =>
      `echo ${quote(`import os; os.system(${literal(path)})`)} > sitecustomize.py; PYTHONPATH=. ${python} -c 1`,
  },
  {
    name: "pdb",
    needs: python,
    cost: 120,
    make: (path, dice) => {
      const f = dice.name();
      return `echo 1 > ${f}.py; ${python} -m pdb -c ${quote(`!import os; os.system(${literal(path)})`)} -c q ${f}.py`;
    },
  },
  {
    name: "NODE_OPTIONS",
    needs: "/usr/bin/node",
    cost: 60,
    make: file(
      (path) => `require("child_process").spawnSync(${literal(path)})`,
      (name) => `NODE_OPTIONS="--require ${name}" /usr/bin/node -e 0`,
      ".cjs",
    ),
  },
  {
    name: "npm script",
    needs: "/usr/bin/npm",
    cost: 500,
    make: (path, dice) => {
      const d = dice.name();
      return `mkdir ${d}; echo ${quote(JSON.stringify({ scripts: { x: path } }))} > ${d}/package.json; (cd ${d}; npm --offline --no-update-notifier run x)`;
    },
  },
  {
    name: "java",
    needs: "/usr/bin/java",
    cost: 1500,
    make: (path, dice) => {
      const c = `C${dice.name()}`;
      return `echo ${quote(`public class ${c} { public static void main(String[] a) throws Exception { new ProcessBuilder(${literal(path)}).start().waitFor(); } }`)} > ${c}.java; java -Xshare:auto -XX:TieredStopAtLevel=1 ${c}.java`;
    },
  },
  {
    name: "gcc -wrapper",
    needs: "/usr/bin/gcc",
    cost: 15,
    make: (path) => `gcc -wrapper "$(realpath ${quote(path)})" -c -x c /dev/null`,
  },
  {
    name: "gcc -B",
    needs: "/usr/bin/gcc",
    cost: 15,
    make: (path, dice) => {
      const d = dice.name();
      return `mkdir ${d}; ln -s "$(realpath ${quote(path)})" ${d}/cc1; gcc -B ${d} -c -x c /dev/null`;
    },
  },
  {
    name: "LD_PRELOAD",
    needs: "/usr/bin/gcc",
    cost: 90,
    make: file(
      (path) => library(literal(path)),
      (name) => `${shared(name)}; LD_PRELOAD=${name}.so ls`,
      ".c",
    ),
  },
  {
    name: "LD_AUDIT",
    needs: "/usr/bin/gcc",
    cost: 90,
    make: file(
      (path) => library(literal(path)),
      (name) => `${shared(name)}; LD_AUDIT=${name}.so ls`,
      ".c",
    ),
  },
  {
    name: "loaded builtin",
    needs: "/usr/bin/gcc",
    cost: 90,
    dialect: "bash",
    make: file(
      (path) => library(literal(path)),
      (name) => `${shared(name)}; enable -f ${name}.so x`,
      ".c",
    ),
  },
  {
    name: "linker plugin",
    needs: "/usr/bin/ld",
    cost: 90,
    make: file(
      (path) => library(literal(path)),
      (name) => `${shared(name)}; ld -plugin ${name}.so`,
      ".c",
    ),
  },
  {
    name: "sqlite3 extension",
    needs: "/usr/bin/sqlite3",
    cost: 90,
    make: file(
      (path) => library(literal(path)),
      (name) => `${shared(name)}; sqlite3 :memory: ".load ${name}.so"`,
      ".c",
    ),
  },
  {
    name: "ssh-keygen -D",
    needs: "/usr/bin/ssh-keygen",
    cost: 90,
    make: file(
      (path) => library(literal(path)),
      (name) => `${shared(name)}; ssh-keygen -D "$PWD/${name}.so"`,
      ".c",
    ),
  },
];

const git = (name: string, make: Starter["make"]): Starter => ({
  name: `git ${name}`,
  needs: "/usr/bin/git",
  cost: 25,
  make,
});

/** A repository of its own with two commits. */
const repository =
  (inside: (path: string) => string) =>
  (path: string, dice: Dice): string => {
    const folder = dice.name();
    const me = "-c user.name=x -c user.email=x@x.x -c commit.gpgsign=false";
    return `mkdir ${folder}; (p="$(realpath ${quote(path)})"; cd ${folder}; git init -q .; echo 1 > f; git add f; git ${me} commit -qm 1; echo 2 > f; g="git ${me}"; ${inside(path)})`;
  };

const gits: readonly Starter[] = [
  git("alias", (path) => `git -c "alias.zz=!$(realpath ${quote(path)})" zz`),
  git(
    "alias from the environment",
    (path) => `GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=alias.zz GIT_CONFIG_VALUE_0="!$(realpath ${quote(path)})" git zz`,
  ),
  git("alias from a file", (path, dice) => {
    const f = dice.name();
    return `printf '[alias]\\nzz = "!%s"\\n' "$(realpath ${quote(path)})" > ${f}; GIT_CONFIG_GLOBAL=$PWD/${f} git zz`;
  }),
  git("subcommand", (path, dice) => {
    const d = dice.name();
    return `mkdir ${d}; ln -s "$(realpath ${quote(path)})" ${d}/git-zz; PATH=$PWD/${d}:$PATH git zz`;
  }),
  git("exec path", (path, dice) => {
    const d = dice.name();
    return `mkdir ${d}; ln -s "$(realpath ${quote(path)})" ${d}/git-zz; git --exec-path="$PWD/${d}" zz`;
  }),
  git("upload pack", (path) => `git ls-remote --upload-pack="$(realpath ${quote(path)})" .`),
  git("ssh command", (path) => `git -c core.sshCommand="$(realpath ${quote(path)})" ls-remote ssh://h/x`),
  git("GIT_SSH", (path) => `GIT_SSH="$(realpath ${quote(path)})" git ls-remote ssh://h/x`),
  git(
    "credential helper",
    (path) =>
      `printf 'protocol=https\\nhost=h\\n\\n' | git -c credential.helper="!$(realpath ${quote(path)})" credential fill`,
  ),
  git(
    "askpass",
    (path) =>
      `printf 'protocol=https\\nhost=h\\n\\n' | git -c credential.helper= -c core.askPass="$(realpath ${quote(path)})" credential fill`,
  ),
  git("external protocol", (path) => `git -c protocol.ext.allow=always ls-remote "ext::$(realpath ${quote(path)}) x"`),
  git(
    "external diff",
    repository(() => `git -c diff.external="$p" diff`),
  ),
  git(
    "GIT_EXTERNAL_DIFF",
    repository(() => `GIT_EXTERNAL_DIFF=$p git diff`),
  ),
  git(
    "file system monitor",
    repository(() => `git -c core.fsmonitor="$p" status`),
  ),
  git(
    "editor",
    repository(() => `$g -c core.editor="$p" commit -a`),
  ),
  git(
    "hooks path",
    repository(() => `mkdir h; ln -s "$p" h/pre-commit; $g -c core.hooksPath=h commit -qam 2`),
  ),
  git(
    "difftool",
    repository(() => `git difftool -y -x "$p"`),
  ),
  git(
    "clean filter",
    repository(() => `echo '* filter=z' > .gitattributes; git -c filter.z.clean="$p" add -A`),
  ),
  git(
    "text conversion",
    repository(() => `echo '* diff=z' > .gitattributes; git -c diff.z.textconv="$p" diff`),
  ),
  git(
    "rebase --exec",
    repository(
      () =>
        `git stash -q 2> /dev/null || git checkout -q f; $g commit -q --allow-empty -m 2; $g rebase -q -x "$p" HEAD~1`,
    ),
  ),
  git(
    "bisect run",
    repository(
      () =>
        `git checkout -q f; for n in 1 2 3; do $g commit -q --allow-empty -m $n; done; git bisect start HEAD HEAD~3 && git bisect run "$p"`,
    ),
  ),
  git(
    "signing program",
    repository(() => `$g -c gpg.program="$p" commit -qaS -m 2`),
  ),
  git(
    "object hook",
    repository(
      () =>
        `git -c uploadpack.packObjectsHook="$p" clone -q --no-local . c; printf '[uploadpack]\\npackObjectsHook = %s\\n' "$p" > conf; GIT_CONFIG_GLOBAL=$PWD/conf git clone -q --no-local . c2`,
    ),
  ),
  git(
    "grep -O",
    repository(() => `git grep -O"$p" 2`),
  ),
];

/** What starts a program without a shell's help. */
export const starters: readonly Starter[] = [
  ...pythons.map(([name, make]): Starter => ({
    name: `python ${name}`,
    needs: python,
    cost: 35,
    make: (path) => `${python} -Ic ${quote(make(literal(path)))}`,
  })),
  {
    name: "python from standard input",
    needs: python,
    cost: 35,
    make: (path) => `echo ${quote(`import os; os.system(${literal(path)})`)} | ${python} -I`,
  },
  {
    name: "python program file",
    needs: python,
    cost: 35,
    make: file(
      (path) => `#!${python}\nimport os; os.system(${literal(path)})`,
      (name) => `chmod 755 ${name}; ${name}`,
    ),
  },
  ...perls.map(([name, make]): Starter => ({
    name: `perl ${name}`,
    needs: "/usr/bin/perl",
    cost: 8,
    make: (path) => `perl -e ${quote(make(literal(path).replaceAll("@", "\\@")))}`,
  })),
  ...nodes.map(([name, make]): Starter => ({
    name: `node ${name}`,
    needs: "/usr/bin/node",
    cost: 60,
    make: (path) =>
      `/usr/bin/node -e ${quote(`const { spawn, spawnSync, execSync, fork } = require("child_process"); ${make(literal(path))}`)}`,
  })),
  ...programs.map(([name, make]): Starter => ({
    name: `compiled ${name}`,
    needs: "/usr/bin/gcc",
    cost: 90,
    make: file(
      (path) => make(literal(path)),
      (name_) => `gcc -w -o ${name_}.out ${name_} && ${name_}.out`,
      ".c",
    ),
  })),
  ...simple,
  ...gits,
];
