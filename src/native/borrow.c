#define _GNU_SOURCE
#include "borrow.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "thread-status.h"

#ifndef PIDFD_THREAD
#define PIDFD_THREAD O_EXCL
#endif

int borrow(pid_t tid, int fd) {
  /* KERNEL 6.9: before, only leaders have pidfds. Its file descriptors are the thread's but where that has unshared them. */
  cleanup_fd int thread = (int)syscall(SYS_pidfd_open, tid, PIDFD_THREAD);
  cleanup_fd int leader = thread >= 0 || errno != EINVAL ? -1 : (int)syscall(SYS_pidfd_open, leader_of(tid), 0);
  int whose = thread >= 0 ? thread : leader;
  return whose < 0 ? -1 : (int)syscall(SYS_pidfd_getfd, whose, fd, 0);
}
