#define _GNU_SOURCE
#include "swap.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "newer-calls.h"
#include "own-folder.h"

#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1 << 1)
#endif

/** One name in an open folder. */
struct place {
  int folder;
  const char *name;
};

/** The folder around the change's place in the workspace, to be closed; -1 when it is gone, or a link by now. */
static struct place place_of(const struct change *change) {
  const char *slash = strrchr(change->path, '/');
  if (slash == NULL) return (struct place){.folder = fcntl(change->root, F_DUPFD_CLOEXEC, 0), .name = change->path};
  char folder[PATH_MAX];
  size_t length = (size_t)(slash - change->path);
  if (length >= sizeof folder) return (struct place){.folder = -1};
  memcpy(folder, change->path, length);
  folder[length] = '\0';
  return (struct place){.folder = folder_open_beneath(change->root, folder), .name = slash + 1};
}

static ino_t inode_at(struct place place, struct stat *found) {
  if (place.folder < 0 || entry_look_at(place.folder, place.name, found) != 0) return 0;
  return found->st_ino;
}

/** Beside the files of a landing, where a swap takes three steps. */
struct aside {
  char name[32];
};

static struct aside aside_of(const struct change *change) {
  struct aside aside;
  snprintf(aside.name, sizeof aside.name, "%s.old", change->name);
  return aside;
}

enum swap_state swap_state(const struct change *change) {
  struct stat found;
  struct place place = place_of(change);
  ino_t here = inode_at(place, &found);
  if (place.folder >= 0) close(place.folder);
  ino_t there = inode_at((struct place){change->files, change->name}, &found);
  struct aside aside = aside_of(change);
  ino_t waiting = inode_at((struct place){change->files, aside.name}, &found);
  if (place.folder < 0) return swap_lost;
  if (waiting != 0) return here == 0 && there == change->new.inode ? swap_open : swap_lost;
  if (here == change->old.inode && there == change->new.inode) return swap_open;
  return here == change->new.inode && there == change->old.inode ? swap_done : swap_lost;
}

static long long nanoseconds(const struct timespec *time) { return time->tv_sec * 1000000000LL + time->tv_nsec; }

/** A folder's size and times are its entries', which are looked at one by one. */
static bool fits(const struct stat *found, const struct stamp *stamp) {
  if (S_ISDIR(found->st_mode)) return true;
  return found->st_size == stamp->size && nanoseconds(&found->st_mtim) == stamp->changed_ns;
}

bool swap_is_fresh(const struct change *change) {
  if (change->old.inode == 0) return true;
  struct stat found;
  struct place place = place_of(change);
  bool there = inode_at(place, &found) == change->old.inode;
  if (place.folder >= 0) close(place.folder);
  if (!there || !fits(&found, &change->old)) return false;
  return S_ISDIR(found.st_mode) || change->old.touched_ns == 0 || nanoseconds(&found.st_ctim) == change->old.touched_ns;
}

static int rename_once(struct place from, struct place to, unsigned flags) {
  return renameat2(from.folder, from.name, to.folder, to.name, flags) == 0 ? 0 : errno;
}

static void open_up_entry(struct opened_up *opened, struct place place) {
  cleanup_fd int entry = openat(place.folder, place.name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (entry >= 0) folder_open_up(opened, entry);
}

/** A command may have closed a folder when it was done in there: its owner can open it for a moment. */
static int rename_entry(struct place from, struct place to, unsigned flags) {
  int error = rename_once(from, to, flags);
  if (error != EACCES) return error;
  struct opened_up opened = {0};
  folder_open_up(&opened, to.folder);
  folder_open_up(&opened, from.folder);
  open_up_entry(&opened, from);
  if (flags == RENAME_EXCHANGE) open_up_entry(&opened, to);
  error = rename_once(from, to, flags);
  folders_close_again(&opened);
  return error;
}

/** Where a file system can't swap two names at once; cut short, the next attempt goes on from where this one came to. */
static int exchange_by_steps(struct place here, struct place there, struct place aside) {
  int error = rename_entry(here, aside, RENAME_NOREPLACE);
  if (error == EINVAL) error = rename_entry(here, aside, 0);
  if (error != 0 && error != ENOENT) return error;
  error = rename_entry(there, here, 0);
  if (error != 0) {
    rename_entry(aside, here, 0);
    return error;
  }
  return rename_entry(aside, there, 0);
}

static int move(const struct change *change, struct place here, struct place there) {
  if (change->old.inode == 0) return rename_entry(there, here, RENAME_NOREPLACE);
  if (change->new.inode == 0) return rename_entry(here, there, RENAME_NOREPLACE);
  int error = rename_entry(here, there, RENAME_EXCHANGE);
  struct aside aside = aside_of(change);
  return error == EINVAL ? exchange_by_steps(here, there, (struct place){change->files, aside.name}) : error;
}

static int move_back(const struct change *change, struct place here, struct place there) {
  struct change mirrored = *change;
  mirrored.old = change->new;
  mirrored.new = change->old;
  return move(&mirrored, here, there);
}

int swap(const struct change *change) {
  struct stat found;
  struct place there = {change->files, change->name}, here = place_of(change);
  if (here.folder < 0) return ENOENT;
  int error = move(change, here, there);
  /* What came out is somebody else's when it was put there since the last look. */
  if (error == 0 && change->old.inode != 0 &&
      (inode_at(there, &found) != change->old.inode || !fits(&found, &change->old))) {
    move_back(change, here, there);
    error = ESTALE;
  }
  close(here.folder);
  return error;
}

void swap_back(const struct change *change) {
  struct place there = {change->files, change->name}, here = place_of(change);
  if (here.folder < 0) return;
  move_back(change, here, there);
  close(here.folder);
}

int dress(const struct dressing *dressing, const struct look *look) {
  const char *path = *dressing->path == '\0' ? "." : dressing->path;
  cleanup_fd int folder = folder_open_beneath(dressing->root, path);
  struct stat now;
  char name[32];
  if (folder < 0) return errno == ENOENT || errno == ENOTDIR || errno == ELOOP ? 0 : errno;
  if (fstat(folder, &now) != 0) return errno;
  snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
  if ((now.st_uid != look->user || now.st_gid != look->group) && chown(name, look->user, look->group) != 0) return errno;
  if ((now.st_mode & 07777) != look->mode && chmod(name, look->mode) != 0) return errno;
  struct timespec times[] = {{.tv_nsec = UTIME_OMIT},
                             {.tv_sec = look->changed_ns / 1000000000, .tv_nsec = look->changed_ns % 1000000000}};
  /* Only its owner can say when a folder was changed: for others it was now. */
  return utimensat(AT_FDCWD, name, times, 0) == 0 || errno == EPERM ? 0 : errno;
}
