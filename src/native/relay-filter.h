#ifndef SALLYPORT_RELAY_FILTER_H
#define SALLYPORT_RELAY_FILTER_H

/**
 * Leaves this process the system calls that carrying takes: no files, no programs, no other processes, no listening socket
 * that it has not already. Any other call kills it. Dies when the kernel installs no filter.
 */
void relay_filter_install(void);

#endif
