#ifndef SALLYPORT_OWN_SERVERS_H
#define SALLYPORT_OWN_SERVERS_H

#include "reach.h"

/**
 * Makes the connection of an internet socket where the network is the host's: to a server of the command's own on the
 * loopback device. To all others it is as if they were not there; of one of the host's the caller's stderr hears. Returns
 * as connection_try.
 */
int connect_to_own_server(struct reach *reach, struct connection *connection);

#endif
