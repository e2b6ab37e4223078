#ifndef SALLYPORT_ENDPOINT_H
#define SALLYPORT_ENDPOINT_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/** An address with a port, of either family. */
union endpoint {
  struct sockaddr any;
  struct sockaddr_in v4;
  struct sockaddr_in6 v6; /* the port is where that of the other family is */
};

/** False for text that is no address. */
bool endpoint_read(union endpoint *end, const char *address, uint16_t port);

socklen_t endpoint_length(const union endpoint *end);

/** The address as text, NULL when there is none. */
const char *endpoint_text(const union endpoint *end, char text[INET6_ADDRSTRLEN]);

#endif
