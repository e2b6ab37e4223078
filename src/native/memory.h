#ifndef SALLYPORT_MEMORY_H
#define SALLYPORT_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "wire.h"

/*
 * Answers that the decider gave and said would stay the same. A question is known again by all its bytes but its number
 * and the process's; bounded, the newest of those that share a place counts.
 */

struct remembered {
  uint64_t id; /* of the question that was answered */
  uint32_t image;
  bool lasting;
};

/** True when the question is known. */
bool memory_recall(const struct frame *question, struct remembered *remembered);

void memory_keep(const struct frame *question, const struct remembered *remembered);

#endif
