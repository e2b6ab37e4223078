#ifndef SALLYPORT_THREAD_STATUS_H
#define SALLYPORT_THREAD_STATUS_H

#include <stdbool.h>
#include <sys/types.h>

/** The number of the thread's process; the thread's own when it is gone. */
pid_t leader_of(pid_t tid);

/** True when whoever has the number is traced by this process. */
bool is_traced_here(pid_t tid);

#endif
