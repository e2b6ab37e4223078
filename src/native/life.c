#define _GNU_SOURCE
#include "life.h"

#include <signal.h>
#include <sys/timerfd.h>

#include "die.h"

void life_set_timer(const struct outside *outside, long milliseconds) {
  struct itimerspec time = {.it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000}};
  if (timerfd_settime(outside->timer, 0, &time, NULL) != 0) die_errno("timer", "timerfd_settime");
}

void life_finish(struct outside *outside, int wait_status) {
  if (outside->phase == finished) return;
  outside->phase = finished;
  outside->wait_status = wait_status;
}

void life_abandon(struct outside *outside) {
  outside->abandoned = true;
  life_finish(outside, SIGKILL);
}
