#define _GNU_SOURCE
#include "relay-end.h"

#include <errno.h>
#include <linux/sockios.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"

/** One busy pair must not keep the others waiting. */
enum { most_rounds = 16 };

char relay_scratch[copy_room];

static int poller;
static struct end *leaving;

void ends_open(int opened) { poller = opened; }

struct end *end_open(int fd, struct link *link) {
  struct end *end = checked_realloc(NULL, sizeof *end);
  *end = (struct end){.fd = fd, .link = link};
  struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = end};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event) != 0) die_errno("relay", "epoll_ctl");
  return end;
}

static int let_go(struct end *end) {
  int fd = end->fd;
  free(end->waiting);
  *end = (struct end){.fd = -1, .next = leaving};
  leaving = end;
  return fd;
}

int end_release(struct end *end) {
  /* What was passed on stays open elsewhere, and would go on to be heard of here. */
  if (epoll_ctl(poller, EPOLL_CTL_DEL, end->fd, NULL) != 0) die_errno("relay", "epoll_ctl");
  return let_go(end);
}

/** The poller forgets by itself what is open nowhere any more. */
void end_close(struct end *end) { close(let_go(end)); }

void ends_sweep(void) {
  while (leaving != NULL) {
    struct end *next = leaving->next;
    free(leaving);
    leaving = next;
  }
}

static ssize_t receive(struct end *end, char *bytes, size_t room, int flags) {
  ssize_t got;
  do got = recv(end->fd, bytes, room, flags | MSG_DONTWAIT);
  while (got < 0 && errno == EINTR);
  if (got < 0 && errno == EAGAIN) end->in = false;
  return got;
}

long end_peek(struct end *end, char *bytes, size_t room) {
  ssize_t got = receive(end, bytes, room, MSG_PEEK);
  return got >= 0 ? got : end->in ? 0 : -1;
}

bool end_skip(struct end *end, size_t length) {
  while (length > 0) {
    ssize_t got = receive(end, relay_scratch, length < copy_room ? length : copy_room, 0);
    if (got <= 0) return false;
    length -= (size_t)got;
  }
  return true;
}

bool end_empty(struct end *end) {
  for (int round = 0; round < most_rounds; round++) {
    ssize_t got = receive(end, relay_scratch, copy_room, 0);
    if (got <= 0) return got < 0 && !end->in;
  }
  return true;
}

bool end_is_heard(struct end *end) {
  char byte;
  int unheard;
  return end_peek(end, &byte, 1) < 0 && ioctl(end->fd, SIOCOUTQ, &unheard) == 0 && unheard == 0;
}

/** What of it the socket takes at once; -1 when it failed. */
static ssize_t push(struct end *end, const char *bytes, size_t length) {
  ssize_t sent;
  do sent = send(end->fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  if (sent < 0 && errno == EAGAIN) sent = 0;
  if (sent >= 0 && (size_t)sent < length) end->out = false;
  return sent;
}

static void hold(struct end *end, const char *bytes, size_t length) {
  end->waiting = checked_realloc(end->waiting, end->length + length);
  memcpy(end->waiting + end->length, bytes, length);
  end->length += length;
}

bool end_send(struct end *end, const char *bytes, size_t length) {
  ssize_t sent = end->length > 0 ? 0 : push(end, bytes, length);
  if (sent >= 0 && (size_t)sent < length) hold(end, bytes + sent, length - (size_t)sent);
  return sent >= 0;
}

bool end_flush(struct end *end) {
  if (end->length == 0 || !end->out) return true;
  ssize_t sent = push(end, end->waiting + end->start, end->length - end->start);
  if (sent < 0) return false;
  end->start += (size_t)sent;
  if (end->start < end->length) return true;
  free(end->waiting);
  end->waiting = NULL;
  end->start = end->length = 0;
  return true;
}

enum copied end_copy(struct end *from, struct end *to, uint64_t *count, uint64_t *limit) {
  for (int round = 0; round < most_rounds; round++) {
    if (to->length > 0 && !end_flush(to)) return copied_broken;
    if (to->length > 0 || from->ended || !from->in || *limit == 0) return copied_idle;
    size_t room = *limit < copy_room ? (size_t)*limit : copy_room;
    ssize_t got = receive(from, relay_scratch, room, 0);
    if (got < 0 && from->in) return copied_broken;
    if (got < 0) return copied_idle;
    if (got == 0) {
      from->ended = true;
      return copied_idle;
    }
    /* Less than asked for was all there was; only an end that came along would not be told again. */
    if ((size_t)got < room && !from->left) from->in = false;
    *count += (uint64_t)got;
    *limit -= (uint64_t)got;
    if (!end_send(to, relay_scratch, (size_t)got)) return copied_broken;
  }
  return copied_more;
}
