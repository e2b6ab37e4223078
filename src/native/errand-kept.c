#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "errand.h"

#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif

/*
 * Whoever walks through a folder comes by what is kept as it is, and should not fail for calls that change nothing: `chmod -R u+w .`,
 * `chown -R me .`, `touch` of everything, `git clean` with its removal of empty folders. Only answers are given here, nothing is
 * ever done: what a caller changes behind such an answer leads to nothing more.
 */

bool mode_stays(const struct errand *errand, const struct call *call, int object) {
  struct stat there;
  mode_t wanted = (mode_t)errand_argument(errand, call->value, 0);
  return fstat(object, &there) == 0 && (there.st_mode & 07777) == (wanted & 07777);
}

bool owner_stays(const struct errand *errand, const struct call *call, int object) {
  struct stat there;
  uid_t owner = (uid_t)errand_argument(errand, call->value, 0);
  gid_t group = (gid_t)errand_argument(errand, (signed char)(call->value + 1), 0);
  if (fstat(object, &there) != 0) return false;
  return (owner == (uid_t)-1 || owner == there.st_uid) && (group == (gid_t)-1 || group == there.st_gid);
}

/** True when the path is one of the list, or lies below. */
static bool covers(const struct texts *paths, const char *path) {
  for (size_t i = 0; i < paths->count; i++) {
    size_t length = strlen(paths->items[i]);
    if (strncmp(paths->items[i], path, length) == 0 && (path[length] == '\0' || path[length] == '/')) return true;
  }
  return false;
}

/** Where nothing is, nothing is changed. */
static bool is_stand_in(const struct errand *errand, int object) {
  char path[PATH_MAX];
  return errand_name_of(object, path, sizeof path) && covers(&errand->order->stand_ins, path);
}

int errand_kept(const struct errand *errand, int object, bool stays) {
  char path[PATH_MAX];
  if (is_stand_in(errand, object)) return 0;
  bool known = stays && errand_name_of(object, path, sizeof path) && covers(&errand->order->kept, path);
  if (known) return 0;
  return errand->walls == NULL ? left_to_kernel : EACCES;
}

/** Opens what the call is about; false where the kernel has something else to say. */
static bool look(struct errand *errand, const struct call *call, int *object) {
  *object = errand_object(errand, call);
  return *object >= 0 && errand_still_there(errand);
}

static int keep_mode(struct errand *errand, const struct call *call) {
  cleanup_fd int object = -1;
  return look(errand, call, &object) ? errand_kept(errand, object, mode_stays(errand, call, object)) : left_to_kernel;
}

static int keep_owner(struct errand *errand, const struct call *call) {
  cleanup_fd int object = -1;
  return look(errand, call, &object) ? errand_kept(errand, object, owner_stays(errand, call, object)) : left_to_kernel;
}

static int keep_times(struct errand *errand, const struct call *call) {
  cleanup_fd int object = -1;
  return look(errand, call, &object) ? errand_kept(errand, object, true) : left_to_kernel;
}

static bool leads_to(const struct texts *paths, const char *path) {
  size_t length = strlen(path);
  for (size_t i = 0; i < paths->count; i++) {
    if (strncmp(paths->items[i], path, length) != 0) continue;
    if (paths->items[i][length] == '\0' || paths->items[i][length] == '/') return true;
  }
  return false;
}

/** True for a folder that stand-ins alone keep from being an empty one. */
static bool holds_stand_ins_only(const struct errand *errand, int object) {
  char path[PATH_MAX], inner[PATH_MAX + NAME_MAX + 2];
  const struct texts *stand_ins = &errand->order->stand_ins;
  if (!errand_name_of(object, path, sizeof path) || !leads_to(stand_ins, path)) return false;
  int fd = openat(object, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *folder = fd < 0 ? NULL : fdopendir(fd);
  if (folder == NULL) {
    if (fd >= 0) close(fd);
    return false;
  }
  bool only = true;
  for (struct dirent *entry; only && (entry = readdir(folder)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
    only = leads_to(stand_ins, inner);
  }
  closedir(folder);
  return only;
}

static int keep_folder(struct errand *errand, const struct call *call) {
  cleanup_fd int object = -1;
  if (!look(errand, call, &object)) return left_to_kernel;
  return is_stand_in(errand, object) || holds_stand_ins_only(errand, object) ? 0 : left_to_kernel;
}

const struct call kept_calls[] = {
    {SYS_fchmodat, keep_mode, 0, 1, 2, -1, -1, -1, 0},
    {SYS_fchmodat2, keep_mode, 0, 1, 2, 3, -1, -1, 0},
    {SYS_fchownat, keep_owner, 0, 1, 2, 4, -1, -1, 0},
    {SYS_utimensat, keep_times, 0, 1, -1, 3, -1, -1, 0},
    {SYS_unlinkat, keep_folder, 0, 1, -1, -1, -1, -1, no_follow},
#ifdef SYS_chmod /* Older calls without a folder: not on every architecture. */
    {SYS_chmod, keep_mode, -1, 0, 1, -1, -1, -1, 0},
    {SYS_chown, keep_owner, -1, 0, 1, -1, -1, -1, 0},
    {SYS_lchown, keep_owner, -1, 0, 1, -1, -1, -1, no_follow},
    {SYS_utime, keep_times, -1, 0, -1, -1, -1, -1, 0},
    {SYS_utimes, keep_times, -1, 0, -1, -1, -1, -1, 0},
    {SYS_futimesat, keep_times, 0, 1, -1, -1, -1, -1, 0},
    {SYS_rmdir, keep_folder, -1, 0, -1, -1, -1, -1, no_follow},
#endif
};
const size_t kept_call_count = sizeof kept_calls / sizeof kept_calls[0];
