#define _GNU_SOURCE
#include "relay.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "channel.h"
#include "clock.h"
#include "die.h"
#include "relay-filter.h"
#include "relay-link.h"
#include "relay-talk.h"

enum { backlog = 511, most_events = 256, most_accepted = 64, beat_ms = 250 };

/** Whose events are told by the address of these. */
static struct {
  int poller, listener;
  bool quitting;
} relay;

static const char talk_mark, channel_mark, listener_mark;

static void watch(int operation, int fd, uint32_t events, const void *mark) {
  struct epoll_event event = {.events = events, .data.ptr = (void *)(uintptr_t)mark};
  if (epoll_ctl(relay.poller, operation, fd, &event) != 0) die_errno("relay", "epoll_ctl");
}

/** Gives the port that it listens on. */
static unsigned open_listener(const char *address, const char *port) {
  union endpoint end;
  if (!endpoint_read(&end, address, (uint16_t)atoi(port))) die("listen", "%s is not an address", address);
  socklen_t length = endpoint_length(&end);
  int on = 1, fd = socket(end.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  /* Accepted sockets have the listener's options. Urgent bytes stay in their place: else what was looked at could shift. */
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on) != 0 ||
      setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 || bind(fd, &end.any, length) != 0 ||
      listen(fd, backlog) != 0 || getsockname(fd, &end.any, &length) != 0) {
    die_errno("listen", "%s port %s", address, port);
  }
  relay.listener = fd;
  watch(EPOLL_CTL_ADD, fd, 0, &listener_mark);
  return ntohs(end.v4.sin_port);
}

static void close_listener(void) {
  if (relay.listener >= 0) close(relay.listener);
  relay.listener = -1;
}

static void take_order(const struct frame_view *view) {
  if (view->order == ordered_quit) relay.quitting = true;
  if (view->order == ordered_drain) {
    close_listener();
    links_drain();
  }
  if (view->order != ordered_quit && view->order != ordered_drain) link_order(view);
}

/** False when this process can have no more open files for now: who comes waits in the queue. */
static bool accept_all(void) {
  for (int count = 0; count < most_accepted; count++) {
    union endpoint peer = {0};
    socklen_t length = sizeof peer;
    int fd = accept4(relay.listener, &peer.any, &length, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0) link_accept(fd, &peer);
    else return errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM;
  }
  return true;
}

/** Listens only while there is room for who comes. */
static void watch_listener(bool wanted) {
  static bool listens;
  if (relay.listener < 0 || listens == wanted) return;
  watch(EPOLL_CTL_MOD, relay.listener, wanted ? EPOLLIN : 0, &listener_mark);
  listens = wanted;
}

static void watch_channel(void) {
  static short watched = 0;
  if (watched == channel_events()) return;
  watched = channel_events();
  watch(EPOLL_CTL_MOD, channel_fd, (uint32_t)watched, &channel_mark);
}

static void watch_talk(bool waits) {
  static bool waited;
  if (waited == waits) return;
  watch(EPOLL_CTL_MOD, talk_fd, waits ? EPOLLIN | EPOLLOUT : EPOLLIN, &talk_mark);
  waited = waits;
}

/** False when nobody is there any more. */
static bool hear(const struct epoll_event *event, bool *out_of_files) {
  const void *mark = event->data.ptr;
  if (mark == &listener_mark) {
    if (relay.listener >= 0) *out_of_files = !accept_all();
  } else if (mark == &channel_mark) {
    channel_continue();
    links_give();
  } else if (mark == &talk_mark) {
    return (event->events & ~(uint32_t)EPOLLOUT) == 0 || talk_hear(take_order);
  } else {
    link_wake(event->data.ptr, event->events);
  }
  return true;
}

/** How long to wait for events when some have more to do, or wait for room. */
static int patience(bool busy, bool out_of_files) {
  if (busy) return talk_is_full() ? 1 : 0;
  return links_are_none() && !out_of_files ? -1 : beat_ms;
}

static void run(void) {
  struct epoll_event events[most_events];
  bool busy = false, out_of_files = false, talking = true;
  long long swept = now_ms();
  while (channel_is_open() && talking && !relay.quitting) {
    watch_listener(!out_of_files && channel_has_room_for(2) && !talk_is_full());
    watch_channel();
    int count = epoll_wait(relay.poller, events, most_events, patience(busy, out_of_files));
    if (count < 0 && errno != EINTR) die_errno("relay", "epoll_wait");
    relay_now = now_ms();
    for (int at = 0; at < count && talking; at++) talking = hear(&events[at], &out_of_files);
    busy = links_continue();
    if (relay_now - swept >= beat_ms) {
      links_sweep();
      swept = relay_now;
      out_of_files = false;
    }
    watch_talk(talk_flush());
    ends_sweep();
  }
}

/** Without stdio, which would ask what kind of file this is. */
static void tell(unsigned port) {
  char line[16];
  int length = snprintf(line, sizeof line, "%u\n", port);
  if (write(STDOUT_FILENO, line, (size_t)length) != length) die_errno("listen", "stdout");
}

int relay_run(const char *address, const char *port, const char *idle_seconds) {
  /* A terminal's signals are meant for whoever started this, and still has connections to end. */
  if (signal(SIGINT, SIG_IGN) == SIG_ERR || signal(SIGTERM, SIG_IGN) == SIG_ERR || signal(SIGHUP, SIG_IGN) == SIG_ERR ||
      prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) {
    die_errno("listen", "signals");
  }
  relay.poller = epoll_create1(EPOLL_CLOEXEC);
  if (relay.poller < 0) die_errno("relay", "epoll_create1");
  channel_open();
  talk_open();
  ends_open(relay.poller);
  links_open(atol(idle_seconds) * 1000);
  watch(EPOLL_CTL_ADD, channel_fd, 0, &channel_mark);
  watch(EPOLL_CTL_ADD, talk_fd, EPOLLIN, &talk_mark);
  unsigned listening = open_listener(address, port);
  relay_filter_install();
  tell(listening);
  run();
  links_quit();
  talk_finish();
  return 0;
}
