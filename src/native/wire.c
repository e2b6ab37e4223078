#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"

enum {
  head_size = 4,
  /* Far above any real order: a megabyte of command, an environment, some thousand mounts. */
  largest_frame = 32 << 20,
  /* What comes after the order is a signal's number, or a verdict with one line of text. */
  largest_answer = 64 << 10,
  longest_backlog = 1 << 20,
};

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

static uint32_t parse_length(const char *bytes) {
  const unsigned char *head = (const unsigned char *)bytes;
  return (uint32_t)head[0] | (uint32_t)head[1] << 8 | (uint32_t)head[2] << 16 | (uint32_t)head[3] << 24;
}

static void put_length(char *head, size_t length) {
  for (int i = 0; i < head_size; i++) head[i] = (char)(unsigned char)(length >> (8 * i));
}

bool frame_read(int fd, struct frame *frame) {
  char head[head_size];
  if (!read_all(fd, head, sizeof head)) return false;
  uint32_t length = parse_length(head);
  if (length > largest_frame) die("order", "a frame of %u bytes is too long", length);
  *frame = (struct frame){.bytes = checked_realloc(NULL, length), .length = length, .room = length};
  if (!read_all(fd, frame->bytes, length)) return false;
  if (!frame_is_whole(frame)) die("order", "a frame ends inside a field");
  return true;
}

void frame_write(int fd, const struct frame *frame) {
  char head[head_size];
  put_length(head, frame->length);
  /* Nobody left to read is not an error: then the loop ends everything anyway. */
  if (write_all(fd, head, sizeof head)) write_all(fd, frame->bytes, frame->length);
}

/** Makes room for more bytes, twice as much each time, so that long frames cost linear time. */
static void grow(char **bytes, size_t *room, size_t wanted) {
  if (wanted <= *room) return;
  size_t larger = *room < 512 ? 1024 : *room * 2;
  *room = larger < wanted ? wanted : larger;
  *bytes = checked_realloc(*bytes, *room);
}

static void append(struct frame *frame, const char *text) {
  size_t size = strlen(text) + 1;
  grow(&frame->bytes, &frame->room, frame->length + size);
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

bool frame_is_whole(const struct frame *frame) {
  size_t ends = 0;
  for (size_t i = 0; i < frame->length; i++) ends += frame->bytes[i] == '\0';
  return frame->length == 0 || (frame->bytes[frame->length - 1] == '\0' && ends % 2 == 0);
}

bool frame_next(const struct frame *frame, size_t *at, struct field *field) {
  if (*at >= frame->length) return false;
  field->key = frame->bytes + *at;
  field->value = field->key + strlen(field->key) + 1;
  *at = (size_t)(field->value + strlen(field->value) + 1 - frame->bytes);
  return true;
}

const char *frame_get(const struct frame *frame, const char *key) {
  struct field field;
  for (size_t at = 0; frame_next(frame, &at, &field);) {
    if (strcmp(field.key, key) == 0) return field.value;
  }
  return NULL;
}

void frame_reader_feed(struct frame_reader *reader, const char *bytes, size_t length) {
  if (reader->broken || length == 0) return;
  if (reader->length + length > longest_backlog) {
    reader->broken = true;
    return;
  }
  reader->bytes = checked_realloc(reader->bytes, reader->length + length);
  memcpy(reader->bytes + reader->length, bytes, length);
  reader->length += length;
}

bool frame_reader_next(struct frame_reader *reader, struct frame *frame) {
  if (reader->broken || reader->length < head_size) return false;
  size_t length = parse_length(reader->bytes);
  if (length > largest_answer) reader->broken = true;
  if (reader->broken || reader->length < head_size + length) return false;
  *frame = (struct frame){.bytes = checked_realloc(NULL, length), .length = length, .room = length};
  memcpy(frame->bytes, reader->bytes + head_size, length);
  reader->length -= head_size + length;
  memmove(reader->bytes, reader->bytes + head_size + length, reader->length);
  if (frame_is_whole(frame)) return true;
  reader->broken = true;
  frame_free(frame);
  return false;
}

bool frame_queue_add(struct frame_queue *queue, const struct frame *frame) {
  if (queue->length + frame->length > largest_frame) return false;
  /* Only when as much has been sent as must be moved: else a long queue would be moved for every frame. */
  if (queue->start > 0 && queue->start >= queue->length) {
    memmove(queue->bytes, queue->bytes + queue->start, queue->length);
    queue->start = 0;
  }
  size_t end = queue->start + queue->length;
  grow(&queue->bytes, &queue->room, end + head_size + frame->length);
  put_length(queue->bytes + end, frame->length);
  memcpy(queue->bytes + end + head_size, frame->bytes, frame->length);
  queue->length += head_size + frame->length;
  return true;
}

bool frame_queue_flush(struct frame_queue *queue, int socket) {
  while (queue->length > 0) {
    ssize_t sent = send(socket, queue->bytes + queue->start, queue->length, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK;
    queue->start += (size_t)sent;
    queue->length -= (size_t)sent;
  }
  return true;
}

int memory_file(const char *name, const char *bytes, size_t length) {
  int fd = memfd_create(name, MFD_CLOEXEC);
  if (fd < 0) die_errno("memory", "memfd_create");
  if (!write_all(fd, bytes, length)) die_errno("memory", "write to a memory file");
  if (lseek(fd, 0, SEEK_SET) != 0) die_errno("memory", "rewind a memory file");
  return fd;
}
