#ifndef SALLYPORT_EVERYBODY_H
#define SALLYPORT_EVERYBODY_H

#include <stdbool.h>
#include <sys/types.h>

/** Who was there under a number; `met_hidden`: somebody who can't be looked at and matters, so that the visit is for nothing. */
enum meeting { met_nobody, met_somebody, met_hidden };

struct visitor {
  enum meeting (*meet)(void *context, pid_t pid);
  void *context;
};

/**
 * Visits every process that lives, or its parent while it is being made; some more than once, and threads by their own numbers too. However they
 * fork, nobody gets away. False when that can't be had: too much is started meanwhile.
 */
bool everybody_visit(const struct visitor *visitor);

#endif
