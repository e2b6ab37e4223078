import { type AnswerRow, done, python, refused } from "./answer-rows.ts";

const exchange = (one: string, other: string): string =>
  `python3 -c 'import ctypes; exit(ctypes.CDLL(None).renameat2(-100, b"${one}", -100, b"${other}", 2) != 0)'`;

const bind = (name: string, made: string): string =>
  python(`import os, socket; socket.socket(socket.AF_UNIX).bind("${name}"); os.remove("${made}")`);

/** Makes a file without a name in a folder, names it, and removes it. */
const nameless = (folder: string, name: string): string =>
  python(`
import ctypes, os
f = os.open("${folder}", os.O_TMPFILE | os.O_WRONLY)
exit(ctypes.CDLL(None).linkat(-100, b"/proc/self/fd/%d" % f, -100, b"${name}", 0x400) != 0 or os.remove("${name}") != None)
`);

/** Binds by way of a link that leads by turns to a folder where that is allowed, and to one where it is not. */
const race = (allowed: string): string =>
  python(`
import os, signal, socket
os.makedirs("${allowed}", exist_ok=True)
turning = os.fork()
while turning == 0:
  for to in ("../${allowed}", "../lib"):
    os.symlink(to, "free/turning"); os.rename("free/turning", "free/turned")
while not os.path.exists("free/turned"): pass
named = lambda folder: [name for name in os.listdir(folder) if name.startswith("raced")]
for i in range(1500):
  try: socket.socket(socket.AF_UNIX).bind("free/turned/raced%d" % i)
  except OSError: pass
  if i % 50 == 0 and named("lib") and named("${allowed}"): break
os.kill(turning, signal.SIGKILL); os.wait()
landed, made = named("lib"), named("${allowed}")
for path in ["${allowed}/" + name for name in made] + ["free/" + name for name in os.listdir("free") if os.path.islink("free/" + name)]: os.remove(path)
exit(0 if made and landed else 1)
`);

/** Shared memory of somebody outside, under a name that only this project's has. */
const onHosts = (name: string, script: string): AnswerRow =>
  refused(name, `export shm="/dev/shm/$(basename "$(dirname "$PWD")")"; ${script}`);
const byPython = (text: string): string => python(`import os; shm = os.environ["shm"]; ${text}`);

/**
 * What a command does in a project that holds something protected, and what it comes to without mounts.
 * In the project: `closed/key` and `.env` are denied, `lib/file` is read-only, `gone` (denied) and `lock` (read-only) are not
 * there; `src/deep/token` is denied deep inside.
 */
export const landlockCases: readonly AnswerRow[] = [
  refused("read a denied file", "cat .env"),
  refused("read in a denied folder", "cat closed/key"),
  refused("list a denied folder", "ls closed"),
  refused("read a denied file deep inside", "cat src/deep/token"),
  refused("read through a new link", "ln -s .env soft1 && cat soft1"),
  refused("give a denied file a second name", "ln .env second1"),
  refused("move a denied file", "mv .env moved1 && mv moved1 .env"),
  refused("move a denied folder", "mv closed moved2 && mv moved2 closed"),
  refused("move a folder around a denied file", "mv src moved3 && mv moved3 src"),
  refused("move a deeper one", "mv src/deep moved4 && mv moved4 src/deep"),
  refused(
    "exchange with a denied file",
    `echo x > other1 && ${exchange("other1", ".env")} && ${exchange("other1", ".env")}`,
  ),
  refused(
    "read by way of an opened name",
    `python3 -c 'import os; f = os.open(".env", os.O_PATH); open("/proc/self/fd/%d" % f).read()'`,
  ),
  refused("make a denied path", "echo > gone && rm gone"),
  refused("make a folder of it", "mkdir gone && rmdir gone"),
  refused("make a link of it", "ln -s src gone && rm gone"),
  refused("move something to it", "mkdir other2 && mv other2 gone && mv gone other2"),
  refused("make a reserved path", "echo > lock && rm lock"),
  refused("write a read-only file", "echo >> lib/file"),
  refused("make in a read-only folder", "echo > lib/new && rm lib/new"),
  refused("remove from a read-only folder", "cp lib/file copy1 && rm lib/file && mv copy1 lib/file"),
  refused("move a read-only folder", "mv lib moved5 && mv moved5 lib"),
  refused("empty a read-only file", "truncate -s 1 lib/file"),
  refused("change the mode of a read-only file", "chmod 600 lib/file"),
  refused("change its times", "touch lib/file"),
  refused("change its owner", "chown $(id -u) lib/file"),
  refused("change the mode of a denied file", "chmod 600 .env"),
  refused("move the project itself", "mv ../project ../moved6 && mv ../moved6 ../project"),
  refused("bind a socket in place of a denied path", bind("gone", "gone")),
  refused("bind a socket in a read-only folder", bind("lib/s1", "lib/s1")),
  refused("bind one in a denied folder", bind("closed/s2", "closed/s2")),
  refused("bind one through a link", `ln -s lib soft3 && ${bind("soft3/s3", "lib/s3")}`),
  refused("bind one out of the project", bind("../s4", "../s4")),
  refused("bind one in the home folder", `${bind("../home/s5", "../home/s5")}`),
  refused("make a pipe in place of a denied path", "mkfifo gone && rm gone"),
  refused("make a pipe in a read-only folder", "mkfifo lib/p6 && rm lib/p6"),
  refused("make a file without a name in a read-only folder", nameless("lib", "plain8")),
  refused("name one in a read-only folder", nameless(".", "lib/plain9")),
  refused("name one as a denied path", nameless(".", "gone")),
  refused(
    "name again what may only be read",
    python(`
import ctypes, os
f = os.open("lib/file", os.O_RDONLY)
exit(ctypes.CDLL(None).linkat(-100, b"/proc/self/fd/%d" % f, -100, b"again10", 0x400) != 0 or os.remove("again10") != None)
`),
  ),
  refused("bind a socket beside a read-only folder while a link is turned round", race(".")),
  refused("bind one in a new folder while a link is turned round", race("fresh11")),
  refused(
    "write to the folder for everybody's temporary files",
    "echo > /tmp/sallyport-trial && rm /tmp/sallyport-trial",
  ),
  onHosts("read shared memory of the host's", 'cat "$shm"'),
  onHosts("open it as programs do", byPython("os.open(shm, os.O_RDONLY | os.O_NOFOLLOW)")),
  onHosts("write it", byPython("os.open(shm, os.O_RDWR)")),
  onHosts("remove it", byPython('os.remove(shm); open(shm, "w").write("text\\n")')),
  onHosts(
    "write a denied file by way of shared memory",
    byPython(`os.symlink(os.path.abspath(".env"), shm + "-link")
try: os.open(shm + "-link", os.O_RDWR)
finally: os.remove(shm + "-link")`),
  ),
  refused("open a socket for datagrams", "python3 -c 'import socket; socket.socket(type=socket.SOCK_DGRAM)'"),

  done("make, read and remove a file beside", "echo x > new1 && cat new1 && rm new1"),
  done("write to a file that was there", "echo x >> plain && cat plain"),
  done("make folders beside", "mkdir -p new2/a/b && echo x > new2/a/b/c && cat new2/a/b/c && ls new2/a && rm -r new2"),
  done("rename beside", "echo x > new3 && mv new3 new4 && mv -n new4 src/new5 && mv src/new5 new6 && rm new6"),
  done(
    "move a folder that was there",
    "mv free free2 && echo x > free2/y && mkdir free && rmdir free && mv free2 free",
  ),
  done("make again what was removed", "rm plain && echo x > plain && echo y >> plain && cat plain"),
  done("replace a file by another", "echo a > new7 && echo b > new8 && mv new8 new7 && grep b new7 && rm new7"),
  done("link beside", "echo x > new9 && ln new9 hard9 && ln -s new9 soft9 && cat hard9 soft9 && rm new9 hard9 soft9"),
  done(
    "change attributes beside",
    "echo x > new10 && chmod 700 new10 && touch -d @5 new10 && test $(stat -c %a:%Y new10) = 700:5 && rm new10",
  ),
  done("keep attributes in a copy", "cp -p plain new11 && rm new11"),
  done("list the project", "ls -a . src lib"),
  done("read a read-only file", "cat lib/file"),
  done("make a file beside a denied one", "echo x > src/deep/new12 && cat src/deep/new12 && rm src/deep/new12"),
  done("run what was made in a folder that was there", "cp /bin/true free/t && free/t && rm free/t"),
  done("run what was made in the temporary folder", 'cp /bin/true "$TMPDIR/t" && "$TMPDIR/t"'),
  done(
    "make a repository and commit",
    "git init -q repo && git -C repo -c user.name=a -c user.email=a@b commit -q --allow-empty -m x && rm -rf repo",
  ),
  done(
    "talk over a unix socket",
    'cd free && python3 -c \'import os, socket; s = socket.socket(socket.AF_UNIX); s.bind("s"); s.listen(); c = socket.socket(socket.AF_UNIX); c.connect("s"); os.remove("s")\'',
  ),
  done(
    "serve on a socket beside something protected",
    python(`
import os, socket
def serve(name, client):
  s = socket.socket(socket.AF_UNIX); s.bind(name); s.listen(); assert s.getsockname() == name
  c = socket.socket(socket.AF_UNIX); c.connect(client); assert c.getpeername() == name
  os.remove(client)
os.umask(0o27)
serve("s13", "s13"); serve("./s14", "s14"); serve(os.path.abspath("s15"), "s15")
os.mkdir("new16"); serve("new16/s", "new16/s"); os.symlink("new16", "soft17"); serve("soft17/s", "new16/s")
s = socket.socket(socket.AF_UNIX); s.bind("s18"); mode = os.stat("s18")
assert mode.st_mode == 0o140750 and mode.st_uid == os.getuid() and mode.st_gid == os.getgid()
os.remove("s18"); os.remove("soft17"); os.rmdir("new16")
`),
  ),
  done(
    "serve on a socket by way of a link beside something protected",
    python(`
import os, socket
os.symlink(".", "soft19")
s = socket.socket(socket.AF_UNIX); s.bind("soft19/s19"); s.listen()
c = socket.socket(socket.AF_UNIX); c.connect("s19"); d = socket.socket(socket.AF_UNIX); d.connect(s.getsockname())
os.remove("s19"); os.remove("soft19")
`),
  ),
  done(
    "fail to bind as elsewhere",
    python(`
import errno, os, socket
def refused(name, error, s = None):
  try: (s or socket.socket(socket.AF_UNIX)).bind(name)
  except OSError as e: assert e.errno == error, e
  else: raise Exception(name)
refused("plain", errno.EADDRINUSE); refused("absent/s", errno.ENOENT); refused("plain/s", errno.ENOTDIR)
s = socket.socket(socket.AF_UNIX); s.bind("s20"); refused("s21", errno.EINVAL, s); os.remove("s20")
`),
  ),
  done(
    "talk over a named pipe beside something protected",
    "mkfifo p22 && { cat p22 & echo text > p22; } | grep text && rm p22",
  ),
  done("give such a pipe the permissions asked for", "umask 26; mkfifo p23; test $(stat -c %a p23) = 640 && rm p23"),
  done(
    "open two such pipes crosswise",
    "mkfifo p24 p25 && { (exec 3< p24 4> p25; echo back >&4) & exec 3> p24 4< p25; read -r text <&4; } && test $text = back && rm p24 p25",
  ),
  done("give up waiting for one", "mkfifo p26 && ! timeout 0.3 bash -c ': > p26' && rm p26"),
  done(
    "be interrupted while waiting for one",
    `mkfifo p27 && ${python(`
import os, signal
class Woken(Exception): pass
def wake(*_): raise Woken
signal.signal(signal.SIGALRM, wake); signal.setitimer(signal.ITIMER_REAL, 0.2)
try: os.open("p27", os.O_WRONLY)
except Woken: exit(0)
exit(1)
`)} && rm p27`,
  ),
  done(
    "open one without waiting",
    python(`
import errno, os
os.mkfifo("p28")
try: os.open("p28", os.O_WRONLY | os.O_NONBLOCK)
except OSError as e: assert e.errno == errno.ENXIO
both = os.open("p28", os.O_RDWR); out = os.open("p28", os.O_WRONLY); os.write(out, b"x"); assert os.read(both, 1) == b"x"
assert os.get_blocking(out) and not os.get_inheritable(out)
os.remove("p28")
`),
  ),
  done(
    "make a file without a name and name it",
    python(`
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
os.umask(0o27)
def make(name, by):
  f = os.open(".", os.O_TMPFILE | os.O_RDWR, 0o666); os.write(f, b"text")
  assert by(f, name) == 0, os.strerror(ctypes.get_errno())
  assert open(name).read() == "text" and os.stat(name).st_mode == 0o100640 and os.stat(name).st_nlink == 1
  os.remove(name)
make(b"t29", lambda f, name: libc.linkat(-100, b"/proc/self/fd/%d" % f, -100, name, 0x400))
make(b"src/t30", lambda f, name: libc.linkat(-100, b"/proc/self/fd/%d" % f, -100, name, 0x400))
make(b"free/t31", lambda f, name: libc.linkat(f, b"", -100, name, 0x1000))
`),
  ),
  done(
    "share memory by a name",
    python(`
import os
from multiprocessing import shared_memory
one = shared_memory.SharedMemory(create=True, size=100000); one.buf[:4] = b"text"
other = shared_memory.SharedMemory(one.name); assert bytes(other.buf[:4]) == b"text"; other.close()
import _posixshmem
assert os.read(_posixshmem.shm_open("/" + one.name, os.O_RDONLY, 0), 4) == b"text"
assert one.name in os.listdir("/dev/shm")
one.close(); one.unlink()
try: shared_memory.SharedMemory(one.name)
except FileNotFoundError: exit(0)
exit(1)
`),
  ),
  done(
    "count with semaphores in several processes",
    python(`
import multiprocessing as m
lock, value, queue = m.Lock(), m.Value("i", 0), m.Queue()
def work():
  for i in range(100):
    with lock: value.value += 1
  queue.put("done")
workers = [m.Process(target=work) for i in range(3)]
for worker in workers: worker.start()
assert [queue.get() for worker in workers] == ["done"] * 3 and value.value == 300
with m.Pool(2) as pool: assert pool.map(abs, [-1, 2]) == [1, 2]
`),
  ),
  done("write to the file that is standard output", "true > /dev/stdout"),
  done("read a here-document and a substitution", "cat <<< text && cat <(echo text)"),
];

/** Differences from bubblewrap that its users meet: honest work that fails, and why. */
export const landlockLimits: readonly (AnswerRow & { readonly reason: string })[] = [
  {
    ...refused("run a program made beside a denied file", "cp /bin/true new13 && ./new13"),
    reason: "the kernel opens programs by itself, and a grant for what is made later would open the denied file too",
  },
  {
    ...refused(
      "ask for the state of shared memory by its path",
      "echo > /dev/shm/$$ && test -s /dev/shm/$$ && rm /dev/shm/$$",
    ),
    reason: "who only asks for a state is answered by the kernel, which looks where everybody's is kept",
  },
];
