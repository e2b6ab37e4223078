#define _GNU_SOURCE
#include "loopback.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/random.h>

static const char device[] = "lo";

/** One for all of a warden; NULL when none can be drawn. */
static const unsigned char *own_key(size_t *length) {
  static unsigned char key[16];
  static bool drawn;
  *length = sizeof key;
  drawn = drawn || getrandom(key, sizeof key, 0) == (ssize_t)sizeof key;
  return drawn ? key : NULL;
}

/** Of this family, whoever it is: the address is that of a prefix of no bits. */
static bool sign_with_all(int socket, const struct sockaddr_in6 *address) {
  size_t length;
  const unsigned char *key = own_key(&length);
  if (key == NULL) return false;
  struct tcp_md5sig signature = {.tcpm_flags = TCP_MD5SIG_FLAG_PREFIX, .tcpm_keylen = (__u16)length};
  memcpy(&signature.tcpm_addr, address, sizeof *address);
  memcpy(signature.tcpm_key, key, length);
  /* KERNEL 4.13: prefixes. */
  return setsockopt(socket, IPPROTO_TCP, TCP_MD5SIG_EXT, &signature, sizeof signature) == 0;
}

static bool sign(int socket) {
  int domain;
  socklen_t size = sizeof domain;
  if (getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0) return false;
  struct sockaddr_in6 any = {.sin6_family = (sa_family_t)domain};
  /* Where the port and the flow are in the one, the other has port and address: zeros all of them. */
  if (!sign_with_all(socket, &any)) return false;
  if (domain == AF_INET) return true;
  memset(&any.sin6_addr.s6_addr[10], 0xff, 2);
  return sign_with_all(socket, &any);
}

bool loopback_confine(int socket) {
  /* KERNEL 5.7: before, binding to a device takes a capability. */
  return setsockopt(socket, SOL_SOCKET, SO_BINDTODEVICE, device, sizeof device) == 0 && sign(socket);
}

bool loopback_check(int socket) {
  char name[16] = "";
  socklen_t size = sizeof name;
  return getsockopt(socket, SOL_SOCKET, SO_BINDTODEVICE, name, &size) == 0 && strcmp(name, device) == 0 && sign(socket);
}

static bool has_4(in_addr_t *address, bool reach) {
  if (*address == htonl(INADDR_ANY) && reach) *address = htonl(INADDR_LOOPBACK);
  return *address == htonl(INADDR_ANY) || ntohl(*address) >> 24 == IN_LOOPBACKNET;
}

static bool has_6(struct in6_addr *address, bool reach) {
  if (IN6_IS_ADDR_V4MAPPED(address)) {
    in_addr_t last;
    memcpy(&last, &address->s6_addr[12], sizeof last);
    bool has = has_4(&last, reach);
    memcpy(&address->s6_addr[12], &last, sizeof last);
    return has;
  }
  if (IN6_IS_ADDR_UNSPECIFIED(address) && reach) *address = in6addr_loopback;
  return IN6_IS_ADDR_UNSPECIFIED(address) || IN6_IS_ADDR_LOOPBACK(address);
}

bool loopback_has(struct sockaddr *address, socklen_t length, bool reach) {
  union {
    struct sockaddr *any;
    struct sockaddr_in *v4;
    struct sockaddr_in6 *v6;
  } at = {address};
  if (length >= sizeof *at.v4 && address->sa_family == AF_INET) return has_4(&at.v4->sin_addr.s_addr, reach);
  /* The kernel takes a shorter one too, without a scope; so short nobody makes it. */
  return length >= sizeof *at.v6 && address->sa_family == AF_INET6 && has_6(&at.v6->sin6_addr, reach);
}
