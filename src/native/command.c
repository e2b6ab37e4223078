#define _GNU_SOURCE
#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

enum { exit_not_executable = 126, exit_not_found = 127 };

static void set_limit(int resource, rlim_t value, const char *name) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) die_errno("limits", "getrlimit %s", name);
  /* The caller may already be below what the profile says; limits only ever narrow. */
  rlim_t ceiling = now.rlim_max == RLIM_INFINITY || value < now.rlim_max ? value : now.rlim_max;
  struct rlimit wanted = {.rlim_cur = ceiling, .rlim_max = ceiling};
  if (setrlimit(resource, &wanted) != 0) die_errno("limits", "setrlimit %s", name);
}

static void set_limits(const struct order *order) {
  static const struct {
    int resource;
    const char *name;
  } table[limit_count] = {
      [limit_processes] = {RLIMIT_NPROC, "processes"},
      /* Not RLIMIT_AS: V8, Go and the sanitizers reserve far more address space than they ever touch. */
      [limit_data] = {RLIMIT_DATA, "memory"},
      [limit_file_size] = {RLIMIT_FSIZE, "file size"},
      [limit_open_files] = {RLIMIT_NOFILE, "open files"},
      [limit_cpu] = {RLIMIT_CPU, "cpu"},
  };
  set_limit(RLIMIT_CORE, 0, "core");
  for (int i = 0; i < limit_count; i++) {
    if (order->limits[i].set) set_limit(table[i].resource, order->limits[i].value, table[i].name);
  }
}

/** The command starts with every signal at its default, as a shell would start it. */
static void reset_signals(void) {
  for (int number = 1; number < NSIG; number++) {
    if (number != SIGKILL && number != SIGSTOP) signal(number, SIG_DFL);
  }
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

void command_exec(const struct order *order) {
  if (order->new_session && setsid() < 0) die_errno("session", "setsid");
  if (chdir(order->cwd) != 0) die_errno("folder", "%s", order->cwd);
  check_script(order);
  set_limits(order);
  reset_signals();
  static const char *const empty[] = {NULL};
  char *const *argv = (char *const *)order->argv.items;
  char *const *env = (char *const *)(order->env.items == NULL ? (const char **)empty : order->env.items);
  environ = (char **)env; /* execvpe searches the PATH of this process */
  execvpe(argv[0], argv, env);
  int error = errno;
  dprintf(STDERR_FILENO, "sallyport: %s: %s\n", argv[0], strerror(error));
  _exit(error == ENOENT ? exit_not_found : exit_not_executable);
}
