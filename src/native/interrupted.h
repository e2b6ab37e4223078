#ifndef SALLYPORT_INTERRUPTED_H
#define SALLYPORT_INTERRUPTED_H

#include <stdbool.h>
#include <sys/types.h>

/** Whether a handler waits to run in a thread whose call is done for it: the kernel would break the call off for that. */
bool is_interrupted(pid_t tid);

#endif
