#define _GNU_SOURCE
#include "journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "die.h"
#include "trace.h"

struct text {
  char *bytes;
  size_t length;
};

static int folder_fd = -1;
static int lock_fd = -1;
static int own_fd = -1;
static char own_name[64];
static struct text own;    /* what this warden made: kind, path, NUL, kind, … */
static struct text others; /* the same of every other living warden */

static void append(struct text *text, const char *bytes, size_t length) {
  if (length == 0) return;
  text->bytes = checked_realloc(text->bytes, text->length + length);
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
}

static void append_file(struct text *text, int fd) {
  char block[4096];
  ssize_t got;
  while ((got = read(fd, block, sizeof block)) > 0) append(text, block, (size_t)got);
  if (got < 0) die_errno("journal", "read");
  /* A warden killed in the middle of a write leaves half an entry: it must not run into the next one. */
  if (text->length > 0 && text->bytes[text->length - 1] != '\0') append(text, "", 1);
}

static bool lists(const struct text *text, enum trace_kind kind, const char *path) {
  for (size_t at = 0; at < text->length; at += strlen(text->bytes + at) + 1) {
    if (text->bytes[at] == (char)kind && strcmp(text->bytes + at + 1, path) == 0) return true;
  }
  return false;
}

static void remove_unshared(const struct text *text) {
  /* Backwards: what was made last lies deepest. */
  for (size_t end = text->length; end > 0;) {
    size_t start = end - 1;
    while (start > 0 && text->bytes[start - 1] != '\0') start--;
    const char *entry = text->bytes + start;
    if (entry[0] != '\0' && !lists(&others, (enum trace_kind)entry[0], entry + 1)) {
      trace_remove((enum trace_kind)entry[0], entry + 1);
    }
    end = start;
  }
}

/** Visits every journal: those of the living are read, those of the dead are cleared when `stale` is given. */
static void read_others(struct text *stale) {
  others.length = 0;
  int copy = openat(folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *folder = copy < 0 ? NULL : fdopendir(copy);
  if (folder == NULL) die_errno("journal", "open the folder");
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (strncmp(entry->d_name, "warden-", 7) != 0 || strcmp(entry->d_name, own_name) == 0) continue;
    cleanup_fd int fd = openat(folder_fd, entry->d_name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) continue; /* cleared in this moment by its own warden */
    bool dead = flock(fd, LOCK_SH | LOCK_NB) == 0;
    if (!dead) append_file(&others, fd);
    else if (stale != NULL) {
      append_file(stale, fd);
      unlinkat(folder_fd, entry->d_name, 0);
    }
  }
  closedir(folder);
}

static void lock(void) {
  while (flock(lock_fd, LOCK_EX) != 0) {
    if (errno != EINTR) die_errno("journal", "lock");
  }
}

static void open_folder(const char *runtime) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/wardens", runtime) >= (int)sizeof path) die("journal", "the path is too long");
  if (mkdir(path, 0700) != 0 && errno != EEXIST) die_errno("journal", "%s", path);
  folder_fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (folder_fd < 0) die_errno("journal", "%s", path);
  lock_fd = openat(folder_fd, "lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (lock_fd < 0) die_errno("journal", "%s/lock", path);
}

/** Only where bubblewrap is asked to bind it: one that sets modes makes closed folders of its own. */
void journal_make_mask(const char *runtime, const struct texts *setup) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/masked", runtime) >= (int)sizeof path) die("journal", "the path is too long");
  for (size_t i = 0; i < setup->count; i++) {
    if (strcmp(setup->items[i], path) != 0) continue;
    if (mkdir(path, 0) != 0 && errno != EEXIST) die_errno("journal", "%s", path);
    return;
  }
}

void journal_open(const char *runtime) {
  open_folder(runtime);
  lock();
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  snprintf(own_name, sizeof own_name, "warden-%d-%lld%09ld", getpid(), (long long)now.tv_sec, now.tv_nsec);
  struct text stale = {0};
  read_others(&stale);
  remove_unshared(&stale);
  free(stale.bytes);
}

bool journal_shared(enum trace_kind kind, const char *path) { return lists(&others, kind, path); }

static void create_own(void) {
  own_fd = openat(folder_fd, own_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (own_fd < 0) die_errno("journal", "create %s", own_name);
  if (flock(own_fd, LOCK_EX | LOCK_NB) != 0) die_errno("journal", "lock %s", own_name);
}

void journal_add(enum trace_kind kind, const char *path) {
  if (lists(&own, kind, path)) return;
  if (own_fd < 0) create_own();
  size_t start = own.length;
  char letter = (char)kind;
  append(&own, &letter, 1);
  append(&own, path, strlen(path) + 1);
  size_t length = own.length - start;
  if (write(own_fd, own.bytes + start, length) != (ssize_t)length) die_errno("journal", "write");
}

void journal_unlock(void) { flock(lock_fd, LOCK_UN); }

void journal_clear(void) {
  if (own_fd < 0) return;
  lock();
  read_others(NULL);
  remove_unshared(&own);
  unlinkat(folder_fd, own_name, 0);
  close(own_fd);
  own_fd = -1;
  journal_unlock();
}
