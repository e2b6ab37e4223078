#ifndef SALLYPORT_COMPLAIN_H
#define SALLYPORT_COMPLAIN_H

#include <sys/types.h>

/**
 * Writes one line to the standard error of another process, if that is open for writing there; never waits for it.
 * An empty line is not written.
 */
void complain(pid_t pid, const char *line);

#endif
