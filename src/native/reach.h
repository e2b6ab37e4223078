#ifndef SALLYPORT_REACH_H
#define SALLYPORT_REACH_H

#include <linux/types.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

#include "order.h"

struct capture;

/** What a command's sockets may reach. */
struct reach {
  int sockets; /* tells of the unix sockets in the command's network namespace; -1: nothing is known to be inside */
  bool shared; /* that is the host's: inside is what a descendant of this process has open */
  const struct texts *allowed; /* paths of the host's sockets, without links */
  pid_t told_tid; /* who was told of a refusal last, and of which inode */
  uint64_t told_about;
  const struct capture *capture; /* for connections to other hosts; NULL: they stay inside */
};

/** One call of connect by another thread. */
struct connection {
  uint64_t id; /* of its notification */
  pid_t tid;
  int socket; /* the caller's own, borrowed */
  int domain;
  int target; /* O_PATH of a unix socket's inode; -1: reached by name, or not a unix socket */
  union {
    struct sockaddr any;
    struct sockaddr_in v4; /* the port is where that of the other family is */
    struct sockaddr_in6 v6;
    struct sockaddr_storage whole;
  } address;
  socklen_t length;
  long deadline; /* of its SO_SNDTIMEO, in the caller's time; 0: none */
};

enum { would_wait = -1 };

/**
 * Copies what the call's arguments say and lead to, once. Returns 0 or the errno with which it ends. `socket` and
 * `target` must be -1 before, and be closed when they are not any more.
 */
int connection_look(struct connection *connection, const __u64 *args);

/**
 * Tries to make the connection on the borrowed socket. Returns 0, the kernel's errno, EACCES for a socket that must not
 * be reached (its caller's stderr hears), or would_wait. Takes a few milliseconds at most; `again`: not the first try,
 * so that a queue known to be full is not waited at.
 */
int connection_try(struct reach *reach, struct connection *connection, bool again);

/** Whether the caller has been told of this refusal already; from here on it has. */
bool reach_has_told(struct reach *reach, const struct connection *connection, uint64_t about);

/** The call itself, as the caller made it. Returns 0, the kernel's errno, or would_wait. */
int connection_connect(const struct connection *connection);

#endif
