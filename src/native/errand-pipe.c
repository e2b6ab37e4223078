#define _GNU_SOURCE
#include "errand-pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <unistd.h>

#include "die.h"
#include "interrupted.h"
#include "newer-calls.h"

enum { look_again_us = 100000 };

static void on_alarm(int number) { (void)number; }

/** Nothing of the warden's stays open here, for others wait to see it close. */
static void keep_only(int one, int other) {
  unsigned low = (unsigned)(one < other ? one : other), high = (unsigned)(one < other ? other : one);
  if (low > 0) (void)!close_range(0, low - 1, 0);
  if (high > low + 1) (void)!close_range(low + 1, high - 1, 0);
  (void)!close_range(high + 1, ~0U, 0);
}

/** The open that waits, given up with its caller. Between two looks at that one the pipe's other side sees it go and come. */
static int open_patiently(const struct errand *errand, const char *link, int flags) {
  struct itimerval alarm = {.it_value.tv_usec = look_again_us, .it_interval.tv_usec = look_again_us};
  if (sigaction(SIGALRM, &(struct sigaction){.sa_handler = on_alarm}, NULL) != 0) return -1;
  if (setitimer(ITIMER_REAL, &alarm, NULL) != 0) return -1;
  int fd;
  while ((fd = open(link, flags)) < 0 && errno == EINTR) {
    if (!errand_still_there(errand)) _exit(0);
    if (!is_interrupted((pid_t)errand->notification->pid)) continue;
    errno = EINTR;
    break;
  }
  int error = errno;
  (void)!setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
  errno = error;
  return fd;
}

static __attribute__((noreturn)) void wait_for_other_end(struct errand *errand, int object, int flags, pid_t warden) {
  char link[32];
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != warden) _exit(0);
  keep_only(errand->listener, object);
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  int fd = open_patiently(errand, link, flags);
  int result = fd < 0 ? errno : errand_hand_over(errand, fd, flags);
  if (result != answered) errand_answer(errand, result);
  _exit(0);
}

int errand_open_pipe(struct errand *errand, int object, int flags) {
  char link[32];
  /* What closes on exec in the caller `flags` still say. */
  int own = (flags & ~(O_CREAT | O_EXCL | O_NOFOLLOW | O_TRUNC)) | O_NOCTTY;
  if ((flags & O_NONBLOCK) == 0 && (flags & O_ACCMODE) != O_RDWR) {
    pid_t warden = getpid(), child = fork();
    if (child == 0) wait_for_other_end(errand, object, own, warden);
    return child < 0 ? EAGAIN : answered;
  }
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  cleanup_fd int fd = open(link, own | O_CLOEXEC);
  return fd < 0 ? errno : errand_hand_over(errand, fd, flags);
}
