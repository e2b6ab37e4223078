#ifndef SALLYPORT_INSIDE_H
#define SALLYPORT_INSIDE_H

#include "order.h"

/**
 * The inside half: the first process of the sandbox's process-id namespace. It starts the command, reaps what is
 * orphaned, passes signals on, and by ending takes every process of the namespace with it.
 */
__attribute__((noreturn)) void inside_run(void);

/**
 * The same without a namespace, as a child of the outside half: whoever of its descendants is left goes with it, and it
 * goes with the outside half. Killed hard itself, it leaves its descendants to the outside half.
 */
__attribute__((noreturn)) void inside_guard(const struct order *order);

#endif
