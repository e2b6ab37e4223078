#ifndef SALLYPORT_RELAY_STEPS_H
#define SALLYPORT_RELAY_STEPS_H

#include "relay-link.h"

/* What the steps of a connection and the orders about it are made of. What ends or gives a link frees it. */

/** The link of this number, or NULL where that connection is gone. */
struct link *link_find(uint32_t id);
/** True once no client is kept for a next request. */
bool links_are_draining(void);

/** Has it looked at once more in this round or the next. */
void link_enqueue(struct link *link);
void link_move_to(struct link *link, enum step step);
void link_say(const struct link *link, enum told told, const void *bytes, size_t length);
void link_say_end(const struct link *link, bool whole);
void link_free_request(struct link *link);

/** Closes both ends. */
void link_drop(struct link *link);
/** The same for a tunnel, or for a connection whose answer was cut off, whose bytes count. */
void link_finish(struct link *link, bool whole);
/**
 * Ends a client that may still have to read: bytes of its that nobody read would turn what was said last into a reset, so they
 * are read for nothing until it ends, too (RFC 9112 9.6).
 */
void link_part(struct link *link);
/** Hands the client over, and the server with it where it has got something. */
void link_give(struct link *link);
/** The same where the server is of no use: Node tries anew. */
void link_give_alone(struct link *link);

/** Sends a request to a server that is connected. */
void link_send_request(struct link *link);
/** Copies both ways from now on, behind what the server has got. */
void link_begin_copying(struct link *link);
/** Goes on from where it stands, as far as that is possible. */
void link_advance(struct link *link);

#endif
