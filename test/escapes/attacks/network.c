#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_alg.h>
#include <linux/if_tun.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/ip_icmp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"

union address {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6;
};

static socklen_t internet(char **w, union address *address) {
  unsigned short port = htons((unsigned short)atoi(w[1]));
  memset(address, 0, sizeof *address);
  if (inet_pton(AF_INET6, w[0], &address->v6.sin6_addr) == 1) {
    address->v6.sin6_family = AF_INET6;
    address->v6.sin6_port = port;
    return sizeof address->v6;
  }
  address->v4.sin_family = AF_INET;
  address->v4.sin_port = port;
  return inet_pton(AF_INET, w[0], &address->v4.sin_addr) == 1 ? sizeof address->v4 : 0;
}

static int connect_internet(char **w, int type, int protocol) {
  union address address;
  socklen_t size = internet(w, &address);
  int fd = socket(address.any.sa_family, type, protocol);
  return fd < 0 || connect(fd, &address.any, size) < 0 ? -1 : fd;
}

static int tcp(char **w) { return connect_internet(w, SOCK_STREAM, 0); }
static int mptcp(char **w) { return connect_internet(w, SOCK_STREAM, IPPROTO_MPTCP); }

/** A datagram is only proof when somebody answers. */
static int udp(char **w) {
  char byte = 'x';
  struct timeval patience = {.tv_sec = 1};
  int fd = connect_internet(w, SOCK_DGRAM, 0);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return send(fd, &byte, 1, 0) < 0 ? -1 : (int)recv(fd, &byte, 1, 0);
}

static int udp_connect(char **w) { return connect_internet(w, SOCK_DGRAM, 0); }

/** Opens a connection without a call of connect(2). */
static int fast_open(char **w) {
  union address address;
  socklen_t size = internet(w, &address);
  int fd = socket(address.any.sa_family, SOCK_STREAM, 0);
  return fd < 0 ? -1 : (int)sendto(fd, "x", 1, MSG_FASTOPEN, &address.any, size);
}

static int bind_port(char **w) {
  union address address;
  socklen_t size = internet(w, &address);
  int fd = socket(address.any.sa_family, SOCK_STREAM, 0);
  return fd < 0 || bind(fd, &address.any, size) < 0 ? -1 : listen(fd, 1);
}

static int echo_request(char **w) {
  struct icmphdr request = {.type = ICMP_ECHO};
  struct timeval patience = {.tv_sec = 1};
  union address address;
  socklen_t size = internet(w, &address);
  int fd = socket(AF_INET, strcmp(w[2], "raw") == 0 ? SOCK_RAW : SOCK_DGRAM, IPPROTO_ICMP);
  if (fd < 0) return -1;
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return (int)sendto(fd, &request, sizeof request, 0, &address.any, size);
}

static socklen_t local(const char *path, struct sockaddr_un *address) {
  *address = (struct sockaddr_un){.sun_family = AF_UNIX};
  size_t length = strlen(path);
  if (length >= sizeof address->sun_path) return 0;
  memcpy(address->sun_path, path, length + 1);
  if (path[0] != '@') return sizeof *address;
  address->sun_path[0] = 0;
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
}

static int connect_local(const char *path, int type) {
  struct sockaddr_un address;
  socklen_t size = local(path, &address);
  int fd = socket(AF_UNIX, type, 0);
  return fd < 0 || connect(fd, (struct sockaddr *)&address, size) < 0 ? -1 : fd;
}

static int unix_stream(char **w) { return connect_local(w[0], SOCK_STREAM); }
static int unix_packets(char **w) { return connect_local(w[0], SOCK_SEQPACKET); }
static int unix_datagram(char **w) { return connect_local(w[0], SOCK_DGRAM); }

static int unix_bind(char **w) {
  struct sockaddr_un address;
  socklen_t size = local(w[0], &address);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  return fd < 0 ? -1 : bind(fd, (struct sockaddr *)&address, size);
}

/** A datagram needs no connection, and a pair comes without a call of socket(2). */
static int unix_pair(char **w) {
  struct sockaddr_un address;
  socklen_t size = local(w[0], &address);
  int pair[2];
  if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair) < 0) return -1;
  return (int)sendto(pair[0], "x", 1, 0, (struct sockaddr *)&address, size);
}

static int any_socket(char **w) { return socket(atoi(w[0]), atoi(w[1]), atoi(w[2])); }

static int vsock(char **w) {
  struct sockaddr_vm address = {.svm_family = AF_VSOCK, .svm_cid = VMADDR_CID_HOST, .svm_port = 1};
  (void)w;
  int fd = socket(AF_VSOCK, SOCK_STREAM, 0);
  return fd < 0 ? -1 : connect(fd, (struct sockaddr *)&address, sizeof address);
}

static int netlink_request(const void *request, size_t size) {
  struct { struct nlmsghdr header; struct nlmsgerr error; char rest[512]; } answer;
  struct sockaddr_nl kernel = {.nl_family = AF_NETLINK};
  int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
  if (fd < 0 || sendto(fd, request, size, 0, (struct sockaddr *)&kernel, sizeof kernel) < 0) return -1;
  if (recv(fd, &answer, sizeof answer, 0) < 0 || answer.header.nlmsg_type != NLMSG_ERROR) return -1;
  errno = -answer.error.error;
  return answer.error.error == 0 ? 0 : -1;
}

static int add_interface(char **w) {
  struct { struct nlmsghdr header; struct ifinfomsg link; struct rtattr outer; struct rtattr kind; char name[8]; } r = {
      .header = {.nlmsg_len = sizeof r, .nlmsg_type = RTM_NEWLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE},
      .outer = {.rta_len = sizeof r.outer + sizeof r.kind + sizeof r.name, .rta_type = IFLA_LINKINFO},
      .kind = {.rta_len = sizeof r.kind + sizeof r.name, .rta_type = IFLA_INFO_KIND}};
  strncpy(r.name, w[0], sizeof r.name - 1);
  return netlink_request(&r, sizeof r);
}

static int change_interface(char **w) {
  struct { struct nlmsghdr header; struct ifinfomsg link; } r = {
      .header = {.nlmsg_len = sizeof r, .nlmsg_type = RTM_NEWLINK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK},
      .link = {.ifi_index = (int)if_nametoindex("lo") ?: 1, .ifi_flags = (unsigned int)atoi(w[0]), .ifi_change = IFF_UP}};
  return netlink_request(&r, sizeof r);
}

static int add_route(char **w) {
  struct { struct nlmsghdr header; struct rtmsg route; struct rtattr kind; int index; } r = {
      .header = {.nlmsg_len = sizeof r, .nlmsg_type = RTM_NEWROUTE, .nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE},
      .route = {.rtm_family = AF_INET, .rtm_table = RT_TABLE_MAIN, .rtm_protocol = RTPROT_BOOT, .rtm_scope = RT_SCOPE_LINK,
                .rtm_type = RTN_UNICAST},
      .kind = {.rta_len = sizeof r.kind + sizeof r.index, .rta_type = RTA_OIF},
      .index = 1};
  (void)w;
  return netlink_request(&r, sizeof r);
}

static int tunnel(char **w) {
  struct ifreq request = {.ifr_flags = IFF_TUN | IFF_NO_PI};
  (void)w;
  int fd = open("/dev/net/tun", O_RDWR);
  return fd < 0 ? -1 : ioctl(fd, TUNSETIFF, &request);
}

const struct attack network_attacks[] = {
    {"tcp", tcp}, {"mptcp", mptcp}, {"udp", udp}, {"udp-connect", udp_connect}, {"fast-open", fast_open},
    {"bind-port", bind_port}, {"icmp", echo_request}, {"unix", unix_stream}, {"unix-packets", unix_packets},
    {"unix-datagram", unix_datagram}, {"unix-bind", unix_bind}, {"unix-pair", unix_pair}, {"socket", any_socket},
    {"vsock", vsock}, {"add-interface", add_interface}, {"change-interface", change_interface},
    {"add-route", add_route}, {"tunnel", tunnel}, {NULL, NULL},
};
