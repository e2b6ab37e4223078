#define _GNU_SOURCE
#include "relay-link.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "channel.h"
#include "die.h"
#include "relay-kept.h"
#include "relay-steps.h"

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

bool links_are_draining(void) { return draining; }

struct link *link_find(uint32_t id) {
  struct link *link = links[id & (most_links - 1)];
  return link != NULL && link->id == id ? link : NULL;
}

void link_enqueue(struct link *link) {
  if (link->queued) return;
  link->queued = true;
  link->next = NULL;
  *last = link;
  last = &link->next;
}

void link_move_to(struct link *link, enum step step) {
  link->step = step;
  link->since = relay_now;
}

void link_say(const struct link *link, enum told told, const void *bytes, size_t length) {
  talk_say(link->id, told, bytes, length, NULL, 0);
}

void link_say_end(const struct link *link, bool whole) {
  char bytes[17];
  memcpy(bytes, &link->sent, 8);
  memcpy(bytes + 8, &link->received, 8);
  bytes[16] = whole;
  link_say(link, told_end, bytes, sizeof bytes);
}

void link_free_request(struct link *link) {
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
  link_free_request(link);
  links[slot] = NULL;
  unused[unused_count++] = slot;
  if (link->queued) link->client = NULL; /* freed when its turn comes */
  else free(link);
}

void link_drop(struct link *link) {
  if (link->known) link_say(link, told_gone, NULL, 0);
  end_close(link->client);
  close_server(link);
  forget(link);
}

void link_part(struct link *link) {
  link_move_to(link, step_leaving);
  if (shutdown(link->client->fd, SHUT_WR) != 0) link_drop(link);
  else link_enqueue(link);
}

void link_finish(struct link *link, bool whole) {
  link_say_end(link, whole);
  link_drop(link);
}

void link_give(struct link *link) {
  link_move_to(link, step_giving);
  if (!channel_has_room_for(2)) return;
  bool with_server = link->server != NULL;
  if (with_server) {
    int server = end_release(link->server);
    link->server = NULL;
    channel_pass(server, &(struct handle){.kind = handle_server_of, .id = link->id});
  }
  /* The two ways to Node keep no order between them: what was told of it before must not come after it. */
  if (link->known) link_say(link, told_given, NULL, 0);
  int client = end_release(link->client);
  uint32_t told = with_server ? link->told : 0;
  channel_pass(client, &(struct handle){
      .kind = handle_given, .id = link->id, .told = told, .with_server = with_server, .shown = link->known});
  forget(link);
}

void link_give_alone(struct link *link) {
  close_server(link);
  link_give(link);
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

/** True where the other side has gone for good and nothing that is left could reach it. */
static bool is_left(const struct link *link) {
  return link->client->hung && link->step != step_copying && link->step != step_replying && link->step != step_giving;
}

static void leave(struct link *link) {
  switch (link->step) {
    case step_waiting:
    case step_asked:
    case step_connecting:
    case step_leaving: link_drop(link); return;
    default: link_finish(link, false);
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
    else link_advance(link);
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
  link_enqueue(end->link);
}

static void look_at(struct link *link) {
  long long waited = relay_now - link->since;
  switch (link->step) {
    case step_waiting:
      if (link->known && waited > kept_ms) link_drop(link);
      else if (!link->known && waited > patience_ms) link_give(link);
      return;
    case step_greeting:
      if (link->client->length > 0) {
        if (waited > idle_ms) link_finish(link, false);
        return;
      }
      if (waited > patience_ms) link_give(link);
      return;
    case step_answering:
    case step_fetching:
      if (waited > patience_ms) link_give(link);
      return;
    case step_connecting:
      if (waited > patience_ms) link_give_alone(link);
      return;
    case step_copying:
    case step_replying:
      if (waited > idle_ms) link_finish(link, false);
      return;
    case step_leaving:
      if (waited > linger_ms) link_drop(link);
      return;
    case step_giving: link_give(link); return;
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
  if (link->step == step_giving) link_give(link);
}

void links_give(void) { each(give_waiting); }

static void let_go(struct link *link) {
  if (link->step != step_waiting) return;
  if (!link->known) link_give(link);
  else if (end_is_heard(link->client)) link_drop(link);
  else link_part(link);
}

void links_drain(void) {
  draining = true;
  each(let_go);
}

static void end_now(struct link *link) {
  if (link->step == step_copying || link->step == step_replying) link_finish(link, false);
}

void links_quit(void) { each(end_now); }
