#define _GNU_SOURCE
#include "connect.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"
#include "interrupted.h"

enum { most_waiting = 256, look_again_ms = 10, most_per_look = 2 /* each may cost a few milliseconds */ };

void connects_open(struct connects *connects, int listener, int sockets, const struct order *order) {
  *connects = (struct connects){.listener = listener};
  connects->reach = (struct reach){
      .sockets = sockets, .shared = order_shares_host(order), .allowed = &order->unix_sockets};
  connects->waiting = checked_realloc(NULL, most_waiting * sizeof *connects->waiting);
  connects->ready = epoll_create1(EPOLL_CLOEXEC);
  connects->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = connects->timer};
  if (connects->ready < 0 || connects->timer < 0) die_errno("connect", "epoll and timer");
  if (epoll_ctl(connects->ready, EPOLL_CTL_ADD, connects->timer, &event) != 0) die_errno("connect", "epoll_ctl");
}

static void set_timer(const struct connects *connects) {
  long pause = connects->count == 0 ? 0 : look_again_ms * 1000000L;
  struct itimerspec time = {.it_value.tv_nsec = pause, .it_interval.tv_nsec = pause};
  if (timerfd_settime(connects->timer, 0, &time, NULL) != 0) die_errno("connect", "timerfd_settime");
}

static void answer(const struct connects *connects, const struct connection *connection, int error) {
  union {
    struct seccomp_notif_resp response;
    char room[256]; /* the kernel's may be longer than the header's */
  } whole = {.response = {.id = connection->id, .error = -error}};
  /* ENOENT: the caller was killed meanwhile. */
  (void)!ioctl(connects->listener, SECCOMP_IOCTL_NOTIF_SEND, &whole);
}

static bool still_waits(const struct connects *connects, const struct connection *connection) {
  __u64 id = connection->id;
  return ioctl(connects->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

static void let_go(const struct connection *connection) {
  close(connection->socket);
  if (connection->target >= 0) close(connection->target);
}

/** Remembers a call that would wait; false when there are too many. */
static bool keep(struct connects *connects, struct connection *connection) {
  struct timeval patience = {0};
  socklen_t size = sizeof patience;
  if (connects->count == most_waiting) return false;
  if (getsockopt(connection->socket, SOL_SOCKET, SO_SNDTIMEO, &patience, &size) != 0) return false;
  if (patience.tv_sec != 0 || patience.tv_usec != 0) {
    connection->deadline = now_ms() + patience.tv_sec * 1000 + patience.tv_usec / 1000 + 1;
  }
  /* For a unix socket's turn nothing can be polled: only the timer looks at it again. */
  struct epoll_event event = {.events = EPOLLOUT, .data.fd = connection->socket};
  bool polled = connection->domain == AF_UNIX ||
                epoll_ctl(connects->ready, EPOLL_CTL_ADD, connection->socket, &event) == 0;
  if (!polled) return false;
  connects->waiting[connects->count++] = *connection;
  if (connects->count == 1) set_timer(connects);
  return true;
}

void connect_begin(struct connects *connects, const struct seccomp_notif *notification) {
  struct connection connection = {
      .id = notification->id, .tid = (pid_t)notification->pid, .socket = -1, .target = -1};
  int error = connection_look(&connection, notification->data.args);
  /* Killed while it was looked at: what was seen may be another process's. */
  if (!still_waits(connects, &connection)) error = ESRCH;
  else if (error == 0) error = connection_try(&connects->reach, &connection, false);
  if (error == would_wait && keep(connects, &connection)) return;
  answer(connects, &connection, error == would_wait ? EAGAIN : error);
  let_go(&connection);
}

static void drop(struct connects *connects, size_t index) {
  struct connection *connection = &connects->waiting[index];
  /* Closing is not enough: its owner has the same open file. */
  if (connection->domain != AF_UNIX) (void)!epoll_ctl(connects->ready, EPOLL_CTL_DEL, connection->socket, NULL);
  let_go(connection);
  *connection = connects->waiting[--connects->count];
  if (connects->count == 0) set_timer(connects);
}

/** Another look at one that waits. `woken`: the kernel says that something has happened to its socket. */
static void look_again(struct connects *connects, size_t index, bool woken) {
  struct connection *connection = &connects->waiting[index];
  if (!still_waits(connects, connection)) {
    drop(connects, index);
    return;
  }
  bool is_unix = connection->domain == AF_UNIX;
  int error = is_unix || woken ? connection_try(&connects->reach, connection, true) : would_wait;
  /* What is under way on a socket that doesn't block any more is still under way. */
  if (error == EALREADY) error = would_wait;
  if (error == would_wait && is_interrupted(connection->tid)) error = EINTR;
  bool late = connection->deadline > 0 && now_ms() >= connection->deadline;
  if (error == would_wait && late) error = is_unix ? EAGAIN : EINPROGRESS;
  if (error == would_wait) return;
  answer(connects, connection, error);
  drop(connects, index);
}

void connects_continue(struct connects *connects) {
  struct epoll_event events[1 + most_per_look];
  uint64_t times;
  int count = epoll_wait(connects->ready, events, 1 + most_per_look, 0);
  for (int i = 0; i < count; i++) {
    size_t at = 0;
    while (at < connects->count && connects->waiting[at].socket != events[i].data.fd) at++;
    if (at < connects->count) look_again(connects, at, true);
  }
  if (read(connects->timer, &times, sizeof times) < 0) return;
  for (int i = 0; i < most_per_look && connects->count > 0; i++) {
    connects->next = (connects->next + 1) % connects->count;
    look_again(connects, connects->next, false);
  }
}
