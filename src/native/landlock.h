#ifndef SALLYPORT_LANDLOCK_H
#define SALLYPORT_LANDLOCK_H

#include <stdbool.h>

#include "order.h"

/** The version of Landlock that the kernel offers; 0: none. */
int landlock_version(void);

/**
 * Closes this thread, and all that it starts, into the order's walls: for good. Beside bubblewrap only the file tree is
 * restricted; without it also TCP, abstract sockets and signals, as far as this kernel's version goes. Dies on
 * any failure. Where nothing else would stand it also dies without a Landlock that knows of emptying files. Returns the
 * version, 0 when nothing was restricted.
 */
int landlock_restrict(const struct order *order);

/** From here on this process can make sockets below the folder, and none elsewhere. False when the kernel refuses. */
bool landlock_hold_to_sockets(int folder);

#endif
