#ifndef SALLYPORT_CONNECT_H
#define SALLYPORT_CONNECT_H

#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>

#include "order.h"
#include "reach.h"

/**
 * Makes the connections that the command's processes ask for. A unix socket's path leads out of a network namespace, and
 * both the path and the file descriptor can be swapped after a look at them: so the call is never let through, but made
 * here, on the very socket and to the very inode that were looked at.
 *
 * Sockets bound inside can be reached, and the host's that the profile lists; of another one of the host (EACCES) the
 * caller's stderr hears. All other errors are the kernel's own. In SO_PEERCRED a server sees the right user and no pid.
 */
struct connects {
  int listener;
  int ready; /* to be polled for POLLIN, then connects_continue; -1 before connects_open */
  int timer;
  struct reach reach;
  struct connection *waiting;
  size_t count, next;
};

/**
 * `sockets` comes from sockets_open, called in the command's network namespace, and belongs to the connects from now on;
 * so does not the listener. Where the order shares the host's network namespace only unix and netlink sockets are
 * served: the rules that Landlock has for its network would not hold here.
 */
void connects_open(struct connects *connects, int listener, int sockets, const struct order *order);

/** Serves one notification of connect(2). Never waits longer than a few milliseconds; what takes longer goes on later. */
void connect_begin(struct connects *connects, const struct seccomp_notif *notification);

/** `ready` is readable: some that waited may go on. */
void connects_continue(struct connects *connects);

#endif
