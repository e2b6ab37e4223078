#ifndef SALLYPORT_ERRAND_TERMINAL_H
#define SALLYPORT_ERRAND_TERMINAL_H

#include "errand.h"

/*
 * /dev/pts holds the terminals of everybody. Of these a command gets the ones whose other side it holds itself.
 */

/** Opens a new terminal's master, or a terminal of the command's own, found under whatever name. */
int errand_open_terminal(struct errand *errand, int object, int flags);

/** The same by its master, without a name. `value` are the flags, `folder` the master. */
int errand_open_peer(struct errand *errand, const struct call *call);

#endif
