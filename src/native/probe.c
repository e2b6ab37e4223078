#define _GNU_SOURCE
#include "probe.h"

#include <errno.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static long landlock_abi(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return version < 0 ? 0 : version;
}

static int seccomp_offers(uint32_t action) { return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0; }

int probe_print(void) {
  printf("landlock-abi %ld\n", landlock_abi());
  printf("seccomp-filter %d\n", seccomp_offers(SECCOMP_RET_KILL_PROCESS));
  printf("seccomp-notify %d\n", seccomp_offers(SECCOMP_RET_USER_NOTIF));
  return fflush(stdout) == 0 ? 0 : 1;
}
