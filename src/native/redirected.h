#ifndef SALLYPORT_REDIRECTED_H
#define SALLYPORT_REDIRECTED_H

/**
 * Listens at an address for connections that a router or firewall leads here although they were made to other hosts, and passes
 * each one on over the channel with where it was meant to go. Prints the port, and 1 when the kernel lets the socket take
 * connections of a TPROXY rule, else 0. Ends when nobody is at the other end of the channel. Returns the exit status.
 */
int redirected_run(const char *address, const char *port);

#endif
