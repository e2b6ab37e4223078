#ifndef SALLYPORT_RELAY_TALK_H
#define SALLYPORT_RELAY_TALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * What is said between the relay and Node, over descriptor 3. A frame is the length of the rest in 32 bits, the connection's
 * number in 32, a letter, and what belongs to it; numbers are little-endian, an address is text with a NUL behind it.
 */
enum { talk_fd = 3 };

/** What the relay tells. */
enum told {
  told_head = 'H',   /* the client's address, then the head of a request */
  told_first = 'F',  /* what a tunnel starts with */
  told_answer = 'A', /* the head of a server's answer */
  told_end = 'E',    /* bytes sent and received, in 64 bits each; 1 when nothing was cut off */
  told_given = 'V',  /* nothing more is told of it: it is handed over, over the channel for sockets */
  told_gone = 'L',   /* nobody is there any more */
};

/** What Node orders. */
enum ordered {
  ordered_give = 'G',   /* hand it over */
  ordered_tunnel = 'T', /* port (16 bits), length of the request (32), address: connect and say so */
  ordered_pass = 'P',   /* length (32), 1 for a hello: let it through */
  ordered_send = 'S',   /* key (32), port (16), length of the request (32), address, and what the server gets */
  ordered_reply = 'R',  /* length of the server's head (32), of the body (64), 1 to keep the server; what the client gets */
  ordered_drain = 'X',  /* take no new connections, and keep none for a next request */
  ordered_quit = 'Q',   /* say how everything ended, and end */
};

struct frame_view {
  uint32_t id;
  enum ordered order;
  const char *bytes;
  size_t length;
};

void talk_open(void);
/** Adds a frame, made of two parts, to what is on its way. */
void talk_say(uint32_t id, enum told told, const void *one, size_t one_length, const void *other, size_t other_length);
/** Too much is on its way: Node is busy. */
bool talk_is_full(void);
/** Sends what Node takes; true when something is left. */
bool talk_flush(void);
/** Sends all, however long it takes. */
void talk_finish(void);
/** Reads what Node orders, and gives each order to `take`. False when nobody is there any more. */
bool talk_hear(void (*take)(const struct frame_view *));

/** Numbers of a frame, taken off its start; false when it is too short. */
bool view_take(struct frame_view *view, void *number, size_t size);
/** Text with its NUL; NULL when there is none. */
const char *view_text(struct frame_view *view);

#endif
