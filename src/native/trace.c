#define _GNU_SOURCE
#include "trace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cgroup.h"
#include "die.h"
#include "remove-tree.h"
#include "reopen.h"

/* A socket node: nothing can open it (ENXIO), version control and search tools pass it over, and nobody's own file
   looks like that. */
static const mode_t placeholder_mode = S_IFSOCK;

/* The first second of 2000, by which those who plan know such a folder of another warden's: `standInTime` of resolve-path.ts. */
static const struct timespec placeholder_time = {.tv_sec = 946684800};

/** Folders that hold what this process has made: somebody may move them while it is there. Beyond these a path has to do. */
static struct held {
  char *path;
  int folder;
} held[128];
static size_t held_count;

static void hold(const char *path, int folder) {
  if (held_count == sizeof held / sizeof *held) return;
  struct held one = {.path = strdup(path), .folder = fcntl(folder, F_DUPFD_CLOEXEC, 0)};
  if (one.path == NULL || one.folder < 0) free(one.path);
  else held[held_count++] = one;
}

static int held_folder(const char *path) {
  for (size_t i = 0; i < held_count; i++)
    if (strcmp(held[i].path, path) == 0) return held[i].folder;
  return -1;
}

/** Opens the folder that holds `path` without following any symbolic link; `*name` is the last part. */
static int open_parent(char *path, const char **name) {
  int folder = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
  char *part = path + 1;
  for (char *slash; folder >= 0 && (slash = strchr(part, '/')) != NULL; part = slash + 1) {
    *slash = '\0';
    int next = openat(folder, part, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    int error = errno;
    close(folder);
    errno = error;
    folder = next;
    *slash = '/';
  }
  *name = part;
  return folder;
}

static int make_placeholder_folder(int parent, const char *name) {
  const struct timespec times[] = {placeholder_time, placeholder_time};
  return mkdirat(parent, name, 0755) == 0 ? utimensat(parent, name, times, AT_SYMLINK_NOFOLLOW) : -1;
}

static int make_node(int parent, const char *name, enum trace_kind kind) {
  switch (kind) {
    case trace_placeholder: return mknodat(parent, name, placeholder_mode, 0);
    case trace_placeholder_folder: return make_placeholder_folder(parent, name);
    case trace_folder: return mkdirat(parent, name, 0755);
    case trace_frame_file: return mknodat(parent, name, S_IFREG | 0600, 0);
    case trace_cgroup: return mkdirat(parent, name, 0755);
    case trace_private: return mkdirat(parent, name, 0700);
  }
  errno = EINVAL;
  return -1;
}

/** The same for who changes something there: what this user's own folders do not permit they permit until `reopened_close`. */
static int open_parent_to_change(char *path, const char **name, struct reopened *reopened) {
  *name = strrchr(path, '/') + 1;
  cleanup_free char *folder = strndup(path, (size_t)(*name - path));
  if (folder == NULL) die("memory", "out of memory");
  int parent = reopen_folder(folder, to_change, reopened);
  return parent >= 0 ? parent : open_parent(path, name);
}

/** What exists is left alone, but for joining the living warden that has made it. */
static bool is_there(int parent, const char *name, enum trace_kind kind, const char *path) {
  struct stat there;
  if (fstatat(parent, name, &there, AT_SYMLINK_NOFOLLOW) != 0) return false;
  /* A link would lead the command's writing to wherever it points. */
  if (kind == trace_frame_file && !S_ISREG(there.st_mode)) die("traces", "%s is not an ordinary file", path);
  if (journal_shared(kind, path)) {
    journal_add(kind, path);
    hold(path, parent);
  }
  return true;
}

static void make(enum trace_kind kind, const char *path) {
  cleanup_free char *copy = strdup(path);
  if (copy == NULL || path[0] != '/' || path[1] == '\0') die("traces", "not a path: %s", path);
  const char *name;
  cleanup_fd int looked_at = open_parent(copy, &name);
  if (looked_at >= 0 && is_there(looked_at, name, kind, path)) return;
  struct reopened reopened;
  cleanup_fd int parent = open_parent_to_change(copy, &name, &reopened);
  if (parent >= 0) journal_add(kind, path);
  int error = parent >= 0 && make_node(parent, name, kind) == 0 ? 0 : errno;
  if (error == 0) hold(path, parent);
  reopened_close(&reopened);
  errno = error;
  if (error != 0) die_errno("traces", parent < 0 ? "the folder of %s" : "%s", path);
}

static void make_with_folders(enum trace_kind kind, const char *path) {
  cleanup_free char *copy = strdup(path);
  if (copy == NULL) die("memory", "out of memory");
  for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
    *slash = '\0';
    make(trace_folder, copy);
    *slash = '/';
  }
  make(kind, path);
}

static void make_all(enum trace_kind kind, const struct texts *paths) {
  for (size_t i = 0; i < paths->count; i++) make_with_folders(kind, paths->items[i]);
}

void traces_make(const struct order *order) {
  make_all(trace_folder, &order->scaffolds);
  make_all(trace_placeholder, &order->guard_files);
  make_all(trace_placeholder_folder, &order->guard_folders);
  /* Whoever wants a file written has its folder. */
  for (size_t i = 0; i < order->frame_files.count; i++) make(trace_frame_file, order->frame_files.items[i]);
  for (size_t i = 0; i < order->cgroups.count; i++) make(trace_cgroup, order->cgroups.items[i]);
  if (order->private_folder != NULL) make(trace_private, order->private_folder);
}

static void remove_from(int parent, const char *name, enum trace_kind kind) {
  struct stat there;
  if (fstatat(parent, name, &there, AT_SYMLINK_NOFOLLOW) != 0) return;
  switch (kind) {
    case trace_placeholder:
      if (there.st_mode == placeholder_mode) unlinkat(parent, name, 0);
      return;
    case trace_frame_file:
      if (S_ISREG(there.st_mode) && there.st_size == 0) unlinkat(parent, name, 0);
      return;
    case trace_placeholder_folder:
    case trace_folder: /* only ever succeeds on an empty one */
      unlinkat(parent, name, AT_REMOVEDIR);
      return;
    case trace_private:
      remove_tree(parent, name);
      return;
    case trace_cgroup:
      cgroup_remove(parent, name);
      return;
  }
}

void trace_remove(enum trace_kind kind, const char *path) {
  cleanup_free char *copy = strdup(path);
  if (copy == NULL || path[0] != '/') return;
  const char *name;
  struct reopened reopened;
  int folder = held_folder(path);
  if (folder >= 0) name = strrchr(copy, '/') + 1;
  cleanup_fd int parent =
      folder >= 0 ? reopen_opened(folder, to_change, &reopened) : open_parent_to_change(copy, &name, &reopened);
  if (parent >= 0) remove_from(parent, name, kind);
  reopened_close(&reopened);
}
