#define _GNU_SOURCE
#include "outside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "capture.h"
#include "cgroup.h"
#include "channel.h"
#include "connect.h"
#include "die.h"
#include "gate.h"
#include "journal.h"
#include "order.h"
#include "pass-on.h"
#include "sandbox.h"
#include "signals.h"
#include "talk.h"
#include "terminal.h"
#include "trace.h"

enum { control_fd = 3 };

enum phase { running, terminating, finished };

struct outside {
  struct order order;
  struct sandbox sandbox;
  struct pass_on pass_on;
  struct gate gate;
  struct connects connects;
  int sockets; /* tells of those in the sandbox's network namespace */
  struct capture capture;
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

/* To the decider. Even last words come after what was said before them. */
static struct frame_queue to_say;

static void say_last(const struct frame *frame) {
  if (frame_queue_add(&to_say, frame)) write_all(control_fd, to_say.bytes + to_say.start, to_say.length);
}

static void report_failure(const char *step, const char *text) {
  struct frame frame = {0};
  frame_add(&frame, "end", "failed");
  frame_add(&frame, "step", step);
  frame_add(&frame, "message", text);
  say_last(&frame);
  journal_clear();
}

static void set_timer(const struct outside *outside, long milliseconds) {
  struct itimerspec time = {.it_value = {.tv_sec = milliseconds / 1000, .tv_nsec = milliseconds % 1000 * 1000000}};
  if (timerfd_settime(outside->timer, 0, &time, NULL) != 0) die_errno("timer", "timerfd_settime");
}

static void finish(struct outside *outside, int wait_status) {
  if (outside->phase == finished) return;
  outside->phase = finished;
  outside->wait_status = wait_status;
}

static void hear_inside(struct outside *outside) {
  struct message message;
  int got, passed;
  while ((got = message_receive(outside->sandbox.socket, &message, &passed)) == 1) {
    switch ((enum message_kind)message.kind) {
      case message_started:
        outside->started = true;
        break;
      case message_failed:
        outside->failure = message;
        finish(outside, 0);
        return;
      case message_ended:
        outside->ended = true;
        finish(outside, message.value);
        return;
      case message_listener:
        gate_open(&outside->gate, passed, &outside->order, &to_say);
        outside->gate.connects = &outside->connects;
        connects_open(&outside->connects, passed, outside->sockets, &outside->order);
        if (outside->capture.maker >= 0) outside->connects.reach.capture = &outside->capture;
        passed = -1;
        break;
      case message_sockets:
        outside->sockets = passed;
        passed = -1;
        break;
      case message_no_gate: outside->without_gate = message.value; break;
      case message_landlock: outside->landlock = message.value; break;
      case message_proxy:
        channel_pass(passed, &(struct handle){.kind = handle_server});
        passed = -1;
        break;
      case message_names:
        channel_pass(passed, &(struct handle){.kind = handle_names, .family = message.value});
        passed = -1;
        break;
      case message_maker:
        outside->capture = (struct capture){.maker = passed, .loopback_ports = &outside->order.egress_loopback};
        passed = -1;
        break;
      case message_signal: /* never said in this direction */
      case message_make:
      case message_made: break;
    }
    if (passed >= 0) close(passed);
  }
  if (got != 0) return;
  close(outside->sandbox.socket);
  outside->sandbox.socket = -1;
  /* A bare command has closed it by becoming itself. Else the inside half was killed, or bubblewrap never came so far. */
  if (outside->sandbox.bare) outside->started = true;
  else finish(outside, SIGKILL);
}

static void hear_complaints(struct outside *outside) {
  size_t room = sizeof outside->complaints - 1 - outside->complaints_length;
  char spill[512];
  ssize_t got = room > 0 ? read(outside->sandbox.complaints, outside->complaints + outside->complaints_length, room)
                         : read(outside->sandbox.complaints, spill, sizeof spill);
  if (got > 0 && room > 0) outside->complaints_length += (size_t)got;
  if (got <= 0) {
    close(outside->sandbox.complaints);
    outside->sandbox.complaints = -1;
  }
}

/** Node is gone, by whatever end: so is the reason to run. */
static void abandon(struct outside *outside) {
  outside->abandoned = true;
  finish(outside, SIGKILL);
}

static void obey(struct outside *outside, const struct frame *frame) {
  const char *number = frame_get(frame, "signal");
  if (number != NULL && is_passed_on(atoi(number))) pass_on_asked(&outside->pass_on, atoi(number));
  if (frame_get(frame, "answer") != NULL) gate_answer(&outside->gate, frame);
}

static void hear_node(struct outside *outside) {
  char bytes[16384];
  ssize_t got = recv(control_fd, bytes, sizeof bytes, MSG_DONTWAIT);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) abandon(outside);
  if (got <= 0) return;
  frame_reader_feed(&outside->heard, bytes, (size_t)got);
  for (struct frame frame; frame_reader_next(&outside->heard, &frame);) {
    obey(outside, &frame);
    frame_free(&frame);
  }
  if (outside->heard.broken && !outside->gate.lost) gate_lose(&outside->gate);
}

/** Everybody who has stopped or ended: traced threads, orphans, and without a sandbox the command itself. */
static void hear_children(struct outside *outside) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
    if (WIFSTOPPED(status)) {
      gate_stopped(&outside->gate, pid, status);
      continue;
    }
    gate_gone(&outside->gate, pid);
    if (pid != outside->sandbox.child) continue;
    outside->sandbox.child = 0; /* its number may soon be another's */
    if (!outside->sandbox.bare) continue;
    if (outside->sandbox.socket >= 0) hear_inside(outside); /* a failure it reported just before counts */
    finish(outside, status);
  }
}

static void hear_signals(struct outside *outside) {
  struct signalfd_siginfo infos[16];
  ssize_t got = read(outside->signals, infos, sizeof infos); /* more of them wake the loop again */
  for (ssize_t i = 0; i < got / (ssize_t)sizeof infos[0]; i++) {
    int number = (int)infos[i].ssi_signo;
    if (number == SIGCHLD) hear_children(outside);
    else if (number == signal_parent_died && getppid() != outside->parent) abandon(outside);
    else if (is_passed_on(number)) pass_on_received(&outside->pass_on, number);
  }
}

static void deadline(struct outside *outside) {
  uint64_t times;
  if (read(outside->timer, &times, sizeof times) < 0) return;
  if (outside->phase == terminating) {
    finish(outside, SIGKILL);
    return;
  }
  outside->phase = terminating;
  outside->timed_out = true;
  sandbox_signal(&outside->sandbox, SIGTERM);
  sandbox_signal(&outside->sandbox, SIGCONT); /* a stopped process would sleep through its last words */
  set_timer(outside, outside->order.grace_ms > 0 ? outside->order.grace_ms : 1);
}

static void pass_signals_on(struct outside *outside) {
  int number;
  while ((number = pass_on_next(&outside->pass_on)) != 0) {
    /* A session of its own has no terminal's stop to obey: only the real stop works there. */
    sandbox_signal(&outside->sandbox, number == SIGTSTP && outside->order.new_session ? SIGSTOP : number);
  }
}

/** Only what is kept for all processes together: the kernel itself ends one that is over its own limit. */
static void watch_limits(struct outside *outside) {
  if (!cgroup_cpu_spent(&outside->order)) return;
  frame_add(&outside->limits_hit, "hit-cpu", "");
  finish(outside, SIGKILL);
}

static int sooner(int left, int right) { return left < 0 || (right >= 0 && right < left) ? right : left; }

static int patience(const struct outside *outside) {
  int limits = cgroup_cpu_patience(&outside->order);
  return sooner(limits, sooner(pass_on_patience(&outside->pass_on), gate_patience(&outside->gate)));
}

static void hear_listener(struct outside *outside, short events) {
  if ((events & POLLIN) != 0) gate_hear(&outside->gate);
  else if (events != 0) { /* nobody is left who could start anything */
    close(outside->gate.listener);
    outside->gate.listener = -1;
  }
}

static void loop(struct outside *outside) {
  while (outside->phase != finished) {
    if (outside->gate.urgent && !frame_queue_flush(&to_say, control_fd)) abandon(outside);
    bool more = outside->gate.urgent = outside->gate.urgent && to_say.length > 0;
    struct pollfd polled[] = {
        {.fd = outside->signals, .events = POLLIN},
        {.fd = outside->sandbox.socket, .events = POLLIN},
        {.fd = outside->sandbox.complaints, .events = POLLIN},
        {.fd = outside->timer, .events = POLLIN},
        {.fd = control_fd, .events = more ? POLLIN | POLLOUT : POLLIN},
        {.fd = gate_has_room(&outside->gate) ? outside->gate.listener : -1, .events = POLLIN},
        {.fd = outside->connects.ready, .events = POLLIN},
        {.fd = channel_is_open() ? channel_fd : -1, .events = channel_events()},
    };
    if (poll(polled, 8, patience(outside)) < 0 && errno != EINTR) die_errno("loop", "poll");
    if (polled[0].revents != 0) hear_signals(outside);
    if (polled[1].revents != 0) hear_inside(outside);
    if (polled[2].revents != 0) hear_complaints(outside);
    if (polled[3].revents != 0) deadline(outside);
    if ((polled[4].revents & ~POLLOUT) != 0) hear_node(outside);
    if (polled[5].revents != 0) hear_listener(outside, polled[5].revents);
    if (polled[6].revents != 0) connects_continue(&outside->connects);
    if (polled[7].revents != 0) channel_continue();
    gate_expire(&outside->gate);
    pass_signals_on(outside);
    watch_limits(outside);
  }
}

static void report(struct outside *outside) {
  if (!outside->started) {
    while (outside->sandbox.complaints >= 0) hear_complaints(outside);
  }
  outside->complaints[outside->complaints_length] = '\0';
  if (outside->failure.kind == message_failed) {
    report_failure(outside->failure.step, outside->failure.text);
    return;
  }
  if (!outside->started) {
    report_failure("bubblewrap", outside->complaints_length > 0 ? outside->complaints : "ended without a word");
    return;
  }
  struct frame frame = outside->limits_hit;
  frame_add(&frame, "end", WIFSIGNALED(outside->wait_status) ? "signalled" : "exited");
  int value = WIFSIGNALED(outside->wait_status) ? WTERMSIG(outside->wait_status) : WEXITSTATUS(outside->wait_status);
  frame_add_number(&frame, "value", value);
  if (outside->timed_out) frame_add(&frame, "timed-out", "");
  if (outside->order.landlock != NULL) frame_add_number(&frame, "landlock", outside->landlock);
  if (outside->without_gate != 0) frame_add(&frame, "without-gate", strerror(outside->without_gate));
  say_last(&frame);
}

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
  if (outside.order.timeout_ms > 0) set_timer(&outside, outside.order.timeout_ms);
  let_go_of_streams();
  loop(&outside);
  /* What takes the kernel longest, taking the mounts down, nobody need wait for; but a cgroup must be empty to go. */
  bool early = outside.ended && outside.order.cgroups.count == 0;
  if (early) sandbox_let_go(&outside.sandbox);
  else sandbox_destroy(&outside.sandbox);
  terminal_restore();
  cgroup_tell(&outside.order, &outside.limits_hit);
  journal_clear();
  if (!outside.abandoned) report(&outside);
  if (early) sandbox_destroy(&outside.sandbox);
  hear_decider_out();
  _exit(0);
}
