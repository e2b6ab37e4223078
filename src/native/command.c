#define _GNU_SOURCE
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "die.h"
#include "filter.h"
#include "landlock.h"
#include "limits.h"
#include "privileges.h"
#include "talk.h"
#include "walls.h"

enum { exit_not_executable = 126, exit_not_found = 127 };

/** The command starts as a shell would start it: with every signal at its default but those that its own caller ignores. */
static void reset_signals(const struct order *order) {
  for (int number = 1; number < NSIG; number++) {
    if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
  }
  for (size_t i = 0; i < order->ignored.count; i++) signal(atoi(order->ignored.items[i]), SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) die_errno("signals", "sigprocmask");
}

/**
 * The text was mounted where the script's name led when the walls were planned. Somebody outside of them, or another
 * sandbox, may have moved a link or a folder since.
 */
static void check_script(const struct order *order) {
  if (order->script_path == NULL || order->script == NULL) return;
  cleanup_fd int fd = open(order->script_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) die_errno("script", "%s", order->script_path);
  size_t left = strlen(order->script);
  const char *at = order->script;
  char block[65536];
  ssize_t got;
  while ((got = read(fd, block, sizeof block)) > 0 && (size_t)got <= left && memcmp(block, at, (size_t)got) == 0) {
    at += got;
    left -= (size_t)got;
  }
  if (got != 0 || left != 0) die("script", "%s is not what was read any more", order->script_path);
}

static enum files_notified files_notified_by(const struct order *order) {
  if (!order_shares_host(order)) return order->kept.count + order->stand_ins.count > 0 ? kept_files : no_files;
  return walls_of(order)->hides ? opened_files : changed_files;
}

/** The filter with its listener, which goes to the outside half: from here on it is asked about execs and connections. */
static void install_filter(const struct order *order) {
  struct filter filter = {
      .notify_exec = order->gate != NULL,
      .notify_connect = true,
      .internet = strcmp(order->filter, "inet") == 0 ? own_network : own_processes,
      .shared = order_shares_host(order),
      .files = files_notified_by(order),
  };
  int listener = filter_install(&filter);
  if (listener == filter_listener_refused) {
    int error = errno;
    /* Without it nobody would look after what Landlock can't. */
    if (filter.shared) die("landlock", "the kernel gives no listener: %s", strerror(error));
    if (order->gate != NULL && strcmp(order->gate, "required") == 0) die("gate", "%s", strerror(error));
    message_send(inherited_socket, &(struct message){.kind = message_no_gate, .value = error});
    filter.notify_exec = filter.notify_connect = false;
    filter.files = no_files;
    listener = filter_install(&filter);
  }
  if (listener < 0) return;
  if (!message_send_fd(inherited_socket, &(struct message){.kind = message_listener}, listener)) _exit(0);
  close(listener);
}

/** This process is a copy of the one that stands by and made itself unreadable: but the gate reads it. */
static void become_readable(void) {
  if (prctl(PR_SET_DUMPABLE, 1) != 0) die_errno("process", "PR_SET_DUMPABLE");
}

void command_exec(const struct order *order, enum confinement confinement) {
  if (order->new_session && setsid() < 0) die_errno("session", "setsid");
  if (chdir(order->cwd) != 0) die_errno("folder", "%s", order->cwd);
  check_script(order);
  limits_set(order);
  reset_signals(order);
  static const char *const empty[] = {NULL};
  char *const *argv = (char *const *)order->argv.items;
  char *const *env = (char *const *)(order->env.items == NULL ? (const char **)empty : order->env.items);
  environ = (char **)env; /* execvpe searches the PATH of this process */
  if (order_shares_host(order)) privileges_drop();
  if (confinement == confined) become_readable();
  if (order->landlock != NULL) {
    message_send(inherited_socket, &(struct message){.kind = message_landlock, .value = landlock_restrict(order)});
  }
  if (confinement == confined && order->filter != NULL) install_filter(order);
  execvpe(argv[0], argv, env);
  int error = errno;
  dprintf(STDERR_FILENO, "sallyport: %s: %s\n", argv[0], strerror(error));
  _exit(error == ENOENT ? exit_not_found : exit_not_executable);
}
