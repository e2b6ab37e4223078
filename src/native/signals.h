#ifndef SALLYPORT_SIGNALS_H
#define SALLYPORT_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/** True for the signals that are passed on to the command. */
bool is_passed_on(int number);

/** The kernel sends this one to the outside half when its parent dies; nothing else needs it. */
enum { signal_parent_died = SIGPIPE };

/** Blocks what is passed on, SIGCHLD and the parent's death, for reading through a signalfd. Returns that fd. */
int block_signals(void);

/** bubblewrap's own processes must not die of a signal to the process group that the command may well survive. */
void ignore_passed_on(void);

#endif
