#ifndef SALLYPORT_HOLD_PIPES_H
#define SALLYPORT_HOLD_PIPES_H

/**
 * Makes as many pipes as `count` says and prints their ends, `read write` a line each; holds them until the standard input ends, for
 * whoever opens them below `/proc/PID/fd`. Node itself can make no pipes. Returns the exit status.
 */
int hold_pipes(const char *count);

#endif
