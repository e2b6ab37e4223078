#ifndef SALLYPORT_MAKER_H
#define SALLYPORT_MAKER_H

#include <stdbool.h>

/**
 * The inside half makes sockets for the outside half: a socket belongs for good to the network namespace in which it was
 * made, and the outside half can't enter that of the sandbox.
 */

/** On the inside: hands the other end out and returns the own one, to be polled for POLLIN; -1 when nobody is there. */
int maker_open(void);

/** Serves one request; false when nobody will ask any more. */
bool maker_serve(int fd);

/** On the outside: a stream socket of the family, made inside; -1 with errno. Waits a moment for it. */
int maker_ask(int fd, int family);

#endif
