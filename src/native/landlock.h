#ifndef SALLYPORT_LANDLOCK_H
#define SALLYPORT_LANDLOCK_H

#include "order.h"

/** The version of Landlock that the kernel offers; 0: none. */
int landlock_version(void);

/**
 * Closes this thread, and all that it starts, into the order's walls: for good. Beside bubblewrap only the file tree is
 * restricted; without it also TCP, abstract sockets and signals, as far as this kernel's version goes. Dies on
 * any failure. Without Landlock it dies where nothing else would stand, and does nothing beside bubblewrap.
 */
void landlock_restrict(const struct order *order);

#endif
