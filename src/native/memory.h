#ifndef SALLYPORT_MEMORY_H
#define SALLYPORT_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "wire.h"

/*
 * Answers that the decider gave and said would stay the same: to the same question, known again by all its bytes but its
 * number and the process's, or to every one that is the same up to its first word. Bounded; the newest of those that share
 * a place counts.
 */

struct remembered {
  uint64_t id; /* of the question that was answered */
  uint32_t image;
  bool lasting;
  bool any_words; /* the answer is the same whatever words follow the first */
};

/** True when the question is known. */
bool memory_recall(const struct frame *question, struct remembered *remembered);

void memory_keep(const struct frame *question, const struct remembered *remembered);

#endif
