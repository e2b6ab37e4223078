#ifndef SALLYPORT_ERRAND_INTERNET_H
#define SALLYPORT_ERRAND_INTERNET_H

#include "errand.h"

/** Makes a socket for the caller that leads nowhere but to the command's own processes. */
int errand_make_internet(struct errand *errand, const struct call *call);

/** Binds the caller's socket, borrowed, to an address of the loopback. */
int errand_bind_internet(struct errand *errand, int socket);

#endif
