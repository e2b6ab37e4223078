#define _GNU_SOURCE
#include "everybody.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"

/* Everybody who starts something waits meanwhile: a few milliseconds, where there is little else to do. */
enum { patience_ms = 500, most_doubtful = 4096, visits_between_numbers = 32 };

/* No kernel gives out more numbers in a millisecond: in so many times less than there are, they do not come round unseen. */
enum { most_numbers_per_ms = 500 };

/**
 * No call that makes a process is seen here. But process numbers are given out in turn: those between two that were given to this
 * process tell who came in between. One that is not there has ended, or is still being made; then its parent is in the middle of the
 * call and there for all that time. So whoever is not met in two rounds after the last number was given out has ended, or has been met
 * in his parent.
 */
struct search {
  const struct visitor *visitor;
  pid_t *doubtful; /* numbers given out since the beginning, under which nobody was met */
  size_t doubtful_count;
  bool hidden; /* somebody could not be looked at */
  pid_t last, highest; /* number given to this process; of all */
  long long last_at;
};

/** False when nobody is there. */
static bool visit(struct search *search, pid_t pid) {
  enum meeting meeting = search->visitor->meet(search->visitor->context, pid);
  if (meeting == met_hidden) search->hidden = true;
  return meeting != met_nobody;
}

/** The number that is given out next, at the expense of one; -1: there is none. */
static pid_t take_number(void) {
  pid_t pid = vfork();
  if (pid == 0) _exit(0);
  while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR) continue;
  return pid;
}

static pid_t highest_number(void) {
  char text[32];
  cleanup_fd int fd = open("/proc/sys/kernel/pid_max", O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return 0;
  text[got] = '\0';
  return (pid_t)atoi(text);
}

static bool begin(struct search *search) {
  search->last_at = now_ms();
  search->last = take_number();
  search->highest = highest_number();
  return search->last > 0 && search->highest > 1;
}

/** Visits whoever got a number since the last one of ours. False when they can't be told. */
static bool visit_newcomers(struct search *search) {
  long long before = search->last_at;
  search->last_at = now_ms();
  pid_t next = take_number(), highest = search->highest;
  if (next < 0) return false;
  for (pid_t pid = search->last % highest + 1; pid != next; pid = pid % highest + 1) {
    if (visit(search, pid)) continue;
    if (search->doubtful_count == most_doubtful) return false;
    search->doubtful[search->doubtful_count++] = pid;
  }
  search->last = next;
  return (now_ms() - before) * most_numbers_per_ms < highest;
}

static bool visit_all(struct search *search) {
  DIR *folder = opendir("/proc");
  bool told = folder != NULL;
  int visits = 0;
  for (struct dirent *entry; told && (entry = readdir(folder)) != NULL;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    visit(search, (pid_t)atoi(entry->d_name));
    if (++visits % visits_between_numbers == 0) told = visit_newcomers(search);
  }
  if (folder != NULL) closedir(folder);
  return told;
}

static void visit_doubtful(struct search *search) {
  size_t left = 0;
  for (size_t i = 0; i < search->doubtful_count; i++)
    if (!visit(search, search->doubtful[i])) search->doubtful[left++] = search->doubtful[i];
  search->doubtful_count = left;
}

static bool search_exactly(struct search *search) {
  long long until = now_ms() + patience_ms;
  if (!begin(search) || !visit_all(search) || !visit_all(search)) return false;
  for (int rounds = 0; now_ms() < until && !search->hidden; rounds++) {
    size_t before = search->doubtful_count;
    if (!visit_newcomers(search)) return false;
    if (search->doubtful_count > before) rounds = 0;
    else if (rounds >= 2) return !search->hidden;
    visit_doubtful(search);
  }
  return false;
}

bool everybody_visit(const struct visitor *visitor) {
  static pid_t doubtful[most_doubtful];
  /* With hidepid (proc(5)) some of a user's own processes are not to be seen, and that of the first one isn't either. */
  if (access("/proc/1/stat", R_OK) != 0) return false;
  struct search search = {.visitor = visitor, .doubtful = doubtful};
  return search_exactly(&search);
}
