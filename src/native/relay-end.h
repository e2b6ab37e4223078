#ifndef SALLYPORT_RELAY_END_H
#define SALLYPORT_RELAY_END_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct link;

/** One end of what is carried: a socket, and what is known of it. Its events come by edge: what is known holds until tried. */
struct end {
  int fd;
  struct link *link; /* NULL: kept for a next request */
  bool in, out;      /* may be read, may be written, for all that is known */
  bool left;         /* the other side has ended its own */
  bool hung;         /* nothing goes either way any more */
  bool ended, shut;  /* its last byte was read; it was told that no more come */
  char *waiting;     /* what it has not taken yet */
  size_t start, length;
  struct end *next; /* of those to be freed */
};

/** So much is looked at of what a client asks or a server answers; so much is copied at once. */
enum { peek_room = 16384, copy_room = 65536 };

/** Nothing that is longer fits: `relay_scratch` is for one step, and shared by all. */
extern char relay_scratch[copy_room];

void ends_open(int poller);
struct end *end_open(int fd, struct link *link);
void end_close(struct end *end);
/** Lets go of it without closing the socket, which is somebody else's from now on. */
int end_release(struct end *end);
/** Frees those that were let go of; nobody speaks of them any more. */
void ends_sweep(void);

/** Bytes at the head of the queue, which stay there: -1 for none now, 0 when there will be none or it failed. */
long end_peek(struct end *end, char *bytes, size_t room);
/** Takes bytes off the queue that were looked at. */
bool end_skip(struct end *end, size_t length);
/** Takes what there is off the queue, for nothing. False once no more comes. */
bool end_empty(struct end *end);
/** True when nothing is left to read, and everything that was said has arrived. */
bool end_is_heard(struct end *end);
/** Hands bytes over, all of them, now or later. False when it failed. */
bool end_send(struct end *end, const char *bytes, size_t length);
/** Hands over what was left to wait, as far as the socket takes it. False when it failed. */
bool end_flush(struct end *end);

enum copied { copied_idle, copied_more, copied_broken };

/** Copies what there is, at most `*limit` bytes, which is counted down as `*count` is counted up. */
enum copied end_copy(struct end *from, struct end *to, uint64_t *count, uint64_t *limit);

#endif
