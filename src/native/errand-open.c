#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "errand-pipe.h"
#include "errand-target.h"
#include "errand-terminal.h"
#include "resolve.h"

static bool is_writing(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC) != 0; }

/** Opens what is there, if the walls allow what Landlock has no grant for: a file or folder made since, or beside others. */
static int open_existing(struct errand *errand, int object, int flags) {
  char path[PATH_MAX], link[32];
  struct stat there;
  enum wall wanted = is_writing(flags) ? wall_write : wall_read;
  if (!errand_name_of(object, path, sizeof path) || fstat(object, &there) != 0) return left_to_kernel;
  if (wall_granted(errand->walls, path) >= wanted) return left_to_kernel;
  if (S_ISCHR(there.st_mode) && !wall_pins(errand->walls, path)) return errand_open_terminal(errand, object, flags);
  if (wall_at(errand->walls, path) < wanted) return left_to_kernel;
  if (S_ISFIFO(there.st_mode)) return errand_open_pipe(errand, object, flags);
  if (!S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode)) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  cleanup_fd int fd = open(link, (flags & ~(O_CREAT | O_EXCL | O_NOFOLLOW)) | O_CLOEXEC | O_NOCTTY);
  return fd < 0 ? errno : errand_hand_over(errand, fd, flags);
}

static int open_new(struct errand *errand, const struct target *target, int flags, mode_t mode) {
  if (!target_needs_help(errand, target)) return left_to_kernel;
  mode_t own = umask(caller_mask(errand));
  cleanup_fd int fd = openat(target->parent, target->name, flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  umask(own);
  return fd < 0 ? errno : errand_hand_over(errand, fd, flags);
}

/** A file without a name, on the file system of a folder in which it may get one. */
static int open_nameless(struct errand *errand, int folder, int flags, mode_t mode) {
  char path[PATH_MAX], link[32];
  if (!errand_name_of(folder, path, sizeof path)) return left_to_kernel;
  if (wall_granted(errand->walls, path) == wall_write || wall_at(errand->walls, path) < wall_write) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  mode_t own = umask(caller_mask(errand));
  cleanup_fd int fd = open(link, (flags & ~O_NOFOLLOW) | O_CLOEXEC, mode);
  umask(own);
  return fd < 0 ? errno : errand_hand_over(errand, fd, flags);
}

static int serve_open(struct errand *errand, const struct call *call) {
  int flags = errand_flags(errand, call);
  mode_t mode = (mode_t)errand_argument(errand, call->value, 0);
  cleanup_target struct target target = no_target;
  char text[PATH_MAX];
  if ((flags & O_PATH) != 0 || !errand_path(errand, call->path, text, sizeof text)) return left_to_kernel;
  struct their_path their = {
      .tid = (pid_t)errand->notification->pid,
      .folder = (int)errand_argument(errand, call->folder, AT_FDCWD),
      .path = text,
      .follow = (flags & O_NOFOLLOW) == 0,
  };
  cleanup_fd int object = (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL) ? -1 : resolve_open(&their);
  int error = errno;
  if (!errand_still_there(errand)) return left_to_kernel;
  if (object < 0 && errand->apart && (flags & O_CREAT) == 0) return error;
  if (object >= 0 && (flags & O_TMPFILE) == O_TMPFILE) return open_nameless(errand, object, flags, mode);
  if (object >= 0) return open_existing(errand, object, flags);
  if ((flags & O_CREAT) == 0 || !target_find(errand, call->folder, call->path, &target)) return left_to_kernel;
  /* Somebody's link at the end leads to another name, or it appeared just now: the kernel knows what to say. */
  struct stat there;
  if (fstatat(target.parent, target.name, &there, AT_SYMLINK_NOFOLLOW) == 0) return left_to_kernel;
  return open_new(errand, &target, flags, mode);
}

static int serve_truncate(struct errand *errand, const struct call *call) {
  char text[PATH_MAX], path[PATH_MAX], link[32];
  struct stat there;
  if (!errand_path(errand, call->path, text, sizeof text)) return left_to_kernel;
  struct their_path their = {
      .tid = (pid_t)errand->notification->pid, .folder = AT_FDCWD, .path = text, .follow = true};
  cleanup_fd int object = resolve_open(&their);
  if (object < 0 || !errand_still_there(errand) || fstat(object, &there) != 0) return left_to_kernel;
  if (!S_ISREG(there.st_mode) || !errand_name_of(object, path, sizeof path)) return left_to_kernel;
  if (wall_granted(errand->walls, path) == wall_write || wall_at(errand->walls, path) < wall_write) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  return truncate(link, errand_argument(errand, call->value, 0)) == 0 ? 0 : errno;
}

const struct call open_calls[] = {
    {SYS_openat, serve_open, 0, 1, 3, 2, -1, -1, 0},
    {SYS_truncate, serve_truncate, -1, 0, 1, -1, -1, -1, 0},
#ifdef SYS_open /* Older calls without a folder: not on every architecture. */
    {SYS_open, serve_open, -1, 0, 2, 1, -1, -1, 0},
    {SYS_creat, serve_open, -1, 0, 1, -1, -1, -1, O_CREAT | O_WRONLY | O_TRUNC},
#endif
};
const size_t open_call_count = sizeof open_calls / sizeof open_calls[0];
