#ifndef SALLYPORT_SOCKETS_H
#define SALLYPORT_SOCKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** Where a unix socket is bound: at an inode, or in the kernel's own names. */
struct socket_place {
  bool named;
  uint32_t device; /* as the kernel keeps it, not as stat packs it: see socket_device */
  uint64_t inode;
  const char *name; /* with its first NUL */
  size_t length;
};

struct bound_socket {
  bool found;
  bool full; /* nobody can connect to it now without waiting */
  uint32_t number; /* the socket's own inode, as in /proc/PID/fd */
};

/** A socket that tells what unix sockets its network namespace has: that of the caller. -1 with errno. */
int sockets_open(void);

/** Looks for what is bound at a place. False when the kernel doesn't tell. */
bool sockets_find(int sockets, const struct socket_place *place, struct bound_socket *bound);

uint32_t socket_device(dev_t device);

/** Whether a descendant of this process has the socket open. */
bool socket_is_ours(uint32_t number);

#endif
