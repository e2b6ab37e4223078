#ifndef SALLYPORT_TERMINAL_H
#define SALLYPORT_TERMINAL_H

#include <stdbool.h>

/** True when the command was given a terminal on one of its three streams. */
bool has_terminal(void);

/** Remembers which process group the terminal belongs to. */
void terminal_remember(void);

/** Gives the terminal back after a command that took it for itself, as an interactive shell does. */
void terminal_restore(void);

/** Puts a process group of this session to the front of its terminal, also from the background. The exit status. */
int terminal_hand_over(const char *group);

/**
 * Stands by whoever reads single keys from the terminal at file descriptor 3, in a session of its own: says on standard output when it knows how the
 * terminal is, and puts it back when standard input ends after a `terminal_raw`, as it does when its writer is killed, and nobody else has. The exit
 * status.
 */
int terminal_keep(void);

/** What it is told: keys are read one by one from now on, or the terminal is as it was. */
enum { terminal_raw = 'r', terminal_back = 'b' };

#endif
