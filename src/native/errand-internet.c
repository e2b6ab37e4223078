#define _GNU_SOURCE
#include "errand-internet.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "die.h"
#include "loopback.h"

int errand_make_internet(struct errand *errand, const struct call *call) {
  int domain = (int)errand_argument(errand, call->value, 0), type = errand_flags(errand, call);
  cleanup_fd int fd = socket(domain, type | SOCK_CLOEXEC, IPPROTO_TCP);
  if (fd < 0) return errno;
  if (!loopback_confine(fd)) return EAFNOSUPPORT;
  return errand_hand_over(errand, fd, type); /* SOCK_CLOEXEC is O_CLOEXEC */
}

int errand_bind_internet(struct errand *errand, int socket) {
  union {
    struct sockaddr any;
    struct sockaddr_in v4; /* the port is where that of the other family is */
    struct sockaddr_storage whole;
  } address = {0};
  size_t length = (size_t)(unsigned)errand_argument(errand, 2, 0);
  if (length > sizeof address) return EINVAL;
  if (!remote_copy(&errand->memory, (uint64_t)errand_argument(errand, 1, 0), &address, length)) return EFAULT;
  if (!loopback_has(&address.any, (socklen_t)length, false)) return EADDRNOTAVAIL;
  unsigned port = ntohs(address.v4.sin_port);
  if (port != 0 && port < IPPORT_RESERVED) return EACCES;
  if (!errand_still_there(errand)) return EINTR;
  if (!loopback_check(socket)) return EACCES;
  return bind(socket, &address.any, (socklen_t)length) == 0 ? 0 : errno;
}
