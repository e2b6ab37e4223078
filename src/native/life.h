#ifndef SALLYPORT_LIFE_H
#define SALLYPORT_LIFE_H

#include <stdbool.h>
#include <sys/types.h>

#include "capture.h"
#include "connect.h"
#include "gate.h"
#include "order.h"
#include "pass-on.h"
#include "sandbox.h"
#include "stand-still.h"
#include "talk.h"
#include "wire.h"

enum { control_fd = 3 };

enum phase { running, terminating, finished };

/** One sandbox from its order to its end, as the outside half knows it. */
struct outside {
  struct order order;
  struct sandbox sandbox;
  struct pass_on pass_on;
  struct gate gate;
  struct connects connects;
  int sockets; /* tells of those in the sandbox's network namespace */
  struct capture capture;
  struct stillness stillness;
  struct frame_reader heard;   /* from the decider */
  int landlock;     /* its version; 0: it does not stand */
  int without_gate; /* the errno for which the kernel gave no listener */
  int signals;
  int timer;
  pid_t parent;
  enum phase phase;
  bool started; /* the command itself, not only what prepares it */
  bool ended;   /* the inside half has seen every process go */
  bool timed_out;
  struct frame limits_hit; /* to be reported */
  bool abandoned; /* nobody waits for a report any more */
  int wait_status;
  struct message failure;
  char complaints[4096];
  size_t complaints_length;
};

/** Nothing more is waited for. Only the first word on how it ended counts. */
void life_finish(struct outside *outside, int wait_status);

/** Node is gone, by whatever end: so is the reason to run. */
void life_abandon(struct outside *outside);

/** When `hear_deadline` shall be called. */
void life_set_timer(const struct outside *outside, long milliseconds);

#endif
