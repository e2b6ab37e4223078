#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "die.h"

/* Far above any real order: a megabyte of command, an environment, some thousand mounts. */
static const uint32_t largest_frame = 32u << 20;

static bool read_all(int fd, void *into, size_t length) {
  char *at = into;
  while (length > 0) {
    ssize_t got = read(fd, at, length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    length -= (size_t)got;
  }
  return true;
}

bool write_all(int fd, const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t put = write(fd, at, length);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    at += put;
    length -= (size_t)put;
  }
  return true;
}

bool frame_read(int fd, struct frame *frame) {
  unsigned char head[4];
  if (!read_all(fd, head, sizeof head)) return false;
  uint32_t length = (uint32_t)head[0] | (uint32_t)head[1] << 8 | (uint32_t)head[2] << 16 | (uint32_t)head[3] << 24;
  if (length > largest_frame) die("order", "a frame of %u bytes is too long", length);
  frame->bytes = checked_realloc(NULL, length);
  frame->length = length;
  return read_all(fd, frame->bytes, length);
}

void frame_write(int fd, const struct frame *frame) {
  uint32_t length = (uint32_t)frame->length;
  unsigned char head[4] = {
      (unsigned char)length,
      (unsigned char)(length >> 8),
      (unsigned char)(length >> 16),
      (unsigned char)(length >> 24),
  };
  /* Nobody left to read is not an error: then the loop ends everything anyway. */
  if (write_all(fd, head, sizeof head)) write_all(fd, frame->bytes, frame->length);
}

static void append(struct frame *frame, const char *text) {
  size_t size = strlen(text) + 1;
  frame->bytes = checked_realloc(frame->bytes, frame->length + size);
  memcpy(frame->bytes + frame->length, text, size);
  frame->length += size;
}

void frame_add(struct frame *frame, const char *key, const char *value) {
  append(frame, key);
  append(frame, value);
}

void frame_add_number(struct frame *frame, const char *key, long value) {
  char text[24];
  snprintf(text, sizeof text, "%ld", value);
  frame_add(frame, key, text);
}

void frame_free(struct frame *frame) {
  free(frame->bytes);
  *frame = (struct frame){0};
}

static const char *next_text(const struct frame *frame, size_t *at) {
  const char *text = frame->bytes + *at;
  const char *end = *at < frame->length ? memchr(text, '\0', frame->length - *at) : NULL;
  if (end == NULL) die("order", "a frame ends inside a field");
  *at = (size_t)(end - frame->bytes) + 1;
  return text;
}

bool frame_next(const struct frame *frame, size_t *at, struct field *field) {
  if (*at >= frame->length) return false;
  field->key = next_text(frame, at);
  field->value = next_text(frame, at);
  return true;
}

int memory_file(const char *name, const char *bytes, size_t length) {
  int fd = memfd_create(name, MFD_CLOEXEC);
  if (fd < 0) die_errno("memory", "memfd_create");
  if (!write_all(fd, bytes, length)) die_errno("memory", "write to a memory file");
  if (lseek(fd, 0, SEEK_SET) != 0) die_errno("memory", "rewind a memory file");
  return fd;
}
