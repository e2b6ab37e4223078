#define _GNU_SOURCE
#include "thread-status.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

/** What the kernel tells of the thread under a key like `Tgid`; -1: nothing. */
static long status_number(pid_t tid, const char *key) {
  char path[32], start[32], text[1024];
  snprintf(path, sizeof path, "/proc/%d/status", tid);
  snprintf(start, sizeof start, "\n%s:", key);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return -1;
  text[got] = '\0';
  const char *line = strstr(text, start);
  return line == NULL ? -1 : strtol(line + strlen(start), NULL, 10);
}

pid_t leader_of(pid_t tid) {
  long leader = status_number(tid, "Tgid");
  return leader < 0 ? tid : (pid_t)leader;
}

bool is_traced_here(pid_t tid) { return status_number(tid, "TracerPid") == getpid(); }
