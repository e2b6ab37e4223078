#define _GNU_SOURCE
#include "capture.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "channel.h"
#include "die.h"
#include "loopback.h"
#include "maker.h"

/* On the loopback device a connection stands when connect returns; only a busy machine takes longer. */
enum { patience_ms = 50 };

/* Headers older than the kernel do not have it. */
#ifndef IPV6_FREEBIND
#define IPV6_FREEBIND 78
#endif

/* Without the scope, which older programs leave out. */
enum { shortest_v6 = 24 };

/** Where a connection is meant to go. */
struct goal {
  sa_family_t family;
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } address;
  socklen_t length;
  uint16_t port;
  bool loopback;
};

static void set_v4(struct goal *goal, const void *address, in_port_t port) {
  goal->family = AF_INET;
  goal->length = sizeof goal->address.v4;
  goal->address.v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = port};
  memcpy(&goal->address.v4.sin_addr, address, sizeof goal->address.v4.sin_addr);
  uint32_t number = ntohl(goal->address.v4.sin_addr.s_addr);
  goal->loopback = number == INADDR_ANY || number >> 24 == IN_LOOPBACKNET;
}

/** False for what is no address of the internet: the kernel says what is wrong with it. */
static bool read_goal(const struct connection *connection, struct goal *goal) {
  const struct sockaddr *given = &connection->address.any;
  *goal = (struct goal){0};
  if (given->sa_family == AF_INET && connection->length >= sizeof(struct sockaddr_in)) {
    struct sockaddr_in v4;
    memcpy(&v4, given, sizeof v4);
    set_v4(goal, &v4.sin_addr, v4.sin_port);
    goal->port = ntohs(v4.sin_port);
    return true;
  }
  if (given->sa_family != AF_INET6 || connection->length < shortest_v6) return false;
  struct sockaddr_in6 v6 = {0};
  memcpy(&v6, given, connection->length < sizeof v6 ? connection->length : sizeof v6);
  goal->port = ntohs(v6.sin6_port);
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr)) {
    set_v4(goal, &v6.sin6_addr.s6_addr[12], v6.sin6_port);
    return true;
  }
  goal->family = AF_INET6;
  goal->length = sizeof goal->address.v6;
  goal->address.v6 = v6;
  goal->loopback = IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr);
  return true;
}

/** False for one that is under way or stands: connect only asks how it went. */
static bool is_fresh_stream(int socket) {
  int type;
  struct tcp_info info = {0};
  socklen_t size = sizeof type, room = sizeof info;
  if (getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_STREAM) return false;
  return getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &room) != 0 || info.tcpi_state == TCP_CLOSE;
}

static bool leads_out(const struct capture *capture, const struct goal *goal) {
  if (goal->port == 0) return false;
  if (!goal->loopback) return true;
  for (size_t i = 0; i < capture->loopback_ports->count; i++) {
    if (atoi(capture->loopback_ports->items[i]) == goal->port) return true;
  }
  return false;
}

static void set_port(struct goal *goal, uint16_t port) {
  if (goal->family == AF_INET) goal->address.v4.sin_port = htons(port);
  else goal->address.v6.sin6_port = htons(port);
}

/** Listens where the connection is meant to go. False with errno. */
static bool listen_at(int listener, struct goal *goal) {
  int on = 1;
  if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0) return false;
  /* To IPv6 an address is its own only when a device has it. */
  if (goal->family == AF_INET6 && setsockopt(listener, IPPROTO_IPV6, IPV6_FREEBIND, &on, sizeof on) != 0) return false;
  if (bind(listener, &goal->address.any, goal->length) == 0) return listen(listener, 1) == 0;
  if (errno != EADDRINUSE || goal->loopback) return false;
  /* A server inside has this port of every address, and is not who is meant. Only the port's number is wrong then. */
  set_port(goal, 0);
  return bind(listener, &goal->address.any, goal->length) == 0 &&
         getsockname(listener, &goal->address.any, &goal->length) == 0 && listen(listener, 1) == 0;
}

static int take(int listener) {
  struct pollfd polled = {.fd = listener, .events = POLLIN};
  int taken = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (taken >= 0 || errno != EAGAIN || poll(&polled, 1, patience_ms) != 1) return taken;
  return accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
}

/** Connects the caller to the listener and passes the other end on. */
static int connect_and_take(const struct connection *connection, int listener, const struct goal *goal) {
  int error = connection_connect(connection);
  if (error != 0 && error != EINPROGRESS && error != would_wait) return error;
  int taken = take(listener);
  char text[INET6_ADDRSTRLEN] = "";
  const void *address = goal->family == AF_INET ? (const void *)&goal->address.v4.sin_addr : &goal->address.v6.sin6_addr;
  if (taken >= 0 && inet_ntop(goal->family, address, text, sizeof text) != NULL) {
    channel_pass(taken, &(struct handle){.kind = handle_connection, .address = text, .port = goal->port});
  }
  return error;
}

int capture_connect(const struct capture *capture, const struct connection *connection) {
  struct goal goal;
  bool out = capture->maker >= 0 && read_goal(connection, &goal) && leads_out(capture, &goal) &&
             is_fresh_stream(connection->socket);
  if (!out) return connection_connect(connection);
  if (!channel_has_room()) return ECONNREFUSED;
  cleanup_fd int listener = maker_ask(capture->maker, goal.family);
  if (listener < 0 || !listen_at(listener, &goal)) return connection_connect(connection);
  /* In the family of the caller's socket, which may write an IPv4 address as an IPv6 one. */
  struct connection redirected = *connection;
  redirected.address.v4.sin_port = goal.address.v4.sin_port;
  return connect_and_take(&redirected, listener, &goal);
}

bool capture_wants(const struct capture *capture, const struct connection *connection) {
  struct goal goal;
  if (!read_goal(connection, &goal)) return false;
  return leads_out(capture, &goal) || (goal.loopback && goal.port == capture->proxy_port);
}

/** The loopback address in the family of the caller's socket. */
static void aim_at_loopback(struct connection *connection, const struct goal *goal) {
  bool is_4 = connection->address.any.sa_family == AF_INET;
  if (is_4) connection->address.v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  else if (goal->family == AF_INET6) connection->address.v6.sin6_addr = in6addr_loopback;
  else memcpy(&connection->address.v6.sin6_addr.s6_addr[12], &(in_addr_t){htonl(INADDR_LOOPBACK)}, sizeof(in_addr_t));
  if (!is_4) connection->address.v6.sin6_scope_id = 0;
}

/** Listens at a free port of the loopback address, and says which. */
static bool listen_anywhere(int listener, sa_family_t family, in_port_t *port) {
  struct sockaddr_in v4 = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct sockaddr_in6 v6 = {.sin6_family = AF_INET6, .sin6_addr = in6addr_loopback};
  struct sockaddr *any = family == AF_INET ? (struct sockaddr *)&v4 : (struct sockaddr *)&v6;
  socklen_t length = family == AF_INET ? sizeof v4 : sizeof v6;
  if (!loopback_confine(listener) || bind(listener, any, length) != 0 || listen(listener, 1) != 0) return false;
  if (getsockname(listener, any, &length) != 0) return false;
  *port = family == AF_INET ? v4.sin_port : v6.sin6_port;
  return true;
}

int capture_redirect(const struct connection *connection) {
  struct goal goal;
  struct connection redirected = *connection;
  if (!read_goal(connection, &goal) || !channel_has_room()) return ECONNREFUSED;
  cleanup_fd int listener = socket(goal.family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || !listen_anywhere(listener, goal.family, &redirected.address.v4.sin_port)) return ECONNREFUSED;
  aim_at_loopback(&redirected, &goal);
  return connect_and_take(&redirected, listener, &goal);
}
