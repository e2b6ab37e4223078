#ifndef SALLYPORT_THREAD_STATUS_H
#define SALLYPORT_THREAD_STATUS_H

#include <stdbool.h>
#include <sys/types.h>

/** The number of the thread's process; the thread's own when it is gone. */
pid_t leader_of(pid_t tid);

/** True when whoever has the number is traced by this process. */
bool is_traced_here(pid_t tid);

/** What it does: the letter that proc_pid_status(5) has for it; NUL when it is gone. */
char state_of(pid_t tid);

/** True for the inside half where it has a namespace: it hides itself, and never becomes another program. */
bool is_first_of_namespace(pid_t pid);

#endif
