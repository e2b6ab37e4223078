#ifndef SALLYPORT_LOOPBACK_H
#define SALLYPORT_LOOPBACK_H

#include <stdbool.h>
#include <sys/socket.h>

/*
 * TCP between the processes of one command, on a loopback device that is everybody's. Such a socket is bound to that
 * device, and has a key that this warden has drawn (RFC 2385): the kernel signs every packet with it, and drops what is not
 * signed so. Whoever else connects to it, and whatever else it connects to, hears nothing. Nobody without a
 * capability leaves the device; that the key stays, the filter sees to.
 */

/** Makes one of a new TCP socket. False when the kernel can't. */
bool loopback_confine(int socket);

/** Sees that the socket is one, and that its key holds for everybody: one that was accepted has it for its peer alone. */
bool loopback_check(int socket);

/**
 * True for the loopback's own addresses, and for "any". With `reach` the latter becomes the one that a connection to it
 * leads to.
 */
bool loopback_has(struct sockaddr *address, socklen_t length, bool reach);

#endif
