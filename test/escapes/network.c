/*
 * One use of the network at a time, which prints what came of it: `network WHAT ADDRESS PORT`.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static struct sockaddr_storage target;
static socklen_t target_length;
static const char *address, *port;

static int fail(const char *what) {
  printf("%s: %s\n", what, strerrorname_np(errno));
  return 0;
}

static void aim(void) {
  struct sockaddr_in *v4 = (struct sockaddr_in *)&target;
  struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&target;
  if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons((uint16_t)atoi(port));
    target_length = sizeof *v4;
  } else {
    inet_pton(AF_INET6, address, &v6->sin6_addr);
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons((uint16_t)atoi(port));
    target_length = sizeof *v6;
  }
}

static int open_socket(int type) {
  int fd = socket(target.ss_family, type, 0);
  struct timeval patience = {.tv_sec = 5};
  if (fd >= 0) setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return fd;
}

/** Prints where the socket says that it leads, and the last line that comes from there. */
static int tell(int fd) {
  char bytes[4096] = "", name[INET6_ADDRSTRLEN] = "";
  size_t length = 0;
  for (ssize_t got; (got = recv(fd, bytes + length, sizeof bytes - 1 - length, 0)) > 0;) length += (size_t)got;
  while (length > 0 && bytes[length - 1] == '\n') bytes[--length] = '\0';
  struct sockaddr_storage peer;
  socklen_t size = sizeof peer;
  if (getpeername(fd, (struct sockaddr *)&peer, &size) != 0) return fail("getpeername");
  const struct sockaddr_in *v4 = (const struct sockaddr_in *)&peer;
  const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&peer;
  const void *where = peer.ss_family == AF_INET ? (const void *)&v4->sin_addr : &v6->sin6_addr;
  inet_ntop(peer.ss_family, where, name, sizeof name);
  const char *line = strrchr(bytes, '\n');
  printf("%s %d: %s\n", name, ntohs(v4->sin_port), line == NULL ? bytes : line + 1);
  return 0;
}

static int use_tcp(void) {
  int fd = open_socket(SOCK_STREAM);
  if (fd < 0) return fail("socket");
  if (connect(fd, (struct sockaddr *)&target, target_length) != 0) return fail("connect");
  return tell(fd);
}

static int use_tcp_later(void) {
  int fd = open_socket(SOCK_STREAM | SOCK_NONBLOCK), error;
  socklen_t size = sizeof error;
  if (connect(fd, (struct sockaddr *)&target, target_length) != 0 && errno != EINPROGRESS) return fail("connect");
  struct pollfd polled = {.fd = fd, .events = POLLOUT};
  if (poll(&polled, 1, 5000) != 1 || getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return fail("poll");
  if (error != 0) return errno = error, fail("connect");
  polled.events = POLLRDHUP;
  poll(&polled, 1, 5000);
  return tell(fd);
}

/** Many at once, each to a port of its own. */
static int use_crowd(void) {
  enum { count = 200 };
  int fds[count];
  for (int i = 0; i < count; i++) {
    ((struct sockaddr_in *)&target)->sin_port = htons((uint16_t)(2000 + i));
    fds[i] = open_socket(SOCK_STREAM);
    if (connect(fds[i], (struct sockaddr *)&target, target_length) != 0) return fail("connect");
  }
  for (int i = 0; i < count; i++) {
    char byte;
    if (recv(fds[i], &byte, 1, 0) != 1) return fail("recv");
  }
  return puts("ok") < 0;
}

static int use_udp(void) {
  int fd = open_socket(SOCK_DGRAM);
  char byte = 'x';
  if (fd < 0) return fail("socket");
  if (connect(fd, (struct sockaddr *)&target, target_length) != 0) return fail("connect");
  if (send(fd, &byte, 1, 0) != 1) return fail("send");
  if (recv(fd, &byte, 1, 0) != 1) return fail("recv");
  return puts("answered") < 0;
}

/** Asks for the address of `secret.example`, as a resolver would. */
static int use_names(void) {
  static const char query[] = "\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x06secret\x07" "example\0\0\x01\0\x01";
  int fd = open_socket(SOCK_DGRAM);
  unsigned char answer[512];
  if (connect(fd, (struct sockaddr *)&target, target_length) != 0) return fail("connect");
  if (send(fd, query, sizeof query - 1, 0) < 0) return fail("send");
  ssize_t got = recv(fd, answer, sizeof answer, 0);
  if (got < 4) return fail("recv");
  printf("%d.%d.%d.%d\n", answer[got - 4], answer[got - 3], answer[got - 2], answer[got - 1]);
  return 0;
}

/** A server of one's own at a port of every address: whoever means oneself finds it, and nobody else. */
static int use_own(void) {
  struct sockaddr_in every = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))}, self = every;
  int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(server, (struct sockaddr *)&every, sizeof every) != 0 || listen(server, 1) != 0) return fail("bind");
  self.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (connect(fd, (struct sockaddr *)&self, sizeof self) != 0) return fail("connect");
  int taken = accept(server, NULL, NULL);
  if (taken < 0 || send(taken, "own\n", 4, 0) != 4 || shutdown(taken, SHUT_WR) != 0) return fail("accept");
  tell(fd);
  fd = open_socket(SOCK_STREAM);
  if (connect(fd, (struct sockaddr *)&target, target_length) != 0) return fail("connect");
  char bytes[512] = "";
  recv(fd, bytes, sizeof bytes - 1, MSG_WAITALL);
  const char *line = strstr(bytes, "\r\n\r\n");
  printf("%s", line == NULL ? bytes : line + 4);
  return 0;
}

static int use_raw(void) { return socket(AF_INET, SOCK_RAW, IPPROTO_TCP) < 0 ? fail("socket") : (puts("ok") < 0); }

static int use_packets(void) { return socket(AF_PACKET, SOCK_RAW, 0) < 0 ? fail("socket") : (puts("ok") < 0); }

/** Takes away the route that makes every address the sandbox's own. */
static int use_routes(void) {
  struct {
    struct nlmsghdr header;
    struct rtmsg route;
  } question = {.header = {.nlmsg_len = sizeof question,
                           .nlmsg_type = RTM_DELROUTE,
                           .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
                .route = {.rtm_family = AF_INET, .rtm_table = RT_TABLE_LOCAL, .rtm_type = RTN_LOCAL,
                          .rtm_scope = RT_SCOPE_HOST}};
  struct {
    struct nlmsghdr header;
    struct nlmsgerr error;
    char rest[256];
  } answer;
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  if (fd < 0) return fail("socket");
  if (send(fd, &question, sizeof question, 0) < 0 || recv(fd, &answer, sizeof answer, 0) < 0) return fail("netlink");
  if (answer.error.error == 0) return puts("ok") < 0;
  errno = -answer.error.error;
  return fail("route");
}

static const struct {
  const char *name;
  int (*use)(void);
} uses[] = {{"tcp", use_tcp},     {"tcp-later", use_tcp_later}, {"crowd", use_crowd},     {"udp", use_udp},
            {"names", use_names}, {"own", use_own}, {"raw", use_raw},             {"packets", use_packets}, {"routes", use_routes}};

int main(int argc, char **argv) {
  address = argc > 2 ? argv[2] : "192.0.2.1";
  port = argc > 3 ? argv[3] : "1";
  aim();
  for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++) {
    if (argc > 1 && strcmp(argv[1], uses[i].name) == 0) return uses[i].use();
  }
  return 2;
}
