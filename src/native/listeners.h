#ifndef SALLYPORT_LISTENERS_H
#define SALLYPORT_LISTENERS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/**
 * Looks for the TCP server that a connection from the loopback device to one of its addresses would come to, as the kernel would. `number`
 * becomes the socket's own inode, as in /proc/PID/fd. False when there is none, or the kernel doesn't tell.
 */
bool listener_find(int sockets, const struct sockaddr *address, uint32_t *number);

#endif
