#ifndef SALLYPORT_DESCEND_H
#define SALLYPORT_DESCEND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Sends the signal to every descendant of this process; returns how many there were. */
size_t signal_descendants(int number);

/** True for a process or thread that descends from a child of this process, and is not that child itself. */
bool is_below_child(pid_t pid);

/** The same, and true too when it can't be told. */
bool may_be_below_child(pid_t pid);

/** Kills every descendant, also those that start others faster than one look at the list takes. Doesn't wait. */
void kill_descendants(void);

/** Kills and waits until none is left. */
void end_descendants(void);

#endif
