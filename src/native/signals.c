#include "signals.h"

#include <stddef.h>
#include <sys/signalfd.h>

#include "die.h"

static const int passed_on[] = {
    SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU,
};

static const size_t passed_on_count = sizeof passed_on / sizeof passed_on[0];

bool is_passed_on(int number) {
  for (size_t i = 0; i < passed_on_count; i++) {
    if (passed_on[i] == number) return true;
  }
  return false;
}

int block_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < passed_on_count; i++) sigaddset(&set, passed_on[i]);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, signal_parent_died);
  if (sigprocmask(SIG_SETMASK, &set, NULL) != 0) die_errno("signals", "sigprocmask");
  int fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0) die_errno("signals", "signalfd");
  return fd;
}

void ignore_passed_on(void) {
  for (size_t i = 0; i < passed_on_count; i++) {
    if (signal(passed_on[i], SIG_IGN) == SIG_ERR) die_errno("signals", "signal");
  }
  sigset_t none;
  sigemptyset(&none);
  if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) die_errno("signals", "sigprocmask");
}
