#define _GNU_SOURCE
#include "borrow.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"

#ifndef PIDFD_THREAD
#define PIDFD_THREAD O_EXCL
#endif

/** The leader of the thread's group, whose file descriptors are the thread's but where it has unshared them. */
static pid_t leader_of(pid_t tid) {
  char path[40], text[1024];
  snprintf(path, sizeof path, "/proc/%d/status", tid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return tid;
  text[got] = '\0';
  const char *line = strstr(text, "\nTgid:");
  int leader;
  return line != NULL && sscanf(line, "\nTgid: %d", &leader) == 1 ? leader : tid;
}

int borrow(pid_t tid, int fd) {
  /* KERNEL 6.9: before, only leaders have pidfds. */
  cleanup_fd int thread = (int)syscall(SYS_pidfd_open, tid, PIDFD_THREAD);
  cleanup_fd int leader = thread >= 0 || errno != EINVAL ? -1 : (int)syscall(SYS_pidfd_open, leader_of(tid), 0);
  int whose = thread >= 0 ? thread : leader;
  return whose < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, whose, fd, 0);
}
