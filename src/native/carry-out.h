#ifndef SALLYPORT_CARRY_OUT_H
#define SALLYPORT_CARRY_OUT_H

#include "gate.h"

/* What becomes of an attempt that the decider has answered, or could not. Each may end and free it. */

enum {
  /* Milliseconds after which a thread that was let go on has failed to become anything. */
  loading_patience = 1000,
  exit_denied = 126,
};

/** Answers the system call itself; `error` is 0 or an errno. */
void gate_reply(const struct gate *gate, uint64_t notification, int error, uint32_t flags);

/** True while its caller is alive and waits. */
bool gate_still_asks(const struct gate *gate, const struct attempt *attempt);

/** Refuses in the way that its moment allows, with a line for the caller's standard error. */
void gate_refuse(struct gate *gate, struct attempt *attempt, const char *line);

/** The same where no decider has spoken. */
void gate_refuse_unheard(struct gate *gate, struct attempt *attempt, const char *why);

/** Lets it be loaded, traced up to its first instruction. */
void gate_proceed(struct gate *gate, struct attempt *attempt);

/** Lets go of what was loaded, and remembers its image. */
void gate_admit(struct gate *gate, struct attempt *attempt);

#endif
