#define _GNU_SOURCE
#include "complain.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "borrow.h"
#include "die.h"

/** Their own open file, not what its name leads to: this process may write where they may not. */
static int borrow_stderr(pid_t tid) {
  int fd = borrow(tid, STDERR_FILENO);
  if (fd < 0) return -1;
  int mode = fcntl(fd, F_GETFL) & (O_ACCMODE | O_PATH);
  if (mode == O_WRONLY || mode == O_RDWR) return fd;
  close(fd);
  return -1;
}

/** A pipe or terminal once more, so that it can be written without waiting and without changing theirs. */
static int unblocked(int fd) {
  char self[32];
  snprintf(self, sizeof self, "/proc/self/fd/%d", fd);
  return open(self, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

void complain(pid_t tid, const char *line) {
  char text[1024];
  int length = snprintf(text, sizeof text, "%s\n", line);
  if (line[0] == '\0' || length < 0) return;
  if ((size_t)length >= sizeof text) {
    length = sizeof text - 1;
    text[length - 1] = '\n';
  }
  for (int i = 0; i < length - 1; i++) {
    if ((unsigned char)text[i] < ' ' || text[i] == 127) text[i] = '?'; /* a terminal would obey it */
  }
  cleanup_fd int fd = borrow_stderr(tid);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0) return;
  if (S_ISSOCK(status.st_mode)) {
    (void)!send(fd, text, (size_t)length, MSG_DONTWAIT | MSG_NOSIGNAL);
  } else if (S_ISREG(status.st_mode)) {
    (void)!write(fd, text, (size_t)length);
  } else {
    cleanup_fd int own = unblocked(fd);
    if (own >= 0) (void)!write(own, text, (size_t)length);
  }
}
