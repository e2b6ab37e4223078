#define _GNU_SOURCE
#include "tend.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "descend.h"
#include "die.h"

enum { last_stream = 3, not_started = 127 };

static sigset_t block(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGTERM);
  if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) die_errno("signals", "sigprocmask");
  return set;
}

__attribute__((noreturn)) static void become(char **argv, const sigset_t *blocked) {
  if (setsid() < 0 || sigprocmask(SIG_UNBLOCK, blocked, NULL) != 0) _exit(not_started);
  execvp(argv[0], argv);
  dprintf(STDERR_FILENO, "%s: %s\n", argv[0], strerror(errno));
  _exit(not_started);
}

/** The streams are the program's: their other ends must see them close with it. */
static void let_go_of_streams(void) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int fd = 0; null >= 0 && fd <= last_stream; fd++) dup2(null, fd);
}

/** True when it has ended; others that were left to this process are taken away too. */
static bool has_ended(pid_t program, int *status) {
  int left;
  for (pid_t pid; (pid = waitpid(-1, &left, WNOHANG)) > 0;) {
    if (pid != program) continue;
    *status = left;
    return true;
  }
  return false;
}

__attribute__((noreturn)) static void end_like(int status) {
  if (WIFEXITED(status)) _exit(WEXITSTATUS(status));
  const struct rlimit no_core = {0};
  int number = WTERMSIG(status);
  setrlimit(RLIMIT_CORE, &no_core);
  signal(number, SIG_DFL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  raise(number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
  _exit(128 + number);
}

void tend_run(char **argv) {
  pid_t parent = getppid();
  sigset_t blocked = block();
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) die_errno("start", "PR_SET_CHILD_SUBREAPER");
  if (prctl(PR_SET_PDEATHSIG, SIGTERM) != 0) die_errno("start", "PR_SET_PDEATHSIG");
  if (getppid() != parent) _exit(not_started);
  pid_t program = fork();
  if (program < 0) die_errno("start", "fork");
  if (program == 0) become(argv, &blocked);
  let_go_of_streams();
  int status = SIGKILL;
  while (!has_ended(program, &status)) {
    if (sigwaitinfo(&blocked, NULL) == SIGTERM) break;
  }
  end_descendants();
  end_like(status);
}
