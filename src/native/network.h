#ifndef SALLYPORT_NETWORK_H
#define SALLYPORT_NETWORK_H

#include "order.h"

/**
 * Sets the network namespace up that this process has just entered, and from which nothing leads out: the loopback device is all there
 * is, and every address is its own (a local default route, "AnyIP"). So a connection to any host ends at a socket of this
 * namespace.
 *
 * What listens for all hosts goes to the outside half: the proxy's socket at the order's port of 127.0.0.1, and the
 * socket for names at port 53 of every address. Dies when the kernel does not permit it.
 */
void network_open(const struct order *order);

/** Enters one and sets it up without the sockets, to see whether the kernel permits it. */
void network_try(void);

#endif
