#ifndef SALLYPORT_PASS_ON_H
#define SALLYPORT_PASS_ON_H

#include <signal.h>
#include <stdbool.h>
#include <time.h>

/**
 * A signal sent to Node alone must be passed on; one sent to the whole process group has come to the warden too, and
 * to the command itself when it shares the group. Each must arrive once.
 */
struct pass_on {
  /** The command is in a group of its own: what comes to the group must be passed on as well. */
  bool own_group;
  struct {
    bool ready;       /* to be passed on now */
    bool asked;       /* Node has it; whether the group had it as well shows within `patience` */
    long asked_at;    /* milliseconds */
    bool received;    /* the warden has had it itself */
    long received_at;
  } signals[NSIG];
};

/** The warden itself got the signal. */
void pass_on_received(struct pass_on *pass_on, int number);

/** Node got the signal and asks for it to be passed on. */
void pass_on_asked(struct pass_on *pass_on, int number);

/** The next signal to pass on, or 0. */
int pass_on_next(struct pass_on *pass_on);

/** Milliseconds after which `pass_on_next` is worth calling again; -1: not before something happens. */
int pass_on_patience(const struct pass_on *pass_on);

#endif
