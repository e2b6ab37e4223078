#define _GNU_SOURCE
#include "network.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"
#include "routes.h"
#include "talk.h"

enum { names_port = 53, backlog = 511 };

static void write_text(const char *path, const char *text) {
  cleanup_fd int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text)) die_errno("network", "%s", path);
}

/** Every user and group keeps its number; there is no other one inside. */
static void own_user_namespace(void) {
  char users[64], groups[64];
  snprintf(users, sizeof users, "%u %u 1", geteuid(), geteuid());
  snprintf(groups, sizeof groups, "%u %u 1", getegid(), getegid());
  if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) die_errno("network", "no namespace");
  write_text("/proc/self/setgroups", "deny");
  write_text("/proc/self/uid_map", users);
  write_text("/proc/self/gid_map", groups);
}

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
  /* Root may lack the capability, as in a container: then it is as good as anybody. */
  if (geteuid() != 0 || unshare(CLONE_NEWNET) != 0) own_user_namespace();
  routes_to_nowhere();
}

void network_enter(const struct order *order) {
  network_try();
  open_proxy(order->egress_port);
  open_names();
}
