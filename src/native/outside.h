#ifndef SALLYPORT_OUTSIDE_H
#define SALLYPORT_OUTSIDE_H

/** The outside half: takes an order from file descriptor 3, runs it, leaves nothing behind, reports. */
__attribute__((noreturn)) void outside_run(void);

#endif
