#ifndef SALLYPORT_OVERLAY_H
#define SALLYPORT_OVERLAY_H

#include "order.h"

/**
 * Covers the order's folders in this mount namespace, which must be its own: whatever is written to the number N of them from here on
 * goes to the folder `upper/N` of the order's store, over what the host has there. Without a `work/N` beside it, it stands in for the
 * host's folder or file as a whole. Dies in the step "overlay" when the kernel does not permit it.
 */
void overlays_mount(const struct order *order);

#endif
