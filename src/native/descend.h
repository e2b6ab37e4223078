#ifndef SALLYPORT_DESCEND_H
#define SALLYPORT_DESCEND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/** Sends the signal to every descendant of this process; returns how many there were. */
size_t signal_descendants(int number);

/** `below_child`: a process or thread that descends from a child of this process, and is not that child itself. */
enum kinship { no_kin, below_child, kin_untold };
enum kinship kinship_of(pid_t pid);

/** Kills every descendant, also those that start others faster than one look at the list takes. Doesn't wait. */
void kill_descendants(void);

/** Kills and waits until none is left. */
void end_descendants(void);

#endif
