#define _GNU_SOURCE
#include "inside.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command.h"
#include "descend.h"
#include "die.h"
#include "maker.h"
#include "newer-calls.h"
#include "order.h"
#include "signals.h"
#include "sockets.h"
#include "talk.h"

/* Only the first process of a namespace may say "every process"; without one it is every descendant. */
static enum { own_namespace, shared_namespace } company;

static void signal_everybody(int number) {
  if (company == own_namespace) kill(-1, number);
  else signal_descendants(number);
}

static void end_everybody(void) {
  if (company == shared_namespace) {
    end_descendants();
    return;
  }
  kill(-1, SIGKILL);
  while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) continue;
}

/** The outside half is gone, and so shall be all of this. With a namespace its first process takes it along. */
static __attribute__((noreturn)) void leave(void) {
  if (company == shared_namespace) end_descendants();
  _exit(0);
}

static void harden(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) die_errno("harden", "PR_SET_NO_NEW_PRIVS");
  /* The command has the same user: it must reach neither this process's memory nor its files through /proc/1. */
  if (prctl(PR_SET_DUMPABLE, 0) != 0) die_errno("harden", "PR_SET_DUMPABLE");
}

static void take_over_files(void) {
  /* bubblewrap's own complaints went into a pipe of the outside half; from here on it is the caller's stderr. */
  if (dup2(inherited_stderr, STDERR_FILENO) < 0) die_errno("files", "dup2 stderr");
  for (int fd = inherited_socket; fd <= inherited_stderr; fd++) {
    if (fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) die_errno("files", "fcntl");
  }
  if (close_range(inherited_stderr + 1, ~0U, 0) != 0 && errno != ENOSYS) die_errno("files", "close_range");
}

/** The command's streams are the command's: their other ends must see them close. */
static void let_go_of_streams(void) {
  int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null < 0) die_errno("files", "/dev/null");
  for (int fd = 0; fd <= STDERR_FILENO; fd++) {
    if (dup2(null, fd) < 0) die_errno("files", "dup2");
  }
  close(null);
}

/** Before anything else runs here: what is bound in this network namespace was bound inside. */
static void show_sockets(void) {
  cleanup_fd int sockets = sockets_open();
  if (sockets >= 0) message_send_fd(inherited_socket, &(struct message){.kind = message_sockets}, sockets);
}

/** A command with the terminal belongs to its caller's process group, which this process may have left. */
static void join(pid_t group) {
  if (getpgrp() != group && setpgid(0, group) != 0) die_errno("process", "setpgid");
}

static pid_t start_command(const struct order *order, pid_t group) {
  pid_t child = fork();
  if (child < 0) die_errno("process", "fork");
  if (child == 0 && !order->new_session) join(group);
  if (child == 0) command_exec(order, confined);
  return child;
}

/** Who kills the caller's whole group kills the outside half with it: then nobody else would be left to take the command along. */
static pid_t leave_group(void) {
  pid_t group = getpgrp();
  if (company == shared_namespace && setpgid(0, 0) != 0) die_errno("process", "setpgid");
  return group;
}

static void reap(pid_t command) {
  int status;
  pid_t child;
  while ((child = waitpid(-1, &status, WNOHANG)) > 0) {
    if (child != command) continue;
    /* When the outside half hears of the end, nobody but this process is left. */
    end_everybody();
    message_send(inherited_socket, &(struct message){.kind = message_ended, .value = status});
    _exit(0);
  }
}

static void obey(void) {
  struct message message;
  int passed;
  int got = message_receive(inherited_socket, &message, &passed);
  if (passed >= 0) close(passed);
  if (got == 0) leave();
  if (got == 1 && message.kind == message_signal && message.value > 0) signal_everybody(message.value);
}

static __attribute__((noreturn)) void stand_by(const struct order *order) {
  pid_t group = leave_group();
  int signals = block_signals();
  show_sockets();
  int maker = order->egress_port == 0 || order_shares_host(order) ? -1 : maker_open();
  pid_t command = start_command(order, group);
  let_go_of_streams();
  message_send(inherited_socket, &(struct message){.kind = message_started});
  for (;;) {
    struct pollfd polled[] = {{.fd = inherited_socket, .events = POLLIN},
                              {.fd = signals, .events = POLLIN},
                              {.fd = maker, .events = POLLIN}};
    if (poll(polled, 3, -1) < 0 && errno != EINTR) leave();
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) > 0) continue;
    reap(command);
    if (polled[0].revents != 0) obey();
    if (polled[2].revents != 0 && !maker_serve(maker)) maker = -1;
  }
}

void inside_run(void) {
  die_reports_to(message_report_failure);
  if (getpid() != 1) die("namespace", "the inside half is not the first process of its namespace");
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) die_errno("harden", "PR_SET_PDEATHSIG");
  harden();
  take_over_files();
  struct frame frame = {0};
  struct order order;
  if (!frame_read(inherited_order, &frame)) die("order", "the order is cut short");
  order_parse(&frame, &order);
  for (int fd = inherited_order; fd <= inherited_stderr; fd++) close(fd);
  stand_by(&order);
}

void inside_guard(const struct order *order) {
  company = shared_namespace;
  /* Whoever loses its parent becomes a child of this process, and so stays in reach. */
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0) die_errno("harden", "PR_SET_CHILD_SUBREAPER");
  harden();
  /* What the outside half has open is its own: the lock that says it lives, the other ends of pipes. */
  if (close_range(inherited_socket + 1, ~0U, 0) != 0) die_errno("files", "close_range");
  stand_by(order);
}
