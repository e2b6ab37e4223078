#define _GNU_SOURCE
#include "maker.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"
#include "talk.h"

/* The inside half has nothing else to do; one that is stopped must not stop the outside half. */
enum { patience_ms = 200 };

int maker_open(void) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) die_errno("network", "socketpair");
  bool heard = message_send_fd(inherited_socket, &(struct message){.kind = message_maker}, ends[1]);
  close(ends[1]);
  if (heard) return ends[0];
  close(ends[0]);
  return -1;
}

bool maker_serve(int fd) {
  struct message wanted;
  int passed;
  int got = message_receive(fd, &wanted, &passed);
  if (passed >= 0) close(passed);
  if (got < 0) return true;
  if (got == 0 || wanted.kind != message_make) return false;
  cleanup_fd int made = socket(wanted.value, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (made < 0) return message_send(fd, &(struct message){.kind = message_made, .value = errno});
  return message_send_fd(fd, &(struct message){.kind = message_made}, made);
}

int maker_ask(int fd, int family) {
  struct message answer = {0};
  int made = -1;
  if (!message_send(fd, &(struct message){.kind = message_make, .value = family})) return -1;
  struct pollfd polled = {.fd = fd, .events = POLLIN};
  int ready;
  do ready = poll(&polled, 1, patience_ms);
  while (ready < 0 && errno == EINTR);
  if (ready == 1 && message_receive(fd, &answer, &made) == 1 && made >= 0) return made;
  errno = answer.value != 0 ? answer.value : ETIMEDOUT;
  return -1;
}
