#ifndef SALLYPORT_SANDBOX_H
#define SALLYPORT_SANDBOX_H

#include <stdbool.h>
#include <sys/types.h>

#include "order.h"

/** A running sandbox, or the bare command when the order names no bubblewrap. */
struct sandbox {
  bool bare;
  pid_t child;    /* bubblewrap, or the command itself */
  int socket;     /* to the inside half; -1 once nobody is there */
  int complaints; /* what bubblewrap writes to its stderr; -1 once it is closed */
};

void sandbox_start(const struct order *order, struct sandbox *sandbox);

/** Sends the signal to every process of the sandbox. */
void sandbox_signal(const struct sandbox *sandbox, int number);

/** Ends what only stands by, once the command and all it started are gone. */
void sandbox_let_go(const struct sandbox *sandbox);

/** Kills all that is left and waits until it is gone. */
void sandbox_destroy(struct sandbox *sandbox);

#endif
