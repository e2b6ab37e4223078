#ifndef SALLYPORT_CAPTURE_H
#define SALLYPORT_CAPTURE_H

#include <stdbool.h>

#include "order.h"
#include "reach.h"

/** Takes connections to other hosts to whoever decides about them. */
struct capture {
  int maker; /* of sockets in the command's network namespace; -1: that is the host's */
  long proxy_port; /* of the loopback address */
  const struct texts *loopback_ports; /* those of the loopback address that lead out where nobody inside has them */
};

/**
 * Makes the connection on the borrowed internet socket. Where it leads out of the sandbox it ends at a socket of this
 * process, made for it alone at the very address and port it is meant for, and goes on to Node from there; the caller
 * sees no difference. Nothing stays behind at the address: a server inside can have the port a moment later.
 *
 * Returns 0, the kernel's errno, or would_wait.
 */
int capture_connect(const struct capture *capture, const struct connection *connection);

/** Where the network is the host's: whether the connection leads out, unless a server of the command's own is meant. */
bool capture_wants(const struct capture *capture, const struct connection *connection);

/**
 * The same as capture_connect there, for a socket that is confined to the loopback device. The caller is connected to a
 * socket at the loopback address, and sees that; only the command's own sockets could reach it.
 */
int capture_redirect(const struct connection *connection);

#endif
