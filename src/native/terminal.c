#define _GNU_SOURCE
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static int terminal_fd = -1;

bool has_terminal(void) { return isatty(0) || isatty(1) || isatty(2); }

void terminal_remember(void) {
  terminal_fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal_fd < 0) return; /* a terminal, but not one that controls this session */
  if (tcgetpgrp(terminal_fd) != getpgrp()) {
    close(terminal_fd);
    terminal_fd = -1;
  }
}

int terminal_hand_over(const char *group) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTTOU);
  if (sigprocmask(SIG_BLOCK, &stop, NULL) != 0) return 1;
  int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  return fd >= 0 && tcsetpgrp(fd, (pid_t)strtol(group, NULL, 10)) == 0 ? 0 : 1;
}

int terminal_keep(void) {
  enum { terminal = 3 };
  struct termios before, now;
  char told, last = terminal_back;
  tcflow(terminal, TCOON); /* a command may have held its output back */
  if (tcgetattr(terminal, &before) != 0 || write(1, "", 1) != 1) return 1;
  while (TEMP_FAILURE_RETRY(read(0, &told, 1)) == 1) last = told;
  if (last != terminal_raw) return 0;
  /* Node alone reads keys with signals off: with them on, the shell has had its terminal back already, and may read keys for itself. */
  if (tcgetattr(terminal, &now) != 0 || (now.c_lflag & ISIG) != 0) return 0;
  /* A terminal that controls another session may be set from here, whoever is in front of it. */
  return tcsetattr(terminal, TCSANOW, &before) != 0;
}

void terminal_restore(void) {
  /* SIGTTOU is blocked here, so that a background group may do this. */
  if (terminal_fd >= 0 && tcgetpgrp(terminal_fd) != getpgrp()) (void)!tcsetpgrp(terminal_fd, getpgrp());
}
