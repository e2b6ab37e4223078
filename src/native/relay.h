#ifndef SALLYPORT_RELAY_H
#define SALLYPORT_RELAY_H

/**
 * Listens for clients of the filter, and moves their bytes. It decides nothing: it shows Node what a client asks for and what a
 * server answers, connects to the address that Node checked, and copies. Of the plainest shapes only: whatever else comes
 * is given to Node as it came, unread, since what a client said stays in its socket until nothing about it can change any more.
 * Prints the port. Ends when nobody is at the other end of the channel. Returns the exit status.
 */
int relay_run(const char *address, const char *port, const char *idle_seconds);

#endif
