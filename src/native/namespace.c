#define _GNU_SOURCE
#include "namespace.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

static void write_text(const char *step, const char *path, const char *text) {
  cleanup_fd int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text)) die_errno(step, "%s", path);
}

void namespace_enter(int kinds, const char *step) {
  /* Root may lack the capability, as in a container: then it is as good as anybody. */
  if (geteuid() == 0 && unshare(kinds) == 0) return;
  char users[64], groups[64];
  /* Every user and group keeps its number; there is no other one inside. */
  snprintf(users, sizeof users, "%u %u 1", geteuid(), geteuid());
  snprintf(groups, sizeof groups, "%u %u 1", getegid(), getegid());
  if (unshare(CLONE_NEWUSER | kinds) != 0) die_errno(step, "no namespace");
  write_text(step, "/proc/self/setgroups", "deny");
  write_text(step, "/proc/self/uid_map", users);
  write_text(step, "/proc/self/gid_map", groups);
}
