#ifndef SALLYPORT_INSIDE_H
#define SALLYPORT_INSIDE_H

/**
 * The inside half: the first process of the sandbox's process-id namespace. It starts the command, reaps what is
 * orphaned, passes signals on, and by ending takes every process of the namespace with it.
 */
__attribute__((noreturn)) void inside_run(void);

#endif
