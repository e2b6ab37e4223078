#ifndef SALLYPORT_MEMORY_H
#define SALLYPORT_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "wire.h"

/*
 * Answers that the decider gave and said would stay the same. A question is known again by all its bytes but its number
 * and the process's; bounded, the newest of those that share a place counts.
 */

/** True when it is known; then `*image` and `*lasting` are the answer. */
bool memory_recall(const struct frame *question, uint32_t *image, bool *lasting);

void memory_keep(const struct frame *question, uint32_t image, bool lasting);

#endif
