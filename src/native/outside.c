#define _GNU_SOURCE
#include "outside.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "channel.h"
#include "die.h"
#include "journal.h"
#include "life.h"
#include "loop.h"
#include "report.h"
#include "signals.h"
#include "terminal.h"
#include "trace.h"

static void prepare(struct outside *outside) {
  outside->parent = getppid();
  outside->gate.listener = outside->sockets = outside->connects.ready = outside->capture.maker = -1;
  if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) die_errno("start", "signal");
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) die_errno("start", "PR_SET_CHILD_SUBREAPER");
  if (prctl(PR_SET_PDEATHSIG, signal_parent_died) != 0) die_errno("start", "PR_SET_PDEATHSIG");
  if (fcntl(control_fd, F_SETFD, FD_CLOEXEC) != 0) die_errno("start", "no socket to take orders from");
  outside->signals = block_signals();
  outside->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (outside->timer < 0) die_errno("start", "timerfd_create");
}

static void take_order(struct outside *outside) {
  struct frame frame = {0};
  if (!frame_read(control_fd, &frame)) _exit(0); /* nobody there: nothing to do */
  order_check_speech(&frame);
  order_parse(&frame, &outside->order);
  if (outside->order.egress_port != 0) channel_open();
  outside->order.new_session = !has_terminal();
  outside->pass_on.own_group = outside->order.new_session;
  if (!outside->order.new_session) terminal_remember();
}

/** The command's streams are the command's: their other ends must see them close. */
static void let_go_of_streams(void) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (int fd = 0; null >= 0 && fd <= STDERR_FILENO; fd++) dup2(null, fd);
  if (null >= 0) close(null);
}

/**
 * An answer may still be under way: to whoever is writing it, a socket that closes is an error, and what was said last might
 * go unheard.
 */
static void hear_decider_out(void) {
  enum { patience = 1000 };
  char bytes[4096];
  ssize_t got = 1;
  if (shutdown(control_fd, SHUT_WR) != 0) return;
  for (int rounds = 0; got > 0 && rounds < 1000; rounds++) {
    struct pollfd polled = {.fd = control_fd, .events = POLLIN};
    got = poll(&polled, 1, patience) == 1 ? read(control_fd, bytes, sizeof bytes) : 0;
  }
}

static void make_traces(const struct order *order) {
  if (order->runtime == NULL) return;
  journal_open(order->runtime);
  journal_make_mask(order->runtime, &order->setup);
  traces_make(order);
  journal_unlock();
  cgroup_limit(order);
}

void outside_run(void) {
  static struct outside outside;
  die_reports_to(report_failure);
  prepare(&outside);
  take_order(&outside);
  make_traces(&outside.order);
  sandbox_start(&outside.order, &outside.sandbox);
  if (outside.order.timeout_ms > 0) life_set_timer(&outside, outside.order.timeout_ms);
  let_go_of_streams();
  loop_run(&outside);
  /* What takes the kernel longest, taking the mounts down, nobody need wait for; but a cgroup must be empty to go. */
  bool early = outside.ended && outside.order.cgroups.count == 0;
  if (early) sandbox_let_go(&outside.sandbox);
  else sandbox_destroy(&outside.sandbox);
  terminal_restore();
  cgroup_tell(&outside.order, &outside.limits_hit);
  journal_clear();
  if (!outside.abandoned) {
    report_survey(&outside);
    report_end(&outside);
  }
  if (early) sandbox_destroy(&outside.sandbox);
  hear_decider_out();
  _exit(0);
}
