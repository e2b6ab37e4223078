#ifndef SALLYPORT_RELAY_LINK_H
#define SALLYPORT_RELAY_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"
#include "relay-end.h"
#include "relay-talk.h"

/** Where a client's connection stands. */
enum step {
  step_waiting,    /* for the head of a request */
  step_asked,      /* Node thinks about it */
  step_connecting, /* to the server of a tunnel or of a request */
  step_greeting,   /* the tunnel stands, and the client is to begin */
  step_judging,    /* Node thinks about how it begins */
  step_answering,  /* the server has the hello */
  step_copying,    /* both ways, to the end */
  step_fetching,   /* the server has the request */
  step_reading,    /* Node thinks about the head of the answer */
  step_replying,   /* the body goes to the client */
  step_leaving,    /* everything is said, and the client is to end, too */
  step_giving,     /* to Node, once the channel has room */
};

/** A client's connection and what belongs to it. */
struct link {
  uint32_t id;
  enum step step;
  bool known;              /* Node has heard of it */
  struct end *client, *server;
  union endpoint peer;
  uint32_t asked;          /* length of the request, which stays in the client's socket until nothing can change any more */
  uint32_t told;           /* bytes that the server has got, of what stays in the client's socket */
  bool tunnel;
  char *request;           /* what the server gets once it is connected */
  uint32_t request_length;
  uint32_t key;            /* whom its server may serve next */
  bool reused;             /* its server has served before, and may end at any moment */
  bool keep;
  uint64_t left;           /* of the body */
  uint64_t sent, received;
  long long since;         /* when it came to where it stands, or moved a byte */
  bool queued;
  struct link *next;       /* of those to be looked at */
};

/** The moment, as all of one round see it. */
extern long long relay_now;

void links_open(long idle_ms);
/** Takes an accepted connection over. */
void link_accept(int fd, const union endpoint *peer);
void link_order(const struct frame_view *view);
/** Marks what became possible at an end. */
void link_wake(struct end *end, uint32_t events);
/** Goes on with those that something happened to; true when some of them have more to do. */
bool links_continue(void);
/** Gives to Node what takes long, and ends what is idle. */
void links_sweep(void);
/** Sends what waits for the channel. */
void links_give(void);
/** Keeps no client for a next request any more. */
void links_drain(void);
/** Says of each one how it ended. */
void links_quit(void);
bool links_are_none(void);

#endif
