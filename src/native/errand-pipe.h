#ifndef SALLYPORT_ERRAND_PIPE_H
#define SALLYPORT_ERRAND_PIPE_H

#include "errand.h"

/**
 * Opens a named pipe as the caller would, which may take until somebody opens its other end: another process waits for
 * that, and answers.
 */
int errand_open_pipe(struct errand *errand, int object, int flags);

#endif
