#define _GNU_SOURCE
#include "reopen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"

struct name_in_proc {
  char text[32];
};

/** A name for exactly this folder, wherever it is moved. */
static struct name_in_proc name_of(int folder) {
  struct name_in_proc name;
  snprintf(name.text, sizeof name.text, "/proc/self/fd/%d", folder);
  return name;
}

/** chmod takes the bit of an owner's folder away when the group is none of his (chmod(2)), and could not give it back. */
static bool loses_group(const struct stat *folder) {
  if ((folder->st_mode & S_ISGID) == 0 || folder->st_gid == getegid()) return false;
  int count = getgroups(0, NULL);
  cleanup_free gid_t *groups = count > 0 ? checked_realloc(NULL, (size_t)count * sizeof *groups) : NULL;
  count = getgroups(count, groups);
  for (int i = 0; i < count; i++)
    if (groups[i] == folder->st_gid) return false;
  return true;
}

/** Nobody's keyboard shall end this process while folders are other than they were. */
static void block_interruptions(struct reopened *reopened) {
  sigset_t all;
  sigfillset(&all);
  if (sigprocmask(SIG_SETMASK, &all, &reopened->blocked_before) != 0) die_errno("survey", "sigprocmask");
}

/** True when the folder has all the wanted permissions now. */
static bool give(struct reopened *reopened, int folder, mode_t wanted) {
  struct stat there;
  if (fstat(folder, &there) != 0 || there.st_uid != geteuid() || loses_group(&there)) return false;
  mode_t missing = wanted & ~there.st_mode;
  if (missing == 0) return false;
  int kept = fcntl(folder, F_DUPFD_CLOEXEC, 0);
  if (kept < 0) return false;
  if (reopened->count == 0) block_interruptions(reopened);
  reopened->items = checked_realloc(reopened->items, (reopened->count + 1) * sizeof *reopened->items);
  reopened->items[reopened->count++] = (struct reopened_folder){.fd = kept};
  if (chmod(name_of(folder).text, (there.st_mode & 07777) | missing) != 0) return false;
  reopened->items[reopened->count - 1].added = missing;
  return true;
}

/** One name further; closes `folder`. */
static int enter(struct reopened *reopened, int folder, const char *name) {
  enum { flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };
  int next = openat(folder, name, flags);
  if (next < 0 && errno == EACCES) {
    next = give(reopened, folder, S_IXUSR) ? openat(folder, name, flags) : -1;
    if (next < 0) errno = ENOENT;
  }
  int error = errno;
  close(folder);
  errno = error;
  return next;
}

/** The owner's bits in a mode are those of access(2), further up. */
static bool allows(int folder, mode_t wanted) {
  return faccessat(AT_FDCWD, name_of(folder).text, (int)(wanted >> 6), AT_EACCESS) == 0;
}

static int open_reached(struct reopened *reopened, int folder, mode_t wanted) {
  bool can_enter = allows(folder, S_IXUSR);
  if (!allows(folder, wanted) && !give(reopened, folder, wanted)) {
    errno = can_enter ? EACCES : ENOENT;
    return -1;
  }
  return open(name_of(folder).text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int reopen_folder(const char *path, mode_t wanted, struct reopened *reopened) {
  *reopened = (struct reopened){0};
  cleanup_free char *copy = strdup(path);
  if (copy == NULL) die("memory", "out of memory");
  int folder = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  char *rest = copy;
  for (char *name; folder >= 0 && (name = strtok_r(rest, "/", &rest)) != NULL;) folder = enter(reopened, folder, name);
  if (folder < 0) return -1;
  int reached = open_reached(reopened, folder, wanted);
  int error = errno;
  close(folder);
  errno = error;
  return reached;
}

int reopen_opened(int folder, mode_t wanted, struct reopened *reopened) {
  *reopened = (struct reopened){0};
  return open_reached(reopened, folder, wanted);
}

void reopened_close(struct reopened *reopened) {
  bool blocked = reopened->count > 0;
  while (reopened->count > 0) {
    const struct reopened_folder *folder = &reopened->items[--reopened->count];
    struct stat there;
    if (fstat(folder->fd, &there) == 0)
      (void)!chmod(name_of(folder->fd).text, there.st_mode & 07777 & ~folder->added);
    close(folder->fd);
  }
  free(reopened->items);
  reopened->items = NULL;
  if (blocked) sigprocmask(SIG_SETMASK, &reopened->blocked_before, NULL);
}
