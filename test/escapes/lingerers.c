/*
 * Starts a process that means to outlive its command, in the way named by the first argument. As long as it or what it
 * becomes lives, it holds a lock on the file that is the second one.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

static void sleep_long(void) {
  for (int seconds = 0; seconds < 120; seconds++) sleep(1); /* a control must end too */
  _exit(0);
}

static void leave_session(void) {
  setsid();
  for (int fd = 0; fd <= 2; fd++) dup2(open("/dev/null", O_RDWR), fd);
}

static void daemonize(void) {
  leave_session();
  if (fork() > 0) _exit(0);
  sleep_long();
}

static void be_deaf(void) {
  leave_session();
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_IGN);
  sleep_long();
}

static void be_stopped(void) {
  leave_session();
  raise(SIGSTOP);
  sleep_long();
}

static void borrow_parent(void) {
  leave_session();
  if (vfork() == 0) sleep_long(); /* the parent is suspended for as long */
}

static void *thread(void *nothing) {
  (void)nothing;
  sleep_long();
  return NULL;
}

static void lose_leader(void) {
  leave_session();
  pthread_t one;
  if (pthread_create(&one, NULL, thread, NULL) == 0) pthread_exit(NULL);
}

static void keep_reborn(void) {
  leave_session();
  for (int i = 0; i < 10000; i++) { /* never the same process for long; a control of it must end */
    if (fork() > 0) _exit(0);
    usleep(2000);
  }
}

static void keep_children(void) {
  leave_session();
  signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 20; i++) {
    if (fork() == 0) for (int j = 0; j < 60; j++) sleep(1);
  }
  sleep_long();
}

static void be_busy(void) {
  leave_session();
  nice(19);
  alarm(60);
  for (;;) continue;
}

/* Every process opens a session of its own, and lets another one be its parent. */
static void explode(void) {
  for (int number = 1; number < NSIG; number++) signal(number, SIG_IGN);
  for (;;) {
    if (fork() != 0) continue;
    setsid();
    if (fork() > 0) {
      for (;;) continue;
    }
  }
}

/* Whoever reads what they say comes to its end once each has all it wanted, or was killed for it. */
static void hoard(void) {
  for (int i = 0; i < 9 && fork() > 0; i++) continue;
  for (int i = 0; i < 100; i++) {
    volatile char *memory = malloc(1 << 20);
    for (int at = 0; memory != NULL && at < 1 << 20; at += 4096) memory[at] = 1;
  }
  close(STDOUT_FILENO);
  sleep_long();
}

static const struct {
  const char *name;
  void (*run)(void);
} ways[] = {
    {"daemon", daemonize},      {"deaf", be_deaf},        {"stopped", be_stopped}, {"vforked", borrow_parent},
    {"leaderless", lose_leader}, {"reborn", keep_reborn}, {"family", keep_children}, {"busy", be_busy},
    {"bomb", explode},           {"hoard", hoard},
};

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  int lock = open(argv[2], O_RDWR | O_CREAT, 0666);
  if (lock < 0 || flock(lock, LOCK_SH) != 0) return 1;
  for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
    if (strcmp(ways[i].name, argv[1]) != 0) continue;
    pid_t child = fork();
    if (child > 0) return 0;
    ways[i].run();
    return 1;
  }
  return 2;
}
