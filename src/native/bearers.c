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
#include <unistd.h>

#include "descend.h"
#include "die.h"
#include "everybody.h"
#include "images.h"
#include "thread-status.h"

/** A fork copies the program of its parent: whoever is met shows that of all who are not. */
struct search {
  struct bearers *found;
  size_t room;
  bool hidden; /* somebody could not be looked at */
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

static bool is_hidden_descendant(pid_t pid) {
  bool others = kill(pid, 0) != 0 && errno == EPERM;
  return !others && kinship_of(pid) != no_kin && !is_first_of_namespace(pid);
}

static enum meeting meet(void *context, pid_t pid) {
  struct search *search = context;
  char path[32];
  snprintf(path, sizeof path, "/proc/%d", pid);
  enum sight sight = look_at_thread(search, path);
  if (sight == ended) sight = look_at_others(search, pid);
  if (sight == hidden && !search->hidden) search->hidden = is_hidden_descendant(pid);
  if (search->hidden) return met_hidden;
  return sight == nobody ? met_nobody : met_somebody;
}

static int by_value(const void *one, const void *other) {
  uint64_t first = *(const uint64_t *)one, second = *(const uint64_t *)other;
  return first < second ? -1 : first > second;
}

bool bearers_find(struct bearers *bearers) {
  *bearers = (struct bearers){0};
  struct search search = {.found = bearers};
  if (!everybody_visit(&(struct visitor){.meet = meet, .context = &search})) {
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
