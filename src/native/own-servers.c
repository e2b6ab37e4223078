#define _GNU_SOURCE
#include "own-servers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>

#include "capture.h"
#include "complain.h"
#include "listeners.h"
#include "loopback.h"
#include "sockets.h"

static void tell(struct reach *reach, const struct connection *connection) {
  char line[128], host[INET6_ADDRSTRLEN];
  const struct sockaddr *to = &connection->address.any;
  const void *at = to->sa_family == AF_INET ? (const void *)&connection->address.v4.sin_addr
                                            : (const void *)&connection->address.v6.sin6_addr;
  unsigned port = ntohs(connection->address.v4.sin_port);
  if (reach_has_told(reach, connection, port) || inet_ntop(to->sa_family, at, host, sizeof host) == NULL) return;
  snprintf(line, sizeof line, "sallyport: denied: connect to %s port %u: this server belongs to the host", host, port);
  complain(connection->tid, line);
}

/** Whether the connection leads to a server that the command has itself. */
static bool is_own(const struct reach *reach, const struct connection *connection) {
  struct connection looked = *connection;
  uint32_t number;
  return loopback_has(&looked.address.any, looked.length, true) &&
         listener_find(reach->sockets, &looked.address.any, &number) && socket_is_ours(number);
}

static int look_at_server(struct reach *reach, struct connection *connection) {
  uint32_t number;
  if (!loopback_has(&connection->address.any, connection->length, true)) return ENETUNREACH;
  if (!listener_find(reach->sockets, &connection->address.any, &number)) return ECONNREFUSED;
  if (socket_is_ours(number)) return 0;
  tell(reach, connection);
  return ECONNREFUSED;
}

int connect_to_own_server(struct reach *reach, struct connection *connection) {
  struct tcp_info info = {0};
  socklen_t size = sizeof info;
  if (!loopback_check(connection->socket)) return EACCES;
  if (getsockopt(connection->socket, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return errno;
  /* Else it leads somewhere already, or is to be let go from there. */
  bool dials = info.tcpi_state == TCP_CLOSE && connection->address.any.sa_family != AF_UNSPEC;
  bool out = dials && reach->capture != NULL && capture_wants(reach->capture, connection);
  if (out && !is_own(reach, connection)) return capture_redirect(connection);
  int error = dials ? look_at_server(reach, connection) : 0;
  return error != 0 ? error : connection_connect(connection);
}
