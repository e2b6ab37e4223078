#ifndef SALLYPORT_GATE_H
#define SALLYPORT_GATE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "attempts.h"
#include "order.h"
#include "wire.h"

struct attempt;
struct connects;

/**
 * The exec gate: asks the decider about every program before it is loaded, and compares what was loaded with what was
 * approved before its first instruction. Decides nothing itself; silence, a lost decider and what can't be compared are
 * refusals.
 */
struct gate {
  int listener; /* -1: no gate stands, or nobody is left to ask about */
  const struct order *order;
  struct frame_queue *questions;
  struct connects *connects; /* serves what the listener hears of connections */
  bool lost; /* no answer will come any more */
  bool urgent; /* a question waits to be sent; notices may wait for the next one */
  struct attempts attempts;
  uint64_t last_id;
};

void gate_open(struct gate *gate, int listener, const struct order *order, struct frame_queue *questions);

/** True when another question can be taken: else those who ask wait, and memory stays bounded. */
bool gate_has_room(const struct gate *gate);

/** Takes one notification from the listener. */
void gate_hear(struct gate *gate);

/** A traced thread has stopped, as waitpid says. */
void gate_stopped(struct gate *gate, pid_t pid, int status);

/** A thread or process has ended. */
void gate_gone(struct gate *gate, pid_t pid);

#endif
