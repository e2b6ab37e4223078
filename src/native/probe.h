#ifndef SALLYPORT_PROBE_H
#define SALLYPORT_PROBE_H

/** Prints what the kernel offers, one `name value` a line; returns the exit status. */
int probe_print(void);

#endif
