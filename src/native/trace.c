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

/* A socket node: nothing can open it (ENXIO), version control and search tools pass it over, and nobody's own file
   looks like that. A folder can only be a folder. */
static const mode_t placeholder_mode = S_IFSOCK;

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

static int make_node(int parent, const char *name, enum trace_kind kind) {
  switch (kind) {
    case trace_placeholder: return mknodat(parent, name, placeholder_mode, 0);
    case trace_placeholder_folder: return mkdirat(parent, name, 0);
    case trace_folder: return mkdirat(parent, name, 0755);
    case trace_frame_file: return mknodat(parent, name, S_IFREG | 0600, 0);
    case trace_cgroup: return mkdirat(parent, name, 0755);
    case trace_private: return mkdirat(parent, name, 0700);
  }
  errno = EINVAL;
  return -1;
}

/** Makes one node, or joins the living warden that has made it. What exists otherwise is left alone. */
static void make(enum trace_kind kind, const char *path) {
  cleanup_free char *copy = strdup(path);
  if (copy == NULL || path[0] != '/' || path[1] == '\0') die("traces", "not a path: %s", path);
  const char *name;
  cleanup_fd int parent = open_parent(copy, &name);
  if (parent < 0) die_errno("traces", "the folder of %s", path);
  struct stat there;
  if (fstatat(parent, name, &there, AT_SYMLINK_NOFOLLOW) == 0) {
    /* A link would lead the command's writing to wherever it points. */
    if (kind == trace_frame_file && !S_ISREG(there.st_mode)) die("traces", "%s is not an ordinary file", path);
    if (journal_shared(kind, path)) journal_add(kind, path);
    return;
  }
  journal_add(kind, path);
  if (make_node(parent, name, kind) != 0) die_errno("traces", "%s", path);
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

void trace_remove(enum trace_kind kind, const char *path) {
  cleanup_free char *copy = strdup(path);
  const char *name;
  cleanup_fd int parent = copy == NULL || path[0] != '/' ? -1 : open_parent(copy, &name);
  struct stat there;
  if (parent < 0 || fstatat(parent, name, &there, AT_SYMLINK_NOFOLLOW) != 0) return;
  switch (kind) {
    case trace_placeholder:
      if (there.st_mode == placeholder_mode) unlinkat(parent, name, 0);
      return;
    case trace_placeholder_folder:
      if ((there.st_mode & 07777) == 0) unlinkat(parent, name, AT_REMOVEDIR);
      return;
    case trace_frame_file:
      if (S_ISREG(there.st_mode) && there.st_size == 0) unlinkat(parent, name, 0);
      return;
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
