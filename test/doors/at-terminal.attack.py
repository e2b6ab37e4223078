"""Does to a terminal what a command can: draws over it, reads from it, takes it to the front. `at-terminal.attack.py run WORD...` then runs a program."""
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time

for name in (signal.SIGTTOU, signal.SIGTTIN, signal.SIGTSTP, signal.SIGHUP):
    signal.signal(name, signal.SIG_IGN)
beats = os.open("beats", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
stolen = os.open("stolen", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
terminal = os.open("/dev/tty", os.O_RDWR)
F_SETSIG = 10


def draw(who):
    if os.path.exists("over"):
        os._exit(0)
    os.write(terminal, b"\x1b[?1049h\x1b[2J\x1b[Hdrawn by " + who + b"\r\n")
    os.write(beats, who)


def wake():
    """Goes on whenever something comes to the terminal: SIGSTOP does not last."""
    signal.signal(signal.SIGCONT, lambda *_: None)
    own = os.open("/dev/tty", os.O_RDWR)
    fcntl.fcntl(own, F_SETSIG, signal.SIGCONT)
    fcntl.fcntl(own, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(own, fcntl.F_SETFL, fcntl.fcntl(own, fcntl.F_GETFL) | os.O_ASYNC)
    while True:
        draw(b"w")
        time.sleep(0.01)


def flee():
    """Lives for a moment only, and goes on in a child."""
    while True:
        draw(b"f")
        if os.fork() > 0:
            os._exit(0)


def leave():
    os.setsid()
    while True:
        draw(b"l")
        time.sleep(0.01)


def steal():
    while True:
        os.write(stolen, os.read(terminal, 1))


def grab():
    while True:
        try:
            os.tcsetpgrp(terminal, os.getpgrp())
        except OSError:
            pass
        time.sleep(0.01)


for act in (wake, flee, leave):
    if os.fork() == 0:
        act()
for act in (steal, grab) if sys.argv[1] == "run" else ():
    threading.Thread(target=act, daemon=True).start()
while set(open("beats").read()) < set("wfl"):
    time.sleep(0.01)
if sys.argv[1] == "run":
    # Nothing shows until this is ended.
    os.write(terminal, b"\x1b[8m\x1b]0;")
    sys.exit(subprocess.run(sys.argv[2:]).returncode)
