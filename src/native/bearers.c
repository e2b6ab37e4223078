#define _GNU_SOURCE
#include "bearers.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "descend.h"
#include "die.h"
#include "images.h"

/* Everybody who starts something waits meanwhile: a few milliseconds, where there is little else to do. */
enum { patience_ms = 500, most_doubtful = 4096, visits_between_numbers = 32 };

/* No kernel gives out more numbers in a millisecond: in so many times less than there are, they do not come round unseen. */
enum { most_numbers_per_ms = 500 };

/**
 * A fork copies the program of its parent, and no call that makes one is seen here. But process numbers are given out in turn: those
 * between two that were given to this process tell who came in between. One that is not there has ended, or is still being made;
 * then its parent, of the same program, is in the middle of the call and there for all that time. So whoever is not met in two
 * rounds after the last number was given out has ended, or has been met in his parent.
 */
struct search {
  struct bearers *found;
  size_t room;
  pid_t *doubtful; /* numbers given out since the beginning, under which nobody was met */
  size_t doubtful_count;
  bool hidden; /* somebody could not be looked at */
  pid_t last, highest; /* number given to this process; of all */
  long long last_at;
};

static void note(struct search *search, uint64_t start) {
  struct bearers *found = search->found;
  if (found->count == search->room) {
    search->room = search->room == 0 ? 256 : search->room * 2;
    found->starts = checked_realloc(found->starts, search->room * sizeof *found->starts);
  }
  found->starts[found->count++] = start;
}

enum sight { nobody, ended, seen, hidden };

/** A thread that ends has let go of its program, and starts nothing any more. */
static bool has_program(const char *thread) {
  char path[64], text[2] = "";
  snprintf(path, sizeof path, "%s/statm", thread);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  return fd >= 0 && read(fd, text, sizeof text) == sizeof text && memcmp(text, "0 ", sizeof text) != 0;
}

static enum sight look_at_thread(struct search *search, const char *thread) {
  uint64_t vector[auxiliary_words];
  char path[64];
  snprintf(path, sizeof path, "%s/auxv", thread);
  ssize_t got = auxiliary_read(path, vector);
  if (got > 0) note(search, auxiliary_hash(vector, (size_t)got));
  if (got > 0) return seen;
  if (errno == ENOENT) return nobody;
  return (errno == EACCES || errno == EPERM) && has_program(thread) ? hidden : ended;
}

/** When the first thread has ended the others may go on. */
static enum sight look_at_others(struct search *search, pid_t pid) {
  char path[48];
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *threads = opendir(path);
  if (threads == NULL) return nobody;
  enum sight sight = ended;
  for (struct dirent *entry; sight < seen && (entry = readdir(threads)) != NULL;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    snprintf(path, sizeof path, "/proc/%d/task/%.10s", pid, entry->d_name);
    sight = look_at_thread(search, path);
  }
  closedir(threads);
  return sight == nobody ? ended : sight;
}

/** The inside half: it hides itself, and never becomes another program. */
static bool is_first_of_namespace(pid_t pid) {
  char path[32], text[4096];
  snprintf(path, sizeof path, "/proc/%d/status", pid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  text[got > 0 ? got : 0] = '\0';
  const char *numbers = strstr(text, "\nNSpid:"), *end = numbers == NULL ? NULL : strchr(numbers + 1, '\n');
  return end != NULL && end[-2] == '\t' && end[-1] == '1';
}

static bool is_hidden_descendant(pid_t pid) {
  bool others = kill(pid, 0) != 0 && errno == EPERM;
  return !others && may_be_below_child(pid) && !is_first_of_namespace(pid);
}

/** False when nobody is there. */
static bool visit(struct search *search, pid_t pid) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", pid);
  enum sight sight = look_at_thread(search, path);
  if (sight == ended) sight = look_at_others(search, pid);
  if (sight == hidden && !search->hidden) search->hidden = is_hidden_descendant(pid);
  return sight != nobody;
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

static int by_value(const void *one, const void *other) {
  uint64_t first = *(const uint64_t *)one, second = *(const uint64_t *)other;
  return first < second ? -1 : first > second;
}

bool bearers_find(struct bearers *bearers) {
  static pid_t doubtful[most_doubtful];
  *bearers = (struct bearers){0};
  /* With hidepid (proc(5)) some of a user's own processes are not to be seen, and that of the first one isn't either. */
  if (access("/proc/1/stat", R_OK) != 0) return false;
  struct search search = {.found = bearers, .doubtful = doubtful};
  if (!search_exactly(&search)) {
    bearers_free(bearers);
    return false;
  }
  qsort(bearers->starts, bearers->count, sizeof *bearers->starts, by_value);
  return true;
}

bool bearers_have(const struct bearers *bearers, uint64_t start) {
  return bsearch(&start, bearers->starts, bearers->count, sizeof start, by_value) != NULL;
}

void bearers_free(struct bearers *bearers) { free(bearers->starts); }
