#ifndef SALLYPORT_ATTEMPTS_H
#define SALLYPORT_ATTEMPTS_H

#include "attempt.h"

/** The tries that are under way: one for each thread at most. */
struct attempts {
  struct attempt **list;
  size_t count, room;
};

void attempts_keep(struct attempts *attempts, struct attempt *attempt);

/** Forgets it and frees it. */
void attempts_drop(struct attempts *attempts, struct attempt *attempt);

struct attempt *attempts_of(const struct attempts *attempts, pid_t tid);

/** Those that are not over, and the bytes that all hold. */
size_t attempts_open(const struct attempts *attempts, size_t *bytes);

/** Another thread of the same process that is traced. */
const struct attempt *attempts_fellow(const struct attempts *attempts, const struct attempt *attempt);

#endif
