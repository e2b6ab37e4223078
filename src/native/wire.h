#ifndef SALLYPORT_WIRE_H
#define SALLYPORT_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A frame is a 32-bit little-endian length and as many bytes: key, NUL, value, NUL, key, … It carries what Node
 * orders, and what the warden reports back.
 */
struct frame {
  char *bytes;
  size_t length;
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

/** Steps through the fields, `*at` from 0; false at the end. Ends the process on a frame that is cut in a field. */
bool frame_next(const struct frame *frame, size_t *at, struct field *field);

/** An anonymous file that holds the bytes, read from its start. */
int memory_file(const char *name, const char *bytes, size_t length);

bool write_all(int fd, const void *bytes, size_t length);

#endif
