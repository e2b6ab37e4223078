#ifndef SALLYPORT_WIRE_H
#define SALLYPORT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A frame is a 32-bit little-endian length and as many bytes: key, NUL, value, NUL, key, … It carries what the decider
 * (whoever holds the other end of the control socket) orders and answers, and what the warden asks and reports.
 */
struct frame {
  char *bytes;
  size_t length;
  size_t room; /* of what is being built */
};

/** One key and its value inside a frame. */
struct field {
  const char *key;
  const char *value;
};

/** Reads one frame; false at end of file before its last byte. */
bool frame_read(int fd, struct frame *frame);
void frame_write(int fd, const struct frame *frame);
void frame_add(struct frame *frame, const char *key, const char *value);
void frame_add_number(struct frame *frame, const char *key, long value);
void frame_free(struct frame *frame);

/** True when it is made of whole fields. */
bool frame_is_whole(const struct frame *frame);

/** Steps through the fields of a whole frame, `*at` from 0; false at the end. */
bool frame_next(const struct frame *frame, size_t *at, struct field *field);

/** The value of the first field of this name, or NULL. */
const char *frame_get(const struct frame *frame, const char *key);

/** Takes frames out of a stream of bytes, however they arrive. */
struct frame_reader {
  char *bytes;
  size_t length;
  bool broken; /* what came can't be a frame: nothing after it means anything */
};

/** Adds what arrived. Memory is bounded: more than one long frame's worth of bytes breaks the reader. */
void frame_reader_feed(struct frame_reader *reader, const char *bytes, size_t length);

/** Takes the next frame out, to be freed by the caller; false when none is whole yet, or ever will be. */
bool frame_reader_next(struct frame_reader *reader, struct frame *frame);

/** Frames on their way out that the other end has not taken yet. */
struct frame_queue {
  char *bytes;
  size_t start, length, room;
};

/** False when too much is waiting already: the other end does not listen. */
bool frame_queue_add(struct frame_queue *queue, const struct frame *frame);

/** Sends what the socket takes without waiting. False when nobody is left at the other end. */
bool frame_queue_flush(struct frame_queue *queue, int socket);

/** An anonymous file that holds the bytes, read from its start. */
int memory_file(const char *name, const char *bytes, size_t length);

bool write_all(int fd, const void *bytes, size_t length);

#endif
