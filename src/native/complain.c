#define _GNU_SOURCE
#include "complain.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "alarm.h"
#include "borrow.h"
#include "die.h"

/* As long as a write to somebody who does not read may hold everybody up. */
enum { patience_us = 20000 };

/** Their own open file, not what its name leads to: this process may write where they may not. */
static int borrow_stderr(pid_t tid) {
  int fd = borrow(tid, STDERR_FILENO);
  if (fd < 0) return -1;
  int mode = fcntl(fd, F_GETFL) & (O_ACCMODE | O_PATH);
  if (mode == O_WRONLY || mode == O_RDWR) return fd;
  close(fd);
  return -1;
}

/** To a pipe or terminal, on their own open file: it may be another user's, and not for us to be opened again. */
static void write_if_room(int fd, const char *text, size_t length) {
  struct iovec whole = {.iov_base = (void *)text, .iov_len = length};
  /* KERNEL 6.4: pipes know RWF_NOWAIT. */
  if (pwritev2(fd, &whole, 1, -1, RWF_NOWAIT) >= 0 || errno == EAGAIN) return;
  /* A pipe that has room at all has it for PIPE_BUF bytes (pipe(7)), unless somebody else fills it in this moment. */
  struct pollfd polled = {.fd = fd, .events = POLLOUT};
  if (poll(&polled, 1, 0) != 1 || (polled.revents & POLLOUT) == 0 || !alarm_start(patience_us)) return;
  (void)!write(fd, text, length);
  alarm_stop();
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
    write_if_room(fd, text, (size_t)length);
  }
}
