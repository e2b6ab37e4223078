#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

/* Long enough for whoever looks, short enough to be gone when nobody cleans up. */
enum { lifetime_seconds = 60 };

static __attribute__((noreturn)) void live(void) {
  alarm(0);
  sleep(lifetime_seconds);
  _exit(0);
}

static int below(unsigned long flags) {
  long child = syscall(SYS_clone, flags, 0, 0, 0, 0);
  if (child == 0) live();
  return (int)child;
}

static int as_daemon(void) {
  if (fork() != 0 || setsid() < 0 || fork() != 0) return 0;
  live();
}

static int stopped(void) {
  if (fork() != 0) return 0;
  setsid();
  raise(SIGSTOP);
  live();
}

static int as_sibling(void) { return below(CLONE_PARENT | SIGCHLD); }
static int silently(void) { return below(0); }
static int untraced(void) { return below(CLONE_UNTRACED | SIGCHLD); }

static int in_vfork(void) {
  if (vfork() == 0) live();
  return 0;
}

static int below_reaper(void) {
  if (fork() != 0) return 0;
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  if (fork() == 0) as_daemon();
  live();
}

static int deathless(void) {
  if (fork() != 0) return 0;
  prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0);
  live();
}

static int undumpable(void) {
  if (fork() != 0) return 0;
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  live();
}

static void *wait_forever(void *unused) {
  (void)unused;
  live();
}

/** The first thread is gone; the process is not. */
static int in_threads(void) {
  pthread_t other;
  if (fork() != 0) return 0;
  for (int i = 0; i < 8; i++) pthread_create(&other, NULL, wait_forever, NULL);
  pthread_exit(NULL);
}

/** Too quick to be found by its number; as long as one of them lives they hold a lock. */
static int hopping(void) {
  time_t end = time(NULL) + lifetime_seconds;
  int held = open("held", O_WRONLY | O_CREAT, 0600);
  if (held < 0 || flock(held, LOCK_SH) != 0 || fork() != 0) return held;
  alarm(0);
  setsid();
  while (time(NULL) < end && fork() <= 0 && access("held", F_OK) == 0) continue; /* whoever takes it away ends this */
  _exit(0);
}

static const struct {
  const char *name;
  int (*run)(void);
} ways[] = {
    {"daemon", as_daemon}, {"stopped", stopped}, {"sibling", as_sibling}, {"silent", silently}, {"untraced", untraced}, {"vfork", in_vfork},
    {"reaper", below_reaper}, {"deathless", deathless}, {"undumpable", undumpable}, {"threads", in_threads},
    {"hopping", hopping},
};

static int linger(char **w) {
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    if (strcmp(ways[i].name, w[0]) == 0) return ways[i].run();
  }
  errno = ENOENT;
  return -1;
}

const struct attack survivor_attacks[] = {{"linger", linger}, {NULL, NULL}};
