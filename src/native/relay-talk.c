#define _GNU_SOURCE
#include "relay-talk.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "die.h"

enum { head_bytes = 9, longest_order = 1 << 20, much = 1 << 20 };

static struct {
  char *bytes;
  size_t start, length, room;
} outgoing;
static char incoming[longest_order];
static size_t heard;

void talk_open(void) {
  if (fcntl(talk_fd, F_SETFD, FD_CLOEXEC) != 0 || fcntl(talk_fd, F_SETFL, O_NONBLOCK) != 0) {
    die_errno("relay", "nobody to ask");
  }
}

static void add(const void *bytes, size_t length) {
  if (length == 0) return;
  memcpy(outgoing.bytes + outgoing.length, bytes, length);
  outgoing.length += length;
}

void talk_say(uint32_t id, enum told told, const void *one, size_t one_length, const void *other, size_t other_length) {
  size_t more = head_bytes + one_length + other_length;
  if (outgoing.start > 0 && outgoing.length + more > outgoing.room) {
    memmove(outgoing.bytes, outgoing.bytes + outgoing.start, outgoing.length - outgoing.start);
    outgoing.length -= outgoing.start;
    outgoing.start = 0;
  }
  size_t wanted = outgoing.length + more;
  if (wanted > outgoing.room) outgoing.bytes = checked_realloc(outgoing.bytes, outgoing.room = 2 * wanted);
  uint32_t length = (uint32_t)(head_bytes - 4 + one_length + other_length);
  char letter = (char)told;
  add(&length, sizeof length);
  add(&id, sizeof id);
  add(&letter, 1);
  add(one, one_length);
  add(other, other_length);
}

bool talk_is_full(void) { return outgoing.length - outgoing.start > much; }

bool talk_flush(void) {
  while (outgoing.start < outgoing.length) {
    ssize_t sent = send(talk_fd, outgoing.bytes + outgoing.start, outgoing.length - outgoing.start, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return errno == EAGAIN;
    outgoing.start += (size_t)sent;
  }
  outgoing.start = outgoing.length = 0;
  return false;
}

void talk_finish(void) {
  struct pollfd polled = {.fd = talk_fd, .events = POLLOUT};
  while (talk_flush() && (poll(&polled, 1, -1) >= 0 || errno == EINTR)) continue;
}

static void take_frames(void (*take)(const struct frame_view *)) {
  size_t at = 0;
  uint32_t length;
  while (heard - at >= sizeof length) {
    memcpy(&length, incoming + at, sizeof length);
    if (length < head_bytes - 4 || length > longest_order - 4) die("relay", "an order is not understood");
    if (heard - at - 4 < length) break;
    struct frame_view view = {.bytes = incoming + at + head_bytes, .length = length - (head_bytes - 4)};
    memcpy(&view.id, incoming + at + 4, sizeof view.id);
    view.order = (enum ordered)incoming[at + 8];
    take(&view);
    at += 4 + length;
  }
  memmove(incoming, incoming + at, heard - at);
  heard -= at;
}

bool talk_hear(void (*take)(const struct frame_view *)) {
  ssize_t got = recv(talk_fd, incoming + heard, longest_order - heard, 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return true;
  if (got <= 0) return false;
  heard += (size_t)got;
  take_frames(take);
  return true;
}

bool view_take(struct frame_view *view, void *number, size_t size) {
  if (view->length < size) return false;
  memcpy(number, view->bytes, size);
  view->bytes += size;
  view->length -= size;
  return true;
}

const char *view_text(struct frame_view *view) {
  const char *text = view->bytes, *end = view->length == 0 ? NULL : memchr(text, 0, view->length);
  if (end == NULL) return NULL;
  view->length -= (size_t)(end + 1 - text);
  view->bytes = end + 1;
  return text;
}
