#ifndef SALLYPORT_TEND_H
#define SALLYPORT_TEND_H

/**
 * Runs the program `argv` in a session of its own to its end, and ends with its status, or by its signal. Nothing that it has started is left
 * then, wherever it has gone; the same when SIGTERM comes or the parent dies.
 */
__attribute__((noreturn)) void tend_run(char **argv);

#endif
