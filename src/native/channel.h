#ifndef SALLYPORT_CHANNEL_H
#define SALLYPORT_CHANNEL_H

#include <stdbool.h>

/**
 * Sockets on their way to Node, which takes open files only in its own words: lines of JSON, each with a descriptor, as
 * its child processes send them (`NODE_HANDLE`). It acknowledges each one; nobody waits for that.
 */
enum { channel_fd = 4 };

/** Node's kinds of sockets. */
enum handle_kind { handle_server, handle_connection, handle_names, handle_given, handle_server_of };

/** What Node is told about a socket. */
struct handle {
  enum handle_kind kind;
  int family;             /* 4 or 6, of the socket for names */
  const char *address;    /* where a connection was meant to go, as text; NULL: not a connection */
  unsigned port;
  unsigned id;            /* of a relayed client, or of whom a server belongs to */
  unsigned told;          /* bytes that the server has got, of what is still in the client's socket */
  bool with_server;       /* which was passed on before */
  bool shown;             /* Node has heard of it, and hears the last of it over the other way */
};

void channel_open(void);

/** True while what is passed now would not be refused. */
bool channel_has_room(void);

/** The same for several of them. */
bool channel_has_room_for(unsigned handles);

/** Takes `fd` over: passes it on, now or when Node takes it, or closes it. */
void channel_pass(int fd, const struct handle *handle);

/** What to poll the channel for: POLLIN, with POLLOUT while something waits. */
short channel_events(void);

/** Passes on what waits, and drops what Node says. */
void channel_continue(void);

/** Whether somebody is at the other end. */
bool channel_is_open(void);

#endif
