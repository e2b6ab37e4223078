/** What a command does in a project that holds something protected, and what it comes to without mounts. */
export interface LandlockCase {
  readonly name: string;
  /** Runs in the project; the last line that it prints is its answer. */
  readonly script: string;
  readonly answer: string;
  /** What the same comes to outside. */
  readonly control: string;
}

const says = (script: string): string => `{ ${script}; } >/dev/null 2>&1 && echo done || echo refused`;

const refused = (name: string, script: string): LandlockCase => ({
  name,
  script: says(script),
  answer: "refused",
  control: "done",
});

const done = (name: string, script: string): LandlockCase => ({
  name,
  script: says(script),
  answer: "done",
  control: "done",
});

const exchange = (one: string, other: string): string =>
  `python3 -c 'import ctypes; exit(ctypes.CDLL(None).renameat2(-100, b"${one}", -100, b"${other}", 2) != 0)'`;

/**
 * In the project: `closed/key` and `.env` are denied, `lib/file` is read-only, `gone` (denied) and `lock` (read-only) are not
 * there; `src/deep/token` is denied deep inside.
 */
export const landlockCases: readonly LandlockCase[] = [
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
  refused(
    "write to the folder for everybody's temporary files",
    "echo > /tmp/sallyport-trial && rm /tmp/sallyport-trial",
  ),
  refused("use shared memory", "echo > /dev/shm/sallyport-trial && rm /dev/shm/sallyport-trial"),
  refused("open a new terminal", "python3 -c 'import pty; pty.openpty()'"),
  refused("open an internet socket", "python3 -c 'import socket; socket.socket(socket.AF_INET)'"),

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
  done("write to the file that is standard output", "true > /dev/stdout"),
  done("read a here-document and a substitution", "cat <<< text && cat <(echo text)"),
];

/** Differences from bubblewrap that its users meet: honest work that fails, and why. */
export const landlockLimits: readonly (LandlockCase & { readonly reason: string })[] = [
  {
    ...refused("run a program made beside a denied file", "cp /bin/true new13 && ./new13"),
    reason: "the kernel opens programs by itself, and a grant for what is made later would open the denied file too",
  },
  {
    ...refused(
      "bind a socket beside something protected",
      'python3 -c \'import os, socket; socket.socket(socket.AF_UNIX).bind("s14"); os.remove("s14")\'',
    ),
    reason: "sockets have to be made where a grant for the whole folder is possible",
  },
  {
    ...refused("make a pipe beside something protected", "mkfifo pipe15 && rm pipe15"),
    reason: "opening a pipe may wait forever, which nobody can do for a command",
  },
];
