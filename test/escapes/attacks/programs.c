#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static char *const *ran(void) {
  static char *argv[] = {"innocent", "ran", NULL};
  return argv;
}

static char *const *no_variables(void) {
  static char *env[] = {NULL};
  return env;
}

static int have_run(char **w) { (void)w; return 0; }
static int execute(char **w) { return execve(w[0], ran(), no_variables()); }

static int execute_at(int folder, const char *path, int flags) {
  return (int)syscall(SYS_execveat, folder, path, ran(), no_variables(), flags);
}

static int execute_descriptor(char **w) { return execute_at(open(w[0], O_RDONLY | O_CLOEXEC), "", AT_EMPTY_PATH); }
static int execute_path_descriptor(char **w) { return execute_at(open(w[0], O_PATH | O_CLOEXEC), "", AT_EMPTY_PATH); }
static int execute_in_folder(char **w) { return execute_at(open(w[0], O_PATH | O_CLOEXEC), w[1], 0); }

static int execute_link(char **w) {
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", open(w[0], O_PATH));
  return execve(path, ran(), no_variables());
}

static void *thread(void *words) {
  execute(words);
  return (void *)(long)errno;
}

/** What a child or a thread reports of its exec: an errno, or 0 when it ran. */
static int told(int error) {
  errno = error;
  return error == 0 ? 0 : -1;
}

static int execute_in_thread(char **w) {
  pthread_t other;
  void *error;
  if (pthread_create(&other, NULL, thread, w) != 0 || pthread_join(other, &error) != 0) return -1;
  return told((int)(long)error);
}

static void *forever(void *unused) {
  for (;;) sched_yield();
  return unused;
}

/** A process of several threads becomes one of one; what the first was called stays. */
static int execute_beside(char **w) {
  pthread_t other;
  if (pthread_create(&other, NULL, forever, NULL) != 0) return -1;
  return execute_in_thread(w);
}

static int execute_after_vfork(char **w) {
  int status;
  pid_t child = vfork();
  if (child == 0) {
    execute(w);
    _exit(errno);
  }
  if (child < 0 || waitpid(child, &status, 0) < 0) return -1;
  return told(WEXITSTATUS(status));
}

static int execute_undumpable(char **w) {
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0) return -1;
  return execute(w);
}

static int spawn(char **w) {
  pid_t child;
  int error = posix_spawn(&child, w[0], NULL, NULL, ran(), no_variables());
  if (error == 0 && waitpid(child, NULL, 0) < 0) return -1;
  return told(error);
}

static int sibling(void *words) {
  execute(words);
  _exit(errno);
}

/** As a child of the parent's, which has never seen it. */
static int execute_as_sibling(char **w) {
  static char stack[1 << 16];
  int status;
  pid_t middle = fork();
  if (middle < 0) return -1;
  if (middle == 0) _exit(clone(sibling, stack + sizeof stack, CLONE_PARENT | SIGCHLD, w) < 0 ? errno : 0);
  if (waitpid(middle, NULL, 0) < 0 || wait(&status) < 0) return -1;
  return told(WEXITSTATUS(status));
}

const struct attack program_attacks[] = {
    {"ran", have_run}, {"execute-program", execute}, {"execute-descriptor", execute_descriptor},
    {"execute-path-descriptor", execute_path_descriptor}, {"execute-in-folder", execute_in_folder},
    {"execute-link", execute_link}, {"execute-in-thread", execute_in_thread}, {"execute-beside", execute_beside},
    {"execute-after-vfork", execute_after_vfork}, {"execute-undumpable", execute_undumpable}, {"spawn", spawn},
    {"execute-as-sibling", execute_as_sibling}, {NULL, NULL},
};
