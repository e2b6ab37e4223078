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

#endif
