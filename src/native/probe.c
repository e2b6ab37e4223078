#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "die.h"
#include "filter.h"
#include "network.h"
#include "trace-exec.h"

static long landlock_abi(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : version;
}

static int seccomp_offers(uint32_t action) { return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0; }

/** Runs `attempt` in a process of its own, since what it does can't be undone; its exit status is an errno. */
static int errno_of(void (*attempt)(void)) {
  pid_t child = fork();
  if (child == 0) {
    attempt();
    _exit(0);
  }
  int status;
  if (child < 0 || waitpid(child, &status, 0) != child) return errno;
  return WIFEXITED(status) ? WEXITSTATUS(status) : EPERM;
}

static void try_listener(void) {
  struct filter filter = {.notify_exec = true};
  if (filter_install(&filter) == filter_listener_refused) _exit(errno);
}

static void try_tracing(void) {
  pid_t child = fork();
  if (child < 0) _exit(errno);
  if (child == 0) {
    pause();
    _exit(0);
  }
  int error = tracee_seize(child) ? 0 : errno;
  kill(child, SIGKILL);
  _exit(error);
}

static void exit_with_errno(const char *step, const char *message) {
  (void)step;
  (void)message;
  _exit(errno != 0 ? errno : EPERM);
}

static void try_network(void) {
  die_reports_to(exit_with_errno);
  network_try();
}

int probe_print(void) {
  printf("landlock-abi %ld\n", landlock_abi());
  printf("seccomp-filter %d\n", seccomp_offers(SECCOMP_RET_KILL_PROCESS));
  printf("gate-listener %d\n", errno_of(try_listener));
  printf("gate-tracing %d\n", errno_of(try_tracing));
  printf("network-namespace %d\n", errno_of(try_network));
  return fflush(stdout) == 0 ? 0 : 1;
}
