#ifndef SALLYPORT_HEAR_H
#define SALLYPORT_HEAR_H

#include "life.h"

/** The inside half, until nothing more is there. */
void hear_inside(struct outside *outside);

/** What bubblewrap says of its troubles: kept for the report. */
void hear_complaints(struct outside *outside);

/** The decider: signals to be passed on, and answers. */
void hear_node(struct outside *outside);

/** Signals to this process, among them the word of children that have stopped or ended. */
void hear_signals(struct outside *outside);

/** The timer: first everybody is asked to end, then made to. */
void hear_deadline(struct outside *outside);

/** Everybody who has stopped or ended: traced threads, orphans, and without a sandbox the command itself. */
void hear_children(struct outside *outside);

/** The listener of the filter, by what poll said about it. */
void hear_listener(struct outside *outside, short events);

#endif
