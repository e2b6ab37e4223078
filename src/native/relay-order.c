#define _GNU_SOURCE
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "die.h"
#include "relay-kept.h"
#include "relay-link.h"
#include "relay-steps.h"

/** Begins to connect; false when that failed at once. */
static bool dial(struct link *link, const char *address, uint16_t port) {
  union endpoint to;
  int on = 1;
  if (!endpoint_read(&to, address, port)) return false;
  int fd = socket(to.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return false;
  bool begun = setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
               setsockopt(fd, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on) == 0 &&
               (connect(fd, &to.any, endpoint_length(&to)) == 0 || errno == EINPROGRESS);
  if (!begun) {
    close(fd);
    return false;
  }
  link->server = end_open(fd, link);
  link_move_to(link, step_connecting);
  return true;
}

static bool order_tunnel(struct link *link, struct frame_view view) {
  uint16_t port;
  const char *address;
  if (!view_take(&view, &port, sizeof port) || !view_take(&view, &link->asked, sizeof link->asked) ||
      (address = view_text(&view)) == NULL) {
    return false;
  }
  link->tunnel = true;
  if (!dial(link, address, port)) link_give(link);
  return true;
}

static bool order_pass(struct link *link, struct frame_view view) {
  uint32_t length;
  unsigned char hello;
  if (!view_take(&view, &length, sizeof length) || !view_take(&view, &hello, 1) || length > peek_room) return false;
  static char bytes[peek_room];
  if (end_peek(link->client, bytes, length) != (long)length || !end_send(link->server, bytes, length) ||
      link->server->length > 0) {
    link_finish(link, false);
    return true;
  }
  link->told = length;
  if (!hello) {
    link_begin_copying(link);
    return true;
  }
  link_move_to(link, step_answering);
  link_enqueue(link);
  return true;
}

static bool order_send(struct link *link, struct frame_view view) {
  uint16_t port;
  const char *address;
  if (!view_take(&view, &link->key, sizeof link->key) || !view_take(&view, &port, sizeof port) ||
      !view_take(&view, &link->asked, sizeof link->asked) || (address = view_text(&view)) == NULL) {
    return false;
  }
  link->tunnel = false;
  link->request_length = (uint32_t)view.length;
  link->request = checked_realloc(NULL, view.length);
  memcpy(link->request, view.bytes, view.length);
  link->server = kept_take(link->key);
  link->reused = link->server != NULL;
  if (link->reused) {
    link->server->link = link;
    link_send_request(link);
  } else if (!dial(link, address, port)) {
    link_give(link);
  }
  return true;
}

static bool order_reply(struct link *link, struct frame_view view) {
  uint32_t head;
  unsigned char keep;
  if (!view_take(&view, &head, sizeof head) || !view_take(&view, &link->left, sizeof link->left) ||
      !view_take(&view, &keep, 1)) {
    return false;
  }
  link->keep = keep;
  if (!end_skip(link->client, link->asked) || !end_skip(link->server, head) ||
      !end_send(link->client, view.bytes, view.length)) {
    link_finish(link, false);
    return true;
  }
  link_move_to(link, step_replying);
  link_enqueue(link);
  return true;
}

/** What each order is for: one that comes too late, since its connection went on without it, is none. */
static bool carry_out(struct link *link, const struct frame_view *view) {
  switch (view->order) {
    case ordered_give:
      if (link->step == step_asked || link->step == step_judging || link->step == step_reading) link_give(link);
      return true;
    case ordered_tunnel: return link->step != step_asked || order_tunnel(link, *view);
    case ordered_send: return link->step != step_asked || order_send(link, *view);
    case ordered_pass: return link->step != step_judging || order_pass(link, *view);
    case ordered_reply: return link->step != step_reading || order_reply(link, *view);
    case ordered_drain:
    case ordered_quit: return false; /* not of one connection */
  }
  return false;
}

void link_order(const struct frame_view *view) {
  struct link *link = link_find(view->id);
  if (link == NULL) return;
  if (!carry_out(link, view)) die("relay", "an order is not understood");
}
