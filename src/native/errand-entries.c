#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "errand.h"
#include "newer-calls.h"
#include "resolve.h"

/** A name in a folder that has been opened: what the caller's path comes to but for a link at its very end. */
struct target {
  int parent;
  char name[NAME_MAX + 1];
  char path[PATH_MAX];
};
#define cleanup_target __attribute__((cleanup(close_target)))
static void close_target(struct target *target) {
  if (target->parent >= 0) close(target->parent);
}

/** Splits the path at its last name; false where there is none, as in `/`, `..` and `a/.`. */
static bool split(char *path, const char **folder, const char **name) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') path[--length] = '\0';
  char *slash = strrchr(path, '/');
  *name = slash == NULL ? path : slash + 1;
  *folder = slash == NULL ? "." : slash == path ? "/" : path;
  if (slash != NULL) *slash = '\0';
  return **name != '\0' && strcmp(*name, ".") != 0 && strcmp(*name, "..") != 0 && strlen(*name) <= NAME_MAX;
}

/** False where the kernel would fail or has something else to say: then the call is left to it. */
static bool find_target(struct errand *errand, signed char folder, signed char path, struct target *target) {
  char text[PATH_MAX];
  const char *parent, *name;
  if (!errand_text(errand, path, text, sizeof text) || !split(text, &parent, &name)) return false;
  struct their_path their = {
      .tid = (pid_t)errand->notification->pid,
      .folder = (int)errand_argument(errand, folder, AT_FDCWD),
      .path = parent,
      .follow = true,
  };
  target->parent = resolve_open(&their);
  if (target->parent < 0) return false;
  strcpy(target->name, name);
  char *end = target->path;
  if (!errand_name_of(target->parent, target->path, sizeof target->path)) return false;
  size_t length = strcmp(end, "/") == 0 ? 0 : strlen(end);
  int written = snprintf(end + length, sizeof target->path - length, "/%s", name);
  if (written < 0 || (size_t)written >= sizeof target->path - length) return false;
  return errand_still_there(errand);
}

/** The folder that the entry is in, by name. */
static void name_folder(const struct target *target, char folder[PATH_MAX]) {
  strcpy(folder, target->path);
  char *slash = strrchr(folder, '/');
  slash[slash == folder ? 1 : 0] = '\0';
}

/** True when the walls allow that this entry is made, moved or removed. What may be written may not yet be removed. */
static bool is_allowed(const struct errand *errand, const struct target *target) {
  char folder[PATH_MAX];
  name_folder(target, folder);
  return wall_at(errand->walls, folder) == wall_write && wall_at(errand->walls, target->path) == wall_write;
}

/** True when they do and Landlock doesn't. */
static bool needs_help(const struct errand *errand, const struct target *target) {
  char folder[PATH_MAX];
  name_folder(target, folder);
  return wall_granted(errand->walls, folder) < wall_write && is_allowed(errand, target);
}

/** New entries get the permissions that the caller's own would have got. */
static mode_t take_over_mask(const struct errand *errand) {
  char path[32], text[4096];
  snprintf(path, sizeof path, "/proc/%d/status", (int)errand->notification->pid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  text[got > 0 ? got : 0] = '\0';
  const char *line = strstr(text, "\nUmask:");
  return umask(line == NULL ? 0777 : (mode_t)strtoul(line + strlen("\nUmask:"), NULL, 8));
}

/** errno as an answer. */
static int outcome(long result) { return result == 0 ? 0 : errno; }

/** Hands the opened file over in place of the call's own result. */
static int hand_over(struct errand *errand, int fd, int flags) {
  struct seccomp_notif_addfd added = {
      .id = errand->notification->id,
      .srcfd = (uint32_t)fd,
      .newfd_flags = (flags & O_CLOEXEC) != 0 ? O_CLOEXEC : 0,
  };
  int number = ioctl(errand->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &added);
  if (number < 0) return errno;
  union {
    struct seccomp_notif_resp response;
    char room[256];
  } whole = {.response = {.id = errand->notification->id, .val = number}};
  (void)!ioctl(errand->listener, SECCOMP_IOCTL_NOTIF_SEND, &whole);
  return answered;
}

static bool is_writing(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC) != 0; }

/** Opens what is there, if the walls allow what Landlock has no grant for: a file or folder made since, or beside others. */
static int open_existing(struct errand *errand, int object, int flags) {
  char path[PATH_MAX], link[32];
  struct stat there;
  enum wall wanted = is_writing(flags) ? wall_write : wall_read;
  if (!errand_name_of(object, path, sizeof path) || fstat(object, &there) != 0) return left_to_kernel;
  /* Only these open at once; a pipe would keep everybody waiting. */
  if (!S_ISREG(there.st_mode) && !S_ISDIR(there.st_mode)) return left_to_kernel;
  if (wall_granted(errand->walls, path) >= wanted || wall_at(errand->walls, path) < wanted) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  cleanup_fd int fd = open(link, (flags & ~(O_CREAT | O_EXCL | O_NOFOLLOW)) | O_CLOEXEC | O_NOCTTY);
  return fd < 0 ? errno : hand_over(errand, fd, flags);
}

static int open_new(struct errand *errand, const struct target *target, int flags, mode_t mode) {
  if (!needs_help(errand, target)) return left_to_kernel;
  mode_t own = take_over_mask(errand);
  cleanup_fd int fd = openat(target->parent, target->name, flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
  umask(own);
  return fd < 0 ? errno : hand_over(errand, fd, flags);
}

static int serve_open(struct errand *errand, const struct call *call) {
  int flags = errand_flags(errand, call);
  cleanup_target struct target target = {.parent = -1};
  if ((flags & O_PATH) != 0 || (flags & O_TMPFILE) == O_TMPFILE) return left_to_kernel;
  char text[PATH_MAX];
  if (!errand_text(errand, call->path, text, sizeof text)) return left_to_kernel;
  struct their_path their = {
      .tid = (pid_t)errand->notification->pid,
      .folder = (int)errand_argument(errand, call->folder, AT_FDCWD),
      .path = text,
      .follow = (flags & O_NOFOLLOW) == 0,
  };
  cleanup_fd int object = (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL) ? -1 : resolve_open(&their);
  if (!errand_still_there(errand)) return left_to_kernel;
  if (object >= 0) return open_existing(errand, object, flags);
  if ((flags & O_CREAT) == 0 || !find_target(errand, call->folder, call->path, &target)) return left_to_kernel;
  /* Somebody's link at the end leads to another name, or it appeared just now: the kernel knows what to say. */
  struct stat there;
  if (fstatat(target.parent, target.name, &there, AT_SYMLINK_NOFOLLOW) == 0) return left_to_kernel;
  return open_new(errand, &target, flags, (mode_t)errand_argument(errand, call->value, 0));
}

static int serve_make_folder(struct errand *errand, const struct call *call) {
  cleanup_target struct target target = {.parent = -1};
  if (!find_target(errand, call->folder, call->path, &target) || !needs_help(errand, &target)) return left_to_kernel;
  mode_t own = take_over_mask(errand);
  int error = outcome(mkdirat(target.parent, target.name, (mode_t)errand_argument(errand, call->value, 0)));
  umask(own);
  return error;
}

static int serve_make_node(struct errand *errand, const struct call *call) {
  mode_t mode = (mode_t)errand_argument(errand, call->value, 0);
  cleanup_target struct target target = {.parent = -1};
  if (!S_ISREG(mode) && (mode & S_IFMT) != 0) return left_to_kernel;
  if (!find_target(errand, call->folder, call->path, &target) || !needs_help(errand, &target)) return left_to_kernel;
  mode_t own = take_over_mask(errand);
  int error = outcome(mknodat(target.parent, target.name, S_IFREG | (mode & 07777), 0));
  umask(own);
  return error;
}

/** True when it may be moved, removed or replaced as a whole. */
static bool is_free(const struct errand *errand, const struct target *target) {
  return is_allowed(errand, target) && !wall_pins(errand->walls, target->path);
}

static int serve_remove(struct errand *errand, const struct call *call) {
  cleanup_target struct target target = {.parent = -1};
  if (!find_target(errand, call->folder, call->path, &target) || !needs_help(errand, &target)) return left_to_kernel;
  if (!is_free(errand, &target)) return left_to_kernel;
  int error = outcome(unlinkat(target.parent, target.name, errand_flags(errand, call)));
  if (error == 0) walls_forget(errand->walls, target.path);
  return error;
}

static int serve_rename(struct errand *errand, const struct call *call) {
  unsigned flags = (unsigned)errand_flags(errand, call);
  cleanup_target struct target from = {.parent = -1}, to = {.parent = -1};
  if ((flags & ~(unsigned)(RENAME_NOREPLACE | RENAME_EXCHANGE)) != 0) return left_to_kernel;
  if (!find_target(errand, call->folder, call->path, &from)) return left_to_kernel;
  if (!find_target(errand, call->other_folder, call->other_path, &to)) return left_to_kernel;
  if (!needs_help(errand, &from) && !needs_help(errand, &to)) return left_to_kernel;
  if (!is_free(errand, &from) || !is_free(errand, &to)) return left_to_kernel;
  int error = outcome(renameat2(from.parent, from.name, to.parent, to.name, flags));
  if (error == 0) walls_forget(errand->walls, from.path);
  if (error == 0) walls_forget(errand->walls, to.path);
  return error;
}

static int serve_link(struct errand *errand, const struct call *call) {
  cleanup_target struct target from = {.parent = -1}, to = {.parent = -1};
  if (errand_flags(errand, call) != 0) return left_to_kernel;
  if (!find_target(errand, call->folder, call->path, &from)) return left_to_kernel;
  if (!find_target(errand, call->other_folder, call->other_path, &to)) return left_to_kernel;
  /* A second name must not allow more than the first. */
  if (!is_free(errand, &from) || !is_free(errand, &to) || !needs_help(errand, &to)) return left_to_kernel;
  return outcome(linkat(from.parent, from.name, to.parent, to.name, 0));
}

static int serve_symbolic_link(struct errand *errand, const struct call *call) {
  char text[PATH_MAX];
  cleanup_target struct target target = {.parent = -1};
  if (!errand_text(errand, call->value, text, sizeof text)) return left_to_kernel;
  if (!find_target(errand, call->folder, call->path, &target) || !needs_help(errand, &target)) return left_to_kernel;
  /* Where something protected is to stand below, nothing may lead elsewhere. */
  if (!is_free(errand, &target)) return left_to_kernel;
  return outcome(symlinkat(text, target.parent, target.name));
}

static int serve_truncate(struct errand *errand, const struct call *call) {
  char text[PATH_MAX], path[PATH_MAX], link[32];
  struct stat there;
  if (!errand_text(errand, call->path, text, sizeof text)) return left_to_kernel;
  struct their_path their = {
      .tid = (pid_t)errand->notification->pid, .folder = AT_FDCWD, .path = text, .follow = true};
  cleanup_fd int object = resolve_open(&their);
  if (object < 0 || !errand_still_there(errand) || fstat(object, &there) != 0) return left_to_kernel;
  if (!S_ISREG(there.st_mode) || !errand_name_of(object, path, sizeof path)) return left_to_kernel;
  if (wall_granted(errand->walls, path) == wall_write || wall_at(errand->walls, path) < wall_write) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  return outcome(truncate(link, errand_argument(errand, call->value, 0)));
}

const struct call entry_calls[] = {
    {SYS_openat, serve_open, 0, 1, 3, 2, -1, -1, 0},
    {SYS_mkdirat, serve_make_folder, 0, 1, 2, -1, -1, -1, 0},
    {SYS_mknodat, serve_make_node, 0, 1, 2, -1, -1, -1, 0},
    {SYS_unlinkat, serve_remove, 0, 1, -1, 2, -1, -1, 0},
    {SYS_renameat2, serve_rename, 0, 1, -1, 4, 2, 3, 0},
    {SYS_linkat, serve_link, 0, 1, -1, 4, 2, 3, 0},
    {SYS_symlinkat, serve_symbolic_link, 1, 2, 0, -1, -1, -1, 0},
    {SYS_truncate, serve_truncate, -1, 0, 1, -1, -1, -1, 0},
#ifdef SYS_renameat
    {SYS_renameat, serve_rename, 0, 1, -1, -1, 2, 3, 0},
#endif
#ifdef SYS_open /* Older calls without a folder: not on every architecture. */
    {SYS_open, serve_open, -1, 0, 2, 1, -1, -1, 0},
    {SYS_creat, serve_open, -1, 0, 1, -1, -1, -1, O_CREAT | O_WRONLY | O_TRUNC},
    {SYS_mkdir, serve_make_folder, -1, 0, 1, -1, -1, -1, 0},
    {SYS_mknod, serve_make_node, -1, 0, 1, -1, -1, -1, 0},
    {SYS_unlink, serve_remove, -1, 0, -1, -1, -1, -1, 0},
    {SYS_rmdir, serve_remove, -1, 0, -1, -1, -1, -1, AT_REMOVEDIR},
    {SYS_rename, serve_rename, -1, 0, -1, -1, -1, 1, 0},
    {SYS_link, serve_link, -1, 0, -1, -1, -1, 1, 0},
    {SYS_symlink, serve_symbolic_link, -1, 1, 0, -1, -1, -1, 0},
#endif
};
const size_t entry_call_count = sizeof entry_calls / sizeof entry_calls[0];
