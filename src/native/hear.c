#define _GNU_SOURCE
#include "hear.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "gate-questions.h"
#include "report.h"
#include "signals.h"

void hear_inside(struct outside *outside) {
  struct message message;
  int got, passed;
  while ((got = message_receive(outside->sandbox.socket, &message, &passed)) == 1) {
    switch ((enum message_kind)message.kind) {
      case message_started:
        outside->started = true;
        break;
      case message_failed:
        outside->failure = message;
        life_finish(outside, 0);
        return;
      case message_ended:
        outside->ended = true;
        life_finish(outside, message.value);
        return;
      case message_listener:
        gate_open(&outside->gate, passed, &outside->order, &to_say);
        outside->gate.connects = &outside->connects;
        connects_open(&outside->connects, passed, outside->sockets, &outside->order);
        outside->capture.proxy_port = outside->order.egress_port;
        outside->capture.loopback_ports = &outside->order.egress_loopback;
        if (outside->order.egress_port != 0) outside->connects.reach.capture = &outside->capture;
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
        outside->capture.maker = passed;
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
  else life_finish(outside, SIGKILL);
}

void hear_complaints(struct outside *outside) {
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

static void say_of_stillness(struct outside *outside, const char *word) {
  struct frame frame = {0};
  frame_add(&frame, "still", word);
  outside->gate.urgent |= frame_queue_add(&to_say, &frame);
  frame_free(&frame);
}

static void obey_stillness(struct outside *outside, const char *word) {
  if (strcmp(word, "over") == 0) {
    stand_easy(&outside->stillness);
    gate_renew(&outside->gate);
    return;
  }
  say_of_stillness(outside, stand_still(outside) ? "yes" : "no");
}

static void obey(struct outside *outside, const struct frame *frame) {
  const char *number = frame_get(frame, "signal");
  if (number != NULL && is_passed_on(atoi(number))) pass_on_asked(&outside->pass_on, atoi(number));
  if (frame_get(frame, "answer") != NULL) gate_answer(&outside->gate, frame);
  const char *stillness = frame_get(frame, "still");
  if (stillness != NULL) obey_stillness(outside, stillness);
}

void hear_node(struct outside *outside) {
  char bytes[16384];
  ssize_t got = recv(control_fd, bytes, sizeof bytes, MSG_DONTWAIT);
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) life_abandon(outside);
  if (got <= 0) return;
  frame_reader_feed(&outside->heard, bytes, (size_t)got);
  for (struct frame frame; frame_reader_next(&outside->heard, &frame);) {
    obey(outside, &frame);
    frame_free(&frame);
  }
  if (outside->heard.broken && !outside->gate.lost) gate_lose(&outside->gate);
}

void hear_children(struct outside *outside) {
  int status;
  pid_t pid;
  while ((pid = waitpid(-1, &status, WNOHANG | __WALL)) > 0) {
    if (stillness_hears(&outside->stillness, pid, status)) continue;
    if (WIFSTOPPED(status)) {
      gate_stopped(&outside->gate, pid, status);
      continue;
    }
    gate_gone(&outside->gate, pid);
    if (pid != outside->sandbox.child) continue;
    outside->sandbox.child = 0; /* its number may soon be another's */
    if (!outside->sandbox.bare) continue;
    if (outside->sandbox.socket >= 0) hear_inside(outside); /* a failure it reported just before counts */
    life_finish(outside, status);
  }
}

void hear_signals(struct outside *outside) {
  struct signalfd_siginfo infos[16];
  ssize_t got = read(outside->signals, infos, sizeof infos); /* more of them wake the loop again */
  for (ssize_t i = 0; i < got / (ssize_t)sizeof infos[0]; i++) {
    int number = (int)infos[i].ssi_signo;
    if (number == SIGCHLD) hear_children(outside);
    else if (number == signal_parent_died && getppid() != outside->parent) life_abandon(outside);
    else if (is_passed_on(number)) pass_on_received(&outside->pass_on, number);
  }
}

void hear_deadline(struct outside *outside) {
  uint64_t times;
  if (read(outside->timer, &times, sizeof times) < 0) return;
  if (outside->phase == terminating) {
    life_finish(outside, SIGKILL);
    return;
  }
  outside->phase = terminating;
  outside->timed_out = true;
  sandbox_signal(&outside->sandbox, SIGTERM);
  sandbox_signal(&outside->sandbox, SIGCONT); /* a stopped process would sleep through its last words */
  if (outside->stillness.wanted) say_of_stillness(outside, "ending"); /* and so would one that stands still */
  life_set_timer(outside, outside->order.grace_ms > 0 ? outside->order.grace_ms : 1);
}

void hear_listener(struct outside *outside, short events) {
  if ((events & POLLIN) != 0) gate_hear(&outside->gate);
  else if (events != 0) { /* nobody is left who could start anything */
    close(outside->gate.listener);
    outside->gate.listener = -1;
  }
}
