#define _GNU_SOURCE
#include "remove-tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "newer-calls.h"

/** Opens the folder for listing, however it was closed. -1: it is none, or not this user's. */
static int open_folder(int parent, const char *name) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat there;
  if (fd >= 0 && fstat(fd, &there) == 0 && (there.st_mode & S_IRWXU) == S_IRWXU) return fd;
  if (fd >= 0) close(fd);
  cleanup_fd int closed = openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", closed);
  if (closed < 0 || chmod(path, S_IRWXU) != 0) return -1;
  return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool is_own_entry(const char *name) { return strcmp(name, ".") == 0 || strcmp(name, "..") == 0; }

/** Moves a folder up into the top one: so no depth is too deep for the number of open files. */
static bool lift(int from, const char *name, int top) {
  static unsigned long number;
  for (;;) {
    char lifted[32];
    snprintf(lifted, sizeof lifted, "lifted-%lu", number++);
    if (renameat2(from, name, top, lifted, RENAME_NOREPLACE) == 0) return true;
    if (errno != EEXIST) return false;
  }
}

/** Empties the folder into nothing, its folders into `top`. True when something went. */
static bool empty(int folder, int top) {
  int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = copy < 0 ? NULL : fdopendir(copy);
  if (entries == NULL) {
    if (copy >= 0) close(copy);
    return false;
  }
  bool went = false;
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (is_own_entry(entry->d_name)) continue;
    if (unlinkat(folder, entry->d_name, 0) == 0 || unlinkat(folder, entry->d_name, AT_REMOVEDIR) == 0) {
      went = true;
      continue;
    }
    cleanup_fd int inner = open_folder(folder, entry->d_name);
    if (inner < 0) continue;
    if (folder != top) went = lift(folder, entry->d_name, top) || went;
    else went = empty(inner, top) || went;
  }
  closedir(entries);
  return went;
}

void remove_tree(int parent, const char *name) {
  int top = open_folder(parent, name);
  if (top < 0) return;
  while (empty(top, top)) continue;
  close(top);
  unlinkat(parent, name, AT_REMOVEDIR);
}
