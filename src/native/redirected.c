#define _GNU_SOURCE
#include "redirected.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "channel.h"
#include "die.h"
#include "endpoint.h"

enum { backlog = 511, breath_ms = 100 };

/* linux/netfilter_ipv4.h and linux/netfilter_ipv6/ip6_tables.h, which do not go together with the C library's headers. */
enum { original_destination = 80 };

#ifndef IPV6_TRANSPARENT
#define IPV6_TRANSPARENT 75
#endif

/** Without the capability connections of NAT rules and local routes still come. */
static bool accept_foreign(int listener, sa_family_t family) {
  int on = 1;
  return family == AF_INET ? setsockopt(listener, IPPROTO_IP, IP_TRANSPARENT, &on, sizeof on) == 0
                           : setsockopt(listener, IPPROTO_IPV6, IPV6_TRANSPARENT, &on, sizeof on) == 0;
}

static int open_listener(const char *address, const char *port) {
  union endpoint end;
  if (!endpoint_read(&end, address, (uint16_t)atoi(port))) die("listen", "%s is not an address", address);
  socklen_t length = endpoint_length(&end);
  int on = 1, listener = socket(end.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  bool ready = listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0;
  /* Of an IPv4 connection to a socket of both families the kernel does not tell where it was meant to go. */
  if (ready && end.any.sa_family == AF_INET6) {
    ready = setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0;
  }
  bool foreign = ready && accept_foreign(listener, end.any.sa_family);
  if (!ready || bind(listener, &end.any, length) != 0 || listen(listener, backlog) != 0 ||
      getsockname(listener, &end.any, &length) != 0) {
    die_errno("listen", "%s port %s", address, port);
  }
  printf("%u %d\n", ntohs(end.v4.sin_port), foreign);
  if (fflush(stdout) != 0) die_errno("listen", "stdout");
  return listener;
}

/** A rule that rewrites the destination is asked for the one before; all others leave it in place. */
static bool find_destination(int taken, union endpoint *to) {
  union endpoint before = {0};
  socklen_t length = sizeof *to, room = sizeof before;
  if (getsockname(taken, &to->any, &length) != 0) return false;
  int level = to->any.sa_family == AF_INET ? IPPROTO_IP : IPPROTO_IPV6;
  if (getsockopt(taken, level, original_destination, &before, &room) == 0) *to = before;
  return true;
}

static void pass(int taken) {
  union endpoint to = {0};
  char text[INET6_ADDRSTRLEN];
  if (!find_destination(taken, &to) || endpoint_text(&to, text) == NULL) {
    close(taken);
    return;
  }
  channel_pass(taken, &(struct handle){.kind = handle_connection, .address = text, .port = ntohs(to.v4.sin_port)});
}

/** False when this process can have no more open files for now: the connection stays in the queue. */
static bool take(int listener) {
  int taken = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (taken >= 0) pass(taken);
  return taken >= 0 || (errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM);
}

int redirected_run(const char *address, const char *port) {
  /* A terminal's signals are meant for whoever started this, and still has connections to end. */
  if (signal(SIGINT, SIG_IGN) == SIG_ERR || signal(SIGTERM, SIG_IGN) == SIG_ERR || signal(SIGHUP, SIG_IGN) == SIG_ERR ||
      prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) {
    die_errno("listen", "signals");
  }
  channel_open();
  cleanup_fd int listener = open_listener(address, port);
  bool out_of_files = false;
  while (channel_is_open()) {
    struct pollfd polled[] = {
        {.fd = channel_fd, .events = channel_events()},
        {.fd = channel_has_room() && !out_of_files ? listener : -1, .events = POLLIN},
    };
    if (poll(polled, 2, out_of_files ? breath_ms : -1) < 0 && errno != EINTR) die_errno("listen", "poll");
    out_of_files = false;
    if (polled[0].revents != 0) channel_continue();
    if (polled[1].revents != 0) out_of_files = !take(listener);
  }
  return 0;
}
