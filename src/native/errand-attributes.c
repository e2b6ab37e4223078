#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utime.h>

#include "die.h"
#include "errand.h"
#include "resolve.h"

#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

int errand_object(struct errand *errand, const struct call *call) {
  int flags = errand_flags(errand, call);
  pid_t tid = (pid_t)errand->notification->pid;
  int folder = (int)errand_argument(errand, call->folder, AT_FDCWD);
  char text[PATH_MAX];
  bool has_path = (flags & by_descriptor) == 0 && errand_argument(errand, call->path, 0) != 0;
  if (has_path && !errand_path(errand, call->path, text, sizeof text)) {
    errno = EFAULT;
    return -1;
  }
  if (has_path && text[0] != '\0') {
    struct their_path their = {.tid = tid, .folder = folder, .path = text, .follow = (flags & no_follow) == 0};
    return resolve_open(&their);
  }
  if (has_path && (flags & AT_EMPTY_PATH) == 0) {
    errno = ENOENT;
    return -1;
  }
  if (folder == AT_FDCWD) {
    struct their_path their = {.tid = tid, .folder = AT_FDCWD, .path = ".", .follow = true};
    return resolve_open(&their);
  }
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd/%d", tid, folder);
  int object = open(path, O_PATH | O_CLOEXEC);
  if (object < 0 && errno == ENOENT) errno = EBADF;
  return object;
}

/** What has no name in the file tree, a pipe or a file that is gone, is the holder's own. */
static bool may_change(const struct errand *errand, int object) {
  char path[PATH_MAX];
  return !errand_name_of(object, path, sizeof path) || wall_at(errand->walls, path) == wall_write;
}

enum { go_on = -3 };

typedef bool stays_as_it_is(const struct errand *errand, const struct call *call, int object);

static bool never_stays(const struct errand *errand, const struct call *call, int object) {
  (void)errand, (void)call, (void)object;
  return false;
}

/** Times say nothing about what is in a file: nobody need hear that they are not set. */
static bool times_stay(const struct errand *errand, const struct call *call, int object) {
  (void)errand, (void)call, (void)object;
  return true;
}

/** Opens the object and sees that it may be changed; `link` is a name for exactly it. The answer, or `go_on`. */
static int begin(struct errand *errand, const struct call *call, int *object, char link[32], stays_as_it_is *stays) {
  *object = errand_object(errand, call);
  int error = *object < 0 ? errno : 0;
  if (!errand_still_there(errand)) return EINTR; /* nobody waits for it */
  if (error != 0) return error;
  if (!may_change(errand, *object)) return errand_kept(errand, *object, stays(errand, call, *object));
  snprintf(link, 32, "/proc/self/fd/%d", *object);
  return go_on;
}

static int outcome(long result) { return result == 0 ? 0 : errno; }

static bool is_link(int object) {
  struct stat there;
  return fstat(object, &there) == 0 && S_ISLNK(there.st_mode);
}

static int serve_mode(struct errand *errand, const struct call *call) {
  cleanup_fd int object = -1;
  char link[32];
  int begun = begin(errand, call, &object, link, mode_stays);
  if (begun != go_on) return begun;
  if (is_link(object)) return EOPNOTSUPP;
  return outcome(chmod(link, (mode_t)errand_argument(errand, call->value, 0)));
}

/** The owner is the call's value, the group the argument behind it. */
static int serve_owner(struct errand *errand, const struct call *call) {
  cleanup_fd int object = -1;
  char link[32];
  int begun = begin(errand, call, &object, link, owner_stays);
  if (begun != go_on) return begun;
  uid_t owner = (uid_t)errand_argument(errand, call->value, 0);
  gid_t group = (gid_t)errand_argument(errand, (signed char)(call->value + 1), 0);
  return outcome(fchownat(object, "", owner, group, AT_EMPTY_PATH));
}

/** In which form a call hands over two times. */
enum times { nanoseconds = 1 << 20, microseconds = 1 << 21, seconds = 1 << 22, all_times = nanoseconds | microseconds | seconds };

static bool read_times(struct errand *errand, const struct call *call, struct timespec times[2]) {
  uint64_t address = (uint64_t)errand_argument(errand, call->value, 0);
  struct timeval micro[2];
  struct utimbuf whole;
  switch (call->fixed & all_times) {
    case nanoseconds: return remote_copy(&errand->memory, address, times, 2 * sizeof times[0]);
    case microseconds:
      if (!remote_copy(&errand->memory, address, micro, sizeof micro)) return false;
      for (int i = 0; i < 2; i++) times[i] = (struct timespec){micro[i].tv_sec, micro[i].tv_usec * 1000};
      return true;
    default:
      if (!remote_copy(&errand->memory, address, &whole, sizeof whole)) return false;
      times[0] = (struct timespec){.tv_sec = whole.actime};
      times[1] = (struct timespec){.tv_sec = whole.modtime};
      return true;
  }
}

static int serve_times(struct errand *errand, const struct call *call) {
  struct timespec times[2];
  bool given = errand_argument(errand, call->value, 0) != 0;
  if (given && !read_times(errand, call, times)) return EFAULT;
  cleanup_fd int object = -1;
  char link[32];
  int begun = begin(errand, call, &object, link, times_stay);
  if (begun != go_on) return begun;
  if (is_link(object)) return outcome(utimensat(object, "", given ? times : NULL, AT_EMPTY_PATH));
  return outcome(utimensat(AT_FDCWD, link, given ? times : NULL, 0));
}

/** The kernel's own bounds (XATTR_NAME_MAX, XATTR_SIZE_MAX). */
enum { longest_name = 255, longest_value = 65536 };

/** Name, value, size and flags follow the object. */
static int serve_set_attribute(struct errand *errand, const struct call *call) {
  char name[longest_name + 1];
  signed char at = call->value;
  size_t size = (size_t)errand_argument(errand, (signed char)(at + 2), 0);
  if (size > longest_value) return E2BIG;
  if (!errand_text(errand, at, name, sizeof name)) return ERANGE;
  cleanup_free char *value = checked_realloc(NULL, size);
  uint64_t address = (uint64_t)errand_argument(errand, (signed char)(at + 1), 0);
  if (size > 0 && !remote_copy(&errand->memory, address, value, size)) return EFAULT;
  cleanup_fd int object = -1;
  char link[32];
  int begun = begin(errand, call, &object, link, never_stays);
  if (begun != go_on) return begun;
  if (is_link(object)) return EPERM; /* users' own attributes are of files and folders */
  return outcome(setxattr(link, name, value, size, (int)errand_argument(errand, (signed char)(at + 3), 0)));
}

static int serve_remove_attribute(struct errand *errand, const struct call *call) {
  char name[longest_name + 1];
  if (!errand_text(errand, call->value, name, sizeof name)) return ERANGE;
  cleanup_fd int object = -1;
  char link[32];
  int begun = begin(errand, call, &object, link, never_stays);
  if (begun != go_on) return begun;
  return is_link(object) ? EPERM : outcome(removexattr(link, name));
}

const struct call attribute_calls[] = {
    {SYS_fchmodat, serve_mode, 0, 1, 2, -1, -1, -1, 0},
    {SYS_fchmodat2, serve_mode, 0, 1, 2, 3, -1, -1, 0},
    {SYS_fchmod, serve_mode, 0, -1, 1, -1, -1, -1, by_descriptor},
    {SYS_fchownat, serve_owner, 0, 1, 2, 4, -1, -1, 0},
    {SYS_fchown, serve_owner, 0, -1, 1, -1, -1, -1, by_descriptor},
    {SYS_utimensat, serve_times, 0, 1, 2, 3, -1, -1, nanoseconds},
    {SYS_setxattr, serve_set_attribute, -1, 0, 1, -1, -1, -1, 0},
    {SYS_lsetxattr, serve_set_attribute, -1, 0, 1, -1, -1, -1, no_follow},
    {SYS_fsetxattr, serve_set_attribute, 0, -1, 1, -1, -1, -1, by_descriptor},
    {SYS_removexattr, serve_remove_attribute, -1, 0, 1, -1, -1, -1, 0},
    {SYS_lremovexattr, serve_remove_attribute, -1, 0, 1, -1, -1, -1, no_follow},
    {SYS_fremovexattr, serve_remove_attribute, 0, -1, 1, -1, -1, -1, by_descriptor},
#ifdef SYS_chmod /* Older calls without a folder: not on every architecture. */
    {SYS_chmod, serve_mode, -1, 0, 1, -1, -1, -1, 0},
    {SYS_chown, serve_owner, -1, 0, 1, -1, -1, -1, 0},
    {SYS_lchown, serve_owner, -1, 0, 1, -1, -1, -1, no_follow},
    {SYS_utime, serve_times, -1, 0, 1, -1, -1, -1, seconds},
    {SYS_utimes, serve_times, -1, 0, 1, -1, -1, -1, microseconds},
    {SYS_futimesat, serve_times, 0, 1, 2, -1, -1, -1, microseconds},
#endif
};
const size_t attribute_call_count = sizeof attribute_calls / sizeof attribute_calls[0];
