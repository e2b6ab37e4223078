#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cgroup.h"
#include "clock.h"
#include "command.h"
#include "descend.h"
#include "die.h"
#include "inside.h"
#include "limits.h"
#include "namespace.h"
#include "network.h"
#include "overlay.h"
#include "signals.h"
#include "talk.h"
#include "walls.h"

/* Where the inherited files are parked while they are put in order: above every number that is handed on. */
enum { parking = 16, bwrap_args_fd = 10, script_fd = 11, resolver_fd = 12 };

/* A namespace is gone within a millisecond or two of its first process; after so long the walk starts. */
enum { patience_ms = 100 };

static void die_with_parent(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) die_errno("start", "PR_SET_PDEATHSIG");
  if (getppid() != parent) _exit(0); /* it went before it could be watched */
}

/** Gives `fd` a number that survives exec. */
static void hand_on(int fd, int number) {
  if (dup2(fd, number) < 0) die_errno("start", "dup2 to %d", number);
}

static int park(int fd) {
  int parked = fcntl(fd, F_DUPFD_CLOEXEC, parking);
  if (parked < 0) die_errno("start", "fcntl");
  return parked;
}

static int setup_file(const struct order *order) {
  cleanup_free char *bytes = NULL;
  size_t length = 0;
  for (size_t i = 0; i < order->setup.count; i++) {
    size_t size = strlen(order->setup.items[i]) + 1;
    bytes = checked_realloc(bytes, length + size);
    memcpy(bytes + length, order->setup.items[i], size);
    length += size;
  }
  return memory_file("setup", bytes == NULL ? "" : bytes, length);
}

static int order_file(const struct order *order) {
  struct frame frame = {0};
  order_for_inside(order, &frame);
  int fd = memory_file("order", "", 0);
  frame_write(fd, &frame);
  frame_free(&frame);
  if (lseek(fd, 0, SEEK_SET) != 0) die_errno("start", "lseek");
  return fd;
}

static __attribute__((noreturn)) void exec_bwrap(const struct order *order, int complaints) {
  int program = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  if (program < 0) die_errno("start", "/proc/self/exe");
  int files[] = {
      park(inherited_socket), park(order_file(order)), park(program),
      park(STDERR_FILENO),    park(setup_file(order)), park(complaints),
  };
  if (order->script != NULL) hand_on(park(memory_file("script", order->script, strlen(order->script))), script_fd);
  if (order->resolver != NULL) hand_on(park(memory_file("resolver", order->resolver, strlen(order->resolver))), resolver_fd);
  hand_on(files[0], inherited_socket);
  hand_on(files[1], inherited_order);
  hand_on(files[2], inherited_program);
  hand_on(files[3], inherited_stderr);
  hand_on(files[4], bwrap_args_fd);
  hand_on(files[5], STDERR_FILENO);
  ignore_passed_on();
  char args_fd[16], program_path[32];
  snprintf(args_fd, sizeof args_fd, "%d", bwrap_args_fd);
  snprintf(program_path, sizeof program_path, "/proc/self/fd/%d", inherited_program);
  char *const argv[] = {"bwrap", "--args", args_fd, "--", program_path, "--inside", NULL};
  char *const env[] = {NULL}; /* nothing of the caller's may steer bubblewrap */
  execve(order->bwrap, argv, env);
  die_errno("start", "%s", order->bwrap);
}

/** What bubblewrap starts in is not the host's own where its network or its folders are not to be. */
static void enter(const struct order *order) {
  bool network = order->egress_port != 0, overlays = order->overlays.count > 0;
  if (!network && !overlays) return;
  namespace_enter((network ? CLONE_NEWNET : 0) | (overlays ? CLONE_NEWNS : 0), network ? "network" : "bubblewrap");
  if (network) network_open(order);
  if (overlays) overlays_mount(order);
}

/** What the forked child does: it never returns. */
static __attribute__((noreturn)) void become(const struct order *order, pid_t parent, int socket, int complaints) {
  die_reports_to(message_report_failure);
  /* From here on the number of Node's socket is that of the one to the outside half. */
  if (dup3(socket, inherited_socket, O_CLOEXEC) < 0) _exit(125);
  close(socket);
  limits_leave_real_time();
  cgroup_join(order);
  if (order_shares_host(order)) inside_guard(order);
  if (!order_shares_host(order)) enter(order);
  die_with_parent(parent); /* behind that, for a user namespace undoes it */
  if (order->bwrap == NULL) command_exec(order, unconfined);
  exec_bwrap(order, complaints);
}

void sandbox_start(const struct order *order, struct sandbox *sandbox) {
  int sockets[2], pipes[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0) die_errno("start", "socketpair");
  if (pipe2(pipes, O_CLOEXEC) != 0) die_errno("start", "pipe");
  if (order_shares_host(order)) walls_of(order); /* what exists now, for both halves */
  pid_t parent = getpid();
  pid_t child = cgroup_fork(order);
  if (child < 0) die_errno("start", "fork");
  if (child == 0) {
    /* The child may stay as it is: only without these it sees this side go. */
    close(sockets[0]);
    close(pipes[0]);
    become(order, parent, sockets[1], pipes[1]);
  }
  close(sockets[1]);
  close(pipes[1]);
  *sandbox = (struct sandbox){
      .bare = order->bwrap == NULL && !order_shares_host(order),
      .child = child,
      .socket = sockets[0],
      .complaints = pipes[0],
  };
}

void sandbox_signal(const struct sandbox *sandbox, int number) {
  if (sandbox->bare) signal_descendants(number);
  else if (sandbox->socket < 0) return;
  else message_send(sandbox->socket, &(struct message){.kind = message_signal, .value = number});
}

/** True when every descendant has been reaped. */
static bool all_gone(void) {
  pid_t reaped;
  do reaped = waitpid(-1, NULL, WNOHANG | __WALL); /* traced threads too: only then do their parents see them go */
  while (reaped > 0);
  return reaped < 0 && errno == ECHILD;
}

void sandbox_let_go(const struct sandbox *sandbox) {
  /* bubblewrap only waits; it would keep the caller's streams open until the kernel has taken all mounts down. */
  if (!sandbox->bare && sandbox->child > 0) kill(sandbox->child, SIGKILL);
}

void sandbox_destroy(struct sandbox *sandbox) {
  /* End of file tells the inside half to go; killing bubblewrap kills it too; the walk gets whoever is left. */
  if (sandbox->socket >= 0) close(sandbox->socket);
  sandbox->socket = -1;
  /* By the clock, not by rounds: among thousands of busy processes each sleep takes as long as a turn of them all. */
  long long patient_until = now_ms() + patience_ms;
  while (!all_gone()) {
    bool patient = !sandbox->bare && now_ms() < patient_until;
    if (!patient) kill_descendants();
    nanosleep(&(struct timespec){.tv_nsec = patient ? 200000 : 10000000}, NULL);
  }
}
