#define _GNU_SOURCE
#include "relay-steps.h"

#include <string.h>
#include <sys/socket.h>

#include "relay-kept.h"

/** The length of a request's head that is there as a whole, and of a kind that may be plain; else 0. */
static size_t head_length(const char *bytes, size_t length) {
  const char *end = memmem(bytes, length, "\r\n\r\n", 4);
  bool may_be = bytes[0] == 'G' || bytes[0] == 'C' || bytes[0] == 'H';
  return end == NULL || !may_be ? 0 : (size_t)(end - bytes) + 4;
}

/** True when Node has enough to do: it is shown no more for now. */
static bool waits_for_node(struct link *link) {
  if (!talk_is_full()) return false;
  link_enqueue(link);
  return true;
}

static void wait_for_request(struct link *link) {
  static char bytes[peek_room];
  char peer[INET6_ADDRSTRLEN];
  if (waits_for_node(link)) return;
  long got = end_peek(link->client, bytes, sizeof bytes);
  if (got < 0) return;
  if (got == 0) {
    link_drop(link);
    return;
  }
  size_t length = head_length(bytes, (size_t)got);
  if (length == 0 || links_are_draining() || endpoint_text(&link->peer, peer) == NULL) {
    link_give(link);
    return;
  }
  talk_say(link->id, told_head, peer, strlen(peer) + 1, bytes, length);
  link->known = true;
  link_move_to(link, step_asked);
}

static const char established[] = "HTTP/1.1 200 Connection Established\r\n\r\n";

void link_send_request(struct link *link) {
  if (!end_send(link->server, link->request, link->request_length) || link->server->length > 0) {
    link_give_alone(link);
    return;
  }
  link->told = link->request_length;
  link_free_request(link);
  link_move_to(link, step_fetching);
}

static void wait_for_server(struct link *link) {
  /* The kernel tells of a connection that failed as of one that hangs, in one event with what else it tells. */
  if (link->server->hung) {
    link_give_alone(link);
    return;
  }
  if (!link->server->out) return;
  if (!link->tunnel) {
    link_send_request(link);
    return;
  }
  link_move_to(link, step_greeting);
  if (!end_skip(link->client, link->asked) || !end_send(link->client, established, sizeof established - 1)) {
    link_finish(link, false);
    return;
  }
  link_enqueue(link);
}

/** What a tunnel starts with is Node's to judge; a server that speaks first, or a client that only leaves, is Node's as a whole. */
static void wait_for_greeting(struct link *link) {
  static char bytes[peek_room];
  if (!end_flush(link->client)) {
    link_finish(link, false);
    return;
  }
  if (link->client->length > 0) return; /* Node would not say it again */
  if (link->server->in) {
    link_give(link);
    return;
  }
  if (!link->client->in || waits_for_node(link)) return;
  long got = end_peek(link->client, bytes, sizeof bytes);
  if (got < 0) return;
  if (got == 0) {
    link_give(link);
    return;
  }
  link_say(link, told_first, bytes, (size_t)got);
  link_move_to(link, step_judging);
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

void link_begin_copying(struct link *link) {
  if (!end_skip(link->client, link->told)) {
    link_finish(link, false);
    return;
  }
  link->sent = link->told;
  link_move_to(link, step_copying);
  link_enqueue(link);
}

static void wait_for_hello(struct link *link) {
  unsigned char bytes[64];
  if (!link->server->in) return;
  long got = end_peek(link->server, (char *)bytes, sizeof bytes);
  if (got < 0) return;
  if (takes_hello(bytes, (size_t)got)) link_begin_copying(link);
  else link_give(link);
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
  if (broken || (link->client->shut && link->server->shut)) link_finish(link, !broken);
  else if (there == copied_more || back == copied_more) link_enqueue(link);
}

/** The head of an answer is Node's to read. A kept server that says nothing and goes has not taken the request (RFC 9112 9.3.1). */
static void wait_for_answer(struct link *link) {
  static char bytes[peek_room];
  if (!link->server->in || waits_for_node(link)) return;
  long got = end_peek(link->server, bytes, sizeof bytes);
  if (got < 0) return;
  if (got == 0) {
    if (link->reused) link_give_alone(link);
    else link_give(link);
    return;
  }
  const char *end = memmem(bytes, (size_t)got, "\r\n\r\n", 4);
  if (end == NULL) {
    if (got == sizeof bytes || link->server->left) link_give(link);
    else link->server->in = false; /* until more of it comes */
    return;
  }
  link_say(link, told_answer, bytes, (size_t)(end - bytes) + 4);
  link_move_to(link, step_reading);
}

static void reply(struct link *link) {
  uint64_t before = link->received;
  enum copied copied = end_copy(link->server, link->client, &link->received, &link->left);
  if (link->received > before) link->since = relay_now;
  if (copied == copied_broken || (link->server->ended && link->left > 0)) {
    link_finish(link, false);
    return;
  }
  if (copied == copied_more) link_enqueue(link);
  if (link->left > 0 || link->client->length > 0) return;
  link_say_end(link, true);
  if (link->keep && !link->server->left) kept_add(link->server, link->key, relay_now);
  else end_close(link->server);
  link->server = NULL;
  link->sent = link->received = 0;
  link_move_to(link, step_waiting);
  if (links_are_draining()) link_part(link);
  else link_enqueue(link);
}

static void wait_for_end(struct link *link) {
  if (!end_empty(link->client)) link_drop(link);
  else if (link->client->in) link_enqueue(link);
}

void link_advance(struct link *link) {
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
    case step_giving: link_give(link); return;
    case step_asked:
    case step_judging:
    case step_reading: return; /* Node's turn */
  }
}
