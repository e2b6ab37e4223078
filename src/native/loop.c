#define _GNU_SOURCE
#include "loop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "cgroup.h"
#include "channel.h"
#include "die.h"
#include "gate-questions.h"
#include "hear.h"
#include "report.h"

static void pass_signals_on(struct outside *outside) {
  int number;
  while ((number = pass_on_next(&outside->pass_on)) != 0) {
    /* A session of its own has no terminal's stop to obey: only the real stop works there. */
    sandbox_signal(&outside->sandbox, number == SIGTSTP && outside->order.new_session ? SIGSTOP : number);
    /* As the kernel does when a terminal hangs up: what has stopped would sleep through its own end, for ever. */
    if (number == SIGHUP || number == SIGTERM) sandbox_signal(&outside->sandbox, SIGCONT);
  }
}

/** Only what is kept for all processes together: the kernel itself ends one that is over its own limit. */
static void watch_limits(struct outside *outside) {
  if (!cgroup_cpu_spent(&outside->order)) return;
  frame_add(&outside->limits_hit, "hit-cpu", "");
  life_finish(outside, SIGKILL);
}

static int sooner(int left, int right) { return left < 0 || (right >= 0 && right < left) ? right : left; }

static int patience(const struct outside *outside) {
  int limits = cgroup_cpu_patience(&outside->order);
  int gate = outside->stillness.wanted ? -1 : gate_patience(&outside->gate);
  return sooner(limits, sooner(pass_on_patience(&outside->pass_on), gate));
}

/** Nobody becomes another program while all stand still. */
static bool may_listen(const struct outside *outside) {
  return !outside->stillness.wanted && gate_has_room(&outside->gate);
}

void loop_run(struct outside *outside) {
  while (outside->phase != finished) {
    if (outside->gate.urgent && !frame_queue_flush(&to_say, control_fd)) life_abandon(outside);
    bool more = outside->gate.urgent = outside->gate.urgent && to_say.length > 0;
    struct pollfd polled[] = {
        {.fd = outside->signals, .events = POLLIN},
        {.fd = outside->sandbox.socket, .events = POLLIN},
        {.fd = outside->sandbox.complaints, .events = POLLIN},
        {.fd = outside->timer, .events = POLLIN},
        {.fd = control_fd, .events = more ? POLLIN | POLLOUT : POLLIN},
        {.fd = may_listen(outside) ? outside->gate.listener : -1, .events = POLLIN},
        {.fd = outside->connects.ready, .events = POLLIN},
        {.fd = channel_is_open() ? channel_fd : -1, .events = channel_events()},
    };
    if (poll(polled, 8, patience(outside)) < 0 && errno != EINTR) die_errno("loop", "poll");
    if (polled[0].revents != 0) hear_signals(outside);
    if (polled[1].revents != 0) hear_inside(outside);
    if (polled[2].revents != 0) hear_complaints(outside);
    if (polled[3].revents != 0) hear_deadline(outside);
    if ((polled[4].revents & ~POLLOUT) != 0) hear_node(outside);
    if (polled[5].revents != 0) hear_listener(outside, polled[5].revents);
    if (polled[6].revents != 0) connects_continue(&outside->connects);
    if (polled[7].revents != 0) channel_continue();
    if (!outside->stillness.wanted) gate_expire(&outside->gate);
    pass_signals_on(outside);
    watch_limits(outside);
  }
}
