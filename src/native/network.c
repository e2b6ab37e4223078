#define _GNU_SOURCE
#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"
#include "namespace.h"
#include "routes.h"
#include "talk.h"

enum { names_port = 53, backlog = 511 };

static void hand_out(int fd, enum message_kind kind, int value) {
  if (!message_send_fd(inherited_socket, &(struct message){.kind = kind, .value = value}, fd)) _exit(0);
  close(fd);
}

static void open_proxy(long port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof address) != 0 || listen(fd, backlog) != 0) {
    die_errno("network", "the proxy's socket");
  }
  hand_out(fd, message_proxy, 0);
}

/** One socket for both families, where the kernel has both. */
static void open_names(void) {
  int fd = socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), off = 0;
  struct sockaddr_in6 both = {.sin6_family = AF_INET6, .sin6_port = htons(names_port)};
  if (fd >= 0 && setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0 &&
      bind(fd, (const struct sockaddr *)&both, sizeof both) == 0) {
    hand_out(fd, message_names, 6);
    return;
  }
  if (fd >= 0) close(fd);
  fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  struct sockaddr_in one = {.sin_family = AF_INET, .sin_port = htons(names_port)};
  if (fd < 0 || bind(fd, (const struct sockaddr *)&one, sizeof one) != 0) die_errno("network", "the socket for names");
  hand_out(fd, message_names, 4);
}

void network_try(void) {
  namespace_enter(CLONE_NEWNET, "network");
  routes_to_nowhere();
}

void network_open(const struct order *order) {
  routes_to_nowhere();
  open_proxy(order->egress_port);
  open_names();
}
