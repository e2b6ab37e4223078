#define _GNU_SOURCE
#include "relay-link.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "channel.h"
#include "die.h"
#include "relay-kept.h"

/** What takes longer is given to Node, which has the clocks for it. */
enum { patience_ms = 2000, kept_ms = 60000, linger_ms = 2000 };

enum { most_links = 16384, slot_bits = 14 };
_Static_assert(most_links == 1 << slot_bits, "a slot's number is the low bits of an id");

long long relay_now;

static struct link *links[most_links];
static uint32_t generation[most_links];
static uint32_t unused[most_links];
static size_t unused_count;
static struct link *first, **last = &first;
static long idle_ms;
static bool draining;

void links_open(long idle) {
  idle_ms = idle;
  for (uint32_t slot = most_links; slot-- > 0;) unused[unused_count++] = slot;
}

bool links_are_none(void) { return unused_count == most_links; }

static void enqueue(struct link *link) {
  if (link->queued) return;
  link->queued = true;
  link->next = NULL;
  *last = link;
  last = &link->next;
}

static void move_to(struct link *link, enum step step) {
  link->step = step;
  link->since = relay_now;
}

static void say(const struct link *link, enum told told, const void *bytes, size_t length) {
  talk_say(link->id, told, bytes, length, NULL, 0);
}

static void say_end(const struct link *link, bool whole) {
  char bytes[17];
  memcpy(bytes, &link->sent, 8);
  memcpy(bytes + 8, &link->received, 8);
  bytes[16] = whole;
  say(link, told_end, bytes, sizeof bytes);
}

static void free_request(struct link *link) {
  free(link->request);
  link->request = NULL;
}

static void close_server(struct link *link) {
  if (link->server != NULL) end_close(link->server);
  link->server = NULL;
}

/** Its number may be used again at once: Node is told that it is gone before anything is told of the next one. */
static void forget(struct link *link) {
  uint32_t slot = link->id & (most_links - 1);
  free_request(link);
  links[slot] = NULL;
  unused[unused_count++] = slot;
  if (link->queued) link->client = NULL; /* freed when its turn comes */
  else free(link);
}

static void drop(struct link *link) {
  if (link->known) say(link, told_gone, NULL, 0);
  end_close(link->client);
  close_server(link);
  forget(link);
}

/**
 * Ends a client that may still have to read: bytes of its that nobody read would turn what was said last into a reset, so they
 * are read for nothing until it ends, too (RFC 9112 9.6).
 */
static void part(struct link *link) {
  move_to(link, step_leaving);
  if (shutdown(link->client->fd, SHUT_WR) != 0) drop(link);
  else enqueue(link);
}

static void wait_for_end(struct link *link) {
  if (!end_empty(link->client)) drop(link);
  else if (link->client->in) enqueue(link);
}

/** The end of a tunnel, or of a connection whose answer was cut off. */
static void finish(struct link *link, bool whole) {
  say_end(link, whole);
  drop(link);
}

/** Hands the client over, and the server with it where it has got something. */
static void give(struct link *link) {
  move_to(link, step_giving);
  if (!channel_has_room_for(2)) return;
  bool with_server = link->server != NULL;
  if (with_server) {
    int server = end_release(link->server);
    link->server = NULL;
    channel_pass(server, &(struct handle){.kind = handle_server_of, .id = link->id});
  }
  /* The two ways to Node keep no order between them: what was told of it before must not come after it. */
  if (link->known) say(link, told_given, NULL, 0);
  int client = end_release(link->client);
  uint32_t told = with_server ? link->told : 0;
  channel_pass(client, &(struct handle){
      .kind = handle_given, .id = link->id, .told = told, .with_server = with_server, .shown = link->known});
  forget(link);
}

/** The server is of no use: Node tries anew. */
static void give_alone(struct link *link) {
  close_server(link);
  give(link);
}

void link_accept(int fd, const union endpoint *peer) {
  if (unused_count == 0) {
    channel_pass(fd, &(struct handle){.kind = handle_given});
    return;
  }
  uint32_t slot = unused[--unused_count];
  struct link *link = checked_realloc(NULL, sizeof *link);
  generation[slot] += most_links;
  if (generation[slot] == 0) generation[slot] = most_links; /* 0 is no number */
  *link = (struct link){.id = generation[slot] | slot, .peer = *peer, .since = relay_now};
  link->client = end_open(fd, link);
  links[slot] = link;
}

/** The length of a request's head that is there as a whole, and of a kind that may be plain; else 0. */
static size_t head_length(const char *bytes, size_t length) {
  const char *end = memmem(bytes, length, "\r\n\r\n", 4);
  bool may_be = bytes[0] == 'G' || bytes[0] == 'C' || bytes[0] == 'H';
  return end == NULL || !may_be ? 0 : (size_t)(end - bytes) + 4;
}

/** True when Node has enough to do: it is shown no more for now. */
static bool waits_for_node(struct link *link) {
  if (!talk_is_full()) return false;
  enqueue(link);
  return true;
}

static void wait_for_request(struct link *link) {
  static char bytes[peek_room];
  char peer[INET6_ADDRSTRLEN];
  if (waits_for_node(link)) return;
  long got = end_peek(link->client, bytes, sizeof bytes);
  if (got < 0) return;
  if (got == 0) {
    drop(link);
    return;
  }
  size_t length = head_length(bytes, (size_t)got);
  if (length == 0 || draining || endpoint_text(&link->peer, peer) == NULL) {
    give(link);
    return;
  }
  talk_say(link->id, told_head, peer, strlen(peer) + 1, bytes, length);
  link->known = true;
  move_to(link, step_asked);
}

static const char established[] = "HTTP/1.1 200 Connection Established\r\n\r\n";

static void send_request(struct link *link) {
  if (!end_send(link->server, link->request, link->request_length) || link->server->length > 0) {
    give_alone(link);
    return;
  }
  link->told = link->request_length;
  free_request(link);
  move_to(link, step_fetching);
}

static void wait_for_server(struct link *link) {
  /* The kernel tells of a connection that failed as of one that hangs, in one event with what else it tells. */
  if (link->server->hung) {
    give_alone(link);
    return;
  }
  if (!link->server->out) return;
  if (!link->tunnel) {
    send_request(link);
    return;
  }
  move_to(link, step_greeting);
  if (!end_skip(link->client, link->asked) || !end_send(link->client, established, sizeof established - 1)) {
    finish(link, false);
    return;
  }
  enqueue(link);
}

/** What a tunnel starts with is Node's to judge; a server that speaks first, or a client that only leaves, is Node's as a whole. */
static void wait_for_greeting(struct link *link) {
  static char bytes[peek_room];
  if (!end_flush(link->client)) {
    finish(link, false);
    return;
  }
  if (link->client->length > 0) return; /* Node would not say it again */
  if (link->server->in) {
    give(link);
    return;
  }
  if (!link->client->in || waits_for_node(link)) return;
  long got = end_peek(link->client, bytes, sizeof bytes);
  if (got < 0) return;
  if (got == 0) {
    give(link);
    return;
  }
  say(link, told_first, bytes, (size_t)got);
  move_to(link, step_judging);
}

/* SHA-256 of "HelloRetryRequest" (RFC 8446 4.1.3). */
static const unsigned char retry_random[32] = {0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
                                               0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
                                               0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c};

/** True for the record of a ServerHello that takes the client's hello as it is. */
static bool takes_hello(const unsigned char *bytes, size_t length) {
  enum { random_at = 11 };
  if (length < random_at + sizeof retry_random || bytes[0] != 0x16 || bytes[5] != 2) return false;
  size_t record = (size_t)bytes[3] << 8 | bytes[4];
  return record >= random_at - 5 + sizeof retry_random && memcmp(bytes + random_at, retry_random, sizeof retry_random) != 0;
}

static void begin_copying(struct link *link) {
  if (!end_skip(link->client, link->told)) {
    finish(link, false);
    return;
  }
  link->sent = link->told;
  move_to(link, step_copying);
  enqueue(link);
}

static void wait_for_hello(struct link *link) {
  unsigned char bytes[64];
  if (!link->server->in) return;
  long got = end_peek(link->server, (char *)bytes, sizeof bytes);
  if (got < 0) return;
  if (takes_hello(bytes, (size_t)got)) begin_copying(link);
  else give(link);
}

static bool shut(struct end *from, struct end *to) {
  if (from->ended && to->length == 0 && !to->shut) {
    to->shut = true;
    if (shutdown(to->fd, SHUT_WR) != 0) return false;
  }
  return true;
}

static void copy(struct link *link) {
  uint64_t before = link->sent + link->received, all = UINT64_MAX, all_back = UINT64_MAX;
  enum copied there = end_copy(link->client, link->server, &link->sent, &all);
  enum copied back = end_copy(link->server, link->client, &link->received, &all_back);
  if (link->sent + link->received > before) link->since = relay_now;
  bool broken = there == copied_broken || back == copied_broken || !shut(link->client, link->server) ||
                !shut(link->server, link->client);
  if (broken || (link->client->shut && link->server->shut)) finish(link, !broken);
  else if (there == copied_more || back == copied_more) enqueue(link);
}

/** The head of an answer is Node's to read. A kept server that says nothing and goes has not taken the request (RFC 9112 9.3.1). */
static void wait_for_answer(struct link *link) {
  static char bytes[peek_room];
  if (!link->server->in || waits_for_node(link)) return;
  long got = end_peek(link->server, bytes, sizeof bytes);
  if (got < 0) return;
  if (got == 0) {
    if (link->reused) give_alone(link);
    else give(link);
    return;
  }
  const char *end = memmem(bytes, (size_t)got, "\r\n\r\n", 4);
  if (end == NULL) {
    if (got == sizeof bytes || link->server->left) give(link);
    else link->server->in = false; /* until more of it comes */
    return;
  }
  say(link, told_answer, bytes, (size_t)(end - bytes) + 4);
  move_to(link, step_reading);
}

static void reply(struct link *link) {
  uint64_t before = link->received;
  enum copied copied = end_copy(link->server, link->client, &link->received, &link->left);
  if (link->received > before) link->since = relay_now;
  if (copied == copied_broken || (link->server->ended && link->left > 0)) {
    finish(link, false);
    return;
  }
  if (copied == copied_more) enqueue(link);
  if (link->left > 0 || link->client->length > 0) return;
  say_end(link, true);
  if (link->keep && !link->server->left) kept_add(link->server, link->key, relay_now);
  else end_close(link->server);
  link->server = NULL;
  link->sent = link->received = 0;
  move_to(link, step_waiting);
  if (draining) part(link);
  else enqueue(link);
}

static void advance(struct link *link) {
  switch (link->step) {
    case step_waiting:
      if (link->client->in) wait_for_request(link);
      return;
    case step_connecting: wait_for_server(link); return;
    case step_greeting: wait_for_greeting(link); return;
    case step_answering: wait_for_hello(link); return;
    case step_copying: copy(link); return;
    case step_fetching: wait_for_answer(link); return;
    case step_replying: reply(link); return;
    case step_leaving: wait_for_end(link); return;
    case step_giving: give(link); return;
    case step_asked:
    case step_judging:
    case step_reading: return; /* Node's turn */
  }
}

/** True where the other side has gone for good and nothing that is left could reach it. */
static bool is_left(const struct link *link) {
  return link->client->hung && link->step != step_copying && link->step != step_replying && link->step != step_giving;
}

static void leave(struct link *link) {
  switch (link->step) {
    case step_waiting:
    case step_asked:
    case step_connecting:
    case step_leaving: drop(link); return;
    default: finish(link, false);
  }
}

bool links_continue(void) {
  struct link *link = first;
  first = NULL;
  last = &first;
  while (link != NULL) {
    struct link *next = link->next;
    link->queued = false;
    if (link->client == NULL) free(link);
    else if (is_left(link)) leave(link);
    else advance(link);
    link = next;
  }
  return first != NULL;
}

void link_wake(struct end *end, uint32_t events) {
  if (end->fd < 0) return; /* let go of earlier in this round */
  if (end->link == NULL) {
    if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0) kept_drop(end);
    return;
  }
  if ((events & (EPOLLHUP | EPOLLERR)) != 0) end->hung = true;
  if ((events & EPOLLRDHUP) != 0 || end->hung) end->left = true;
  if ((events & EPOLLIN) != 0 || end->left) end->in = true;
  if ((events & EPOLLOUT) != 0 || end->hung) end->out = true;
  enqueue(end->link);
}

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
  move_to(link, step_connecting);
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
  if (!dial(link, address, port)) give(link);
  return true;
}

static bool order_pass(struct link *link, struct frame_view view) {
  uint32_t length;
  unsigned char hello;
  if (!view_take(&view, &length, sizeof length) || !view_take(&view, &hello, 1) || length > peek_room) return false;
  static char bytes[peek_room];
  if (end_peek(link->client, bytes, length) != (long)length || !end_send(link->server, bytes, length) ||
      link->server->length > 0) {
    finish(link, false);
    return true;
  }
  link->told = length;
  if (!hello) {
    begin_copying(link);
    return true;
  }
  move_to(link, step_answering);
  enqueue(link);
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
    send_request(link);
  } else if (!dial(link, address, port)) {
    give(link);
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
    finish(link, false);
    return true;
  }
  move_to(link, step_replying);
  enqueue(link);
  return true;
}

/** What each order is for: one that comes too late, since its connection went on without it, is none. */
static bool carry_out(struct link *link, const struct frame_view *view) {
  switch (view->order) {
    case ordered_give:
      if (link->step == step_asked || link->step == step_judging || link->step == step_reading) give(link);
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
  struct link *link = links[view->id & (most_links - 1)];
  if (link == NULL || link->id != view->id) return;
  if (!carry_out(link, view)) die("relay", "an order is not understood");
}

static void look_at(struct link *link) {
  long long waited = relay_now - link->since;
  switch (link->step) {
    case step_waiting:
      if (link->known && waited > kept_ms) drop(link);
      else if (!link->known && waited > patience_ms) give(link);
      return;
    case step_greeting:
      if (link->client->length > 0) {
        if (waited > idle_ms) finish(link, false);
        return;
      }
      if (waited > patience_ms) give(link);
      return;
    case step_answering:
    case step_fetching:
      if (waited > patience_ms) give(link);
      return;
    case step_connecting:
      if (waited > patience_ms) give_alone(link);
      return;
    case step_copying:
    case step_replying:
      if (waited > idle_ms) finish(link, false);
      return;
    case step_leaving:
      if (waited > linger_ms) drop(link);
      return;
    case step_giving: give(link); return;
    case step_asked:
    case step_judging:
    case step_reading: return;
  }
}

static void each(void (*act)(struct link *)) {
  for (size_t slot = 0; slot < most_links; slot++) {
    if (links[slot] != NULL) act(links[slot]);
  }
}

void links_sweep(void) {
  each(look_at);
  kept_sweep(relay_now, kept_ms);
}

static void give_waiting(struct link *link) {
  if (link->step == step_giving) give(link);
}

void links_give(void) { each(give_waiting); }

static void let_go(struct link *link) {
  if (link->step != step_waiting) return;
  if (!link->known) give(link);
  else if (end_is_heard(link->client)) drop(link);
  else part(link);
}

void links_drain(void) {
  draining = true;
  each(let_go);
}

static void end_now(struct link *link) {
  if (link->step == step_copying || link->step == step_replying) finish(link, false);
}

void links_quit(void) { each(end_now); }
