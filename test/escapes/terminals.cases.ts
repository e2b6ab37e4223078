import { existsSync } from "node:fs";
import { type AnswerRow, done, python, refused } from "./answer-rows.ts";

/** Runs a program on a terminal of its own, and returns what it wrote there. */
const onTerminal = (script: string, said: string): string =>
  python(`
import os, pty
pid, master = pty.fork()
if pid == 0: os.execvp("bash", ["bash", "-c", "${script}"])
said = b""
try:
  while chunk := os.read(master, 999): said += chunk
except OSError: pass
assert os.wait()[1] == 0 and said == b"${said}", said
`);

/** What a command does with terminals that it makes. */
export const terminalUses: readonly AnswerRow[] = [
  done(
    "make a pair",
    python(`
import os, pty
master, slave = pty.openpty(); os.write(slave, b"out"); assert os.read(master, 9) == b"out"
os.write(master, b"in\\n"); assert os.read(slave, 9) == b"in\\n"; assert not os.get_inheritable(master)
`),
  ),
  done(
    "open its terminal by name",
    python(`
import os, pty
master, slave = pty.openpty(); again = os.open(os.ttyname(slave), os.O_RDWR | os.O_NOCTTY); os.close(slave)
os.write(again, b"out"); assert os.read(master, 9) == b"out"; os.close(again)
try: os.read(master, 9)
except OSError: exit(0)
exit(1)
`),
  ),
  done(
    "open it from another process",
    python(`
import os, pty
master, slave = pty.openpty(); os.set_inheritable(master, True)
if os.fork() == 0: os.execvp("sh", ["sh", "-c", "echo out > " + os.ttyname(slave)])
assert os.wait()[1] == 0 and os.read(master, 9) == b"out\\r\\n"
`),
  ),
  done("run a shell on one", onTerminal("test -t 0 && echo > /dev/tty && echo > /dev/stderr", "\\r\\n\\r\\n")),
  ...(existsSync("/usr/bin/tmux")
    ? [
        done(
          "run a multiplexer",
          "export SHELL=/bin/sh TMUX_TMPDIR=${TMUX_TMPDIR-$PWD}; tmux new -d 'echo said > said' && until grep said said; do sleep 0.1; done; rm said",
        ),
      ]
    : []),
  done("record a session", "script -qec 'test -t 0 && echo said' log && grep said log && rm log"),
];

/** `$terminal` is another session's of the same user. */
export const terminalAttacks: readonly AnswerRow[] = [
  refused("read another session's terminal", 'exec 3< "$terminal"'),
  refused("write to it", 'echo > "$terminal"'),
  refused("open it as programs do", python('import os; os.open(os.environ["terminal"], os.O_RDWR | os.O_NOCTTY)')),
  refused("open it by a link", 'ln -sf "$terminal" link && echo > link'),
  refused(
    "open it while holding a terminal of its own",
    python('import os, pty; pair = pty.openpty(); os.open(os.environ["terminal"], os.O_RDWR | os.O_NOCTTY)'),
  ),
  refused("list them all", 'ls "$(dirname "$terminal")"'),
];
