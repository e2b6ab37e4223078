#define _GNU_SOURCE
#include "resolve.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"

static bool starts_with(const char *text, const char *start, const char **rest) {
  size_t length = strlen(start);
  if (strncmp(text, start, length) != 0) return false;
  *rest = text + length;
  return true;
}

/** The thread's own entry of /proc that the path names, if it names one: `self` there is not this process. */
static const char *own_entry(const char *path) {
  static const char *const starts[] = {"/proc/self/", "/proc/thread-self/"};
  static const char *const streams[][2] = {
      {"/dev/stdin", "fd/0"}, {"/dev/stdout", "fd/1"}, {"/dev/stderr", "fd/2"}};
  const char *rest;
  for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
    if (strcmp(path, streams[i][0]) == 0) return streams[i][1];
  }
  for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
    if (starts_with(path, starts[i], &rest)) return rest;
  }
  return starts_with(path, "/dev/", &rest) && starts_with(rest, "fd/", &(const char *){NULL}) ? rest : NULL;
}

/** `exe` and `fd/N` lead to an object, whatever its name. */
static bool is_object(const char *entry) {
  const char *rest;
  if (strcmp(entry, "exe") == 0) return true;
  return starts_with(entry, "fd/", &rest) && rest[0] != '\0' && rest[strspn(rest, "0123456789")] == '\0';
}

static int open_object(pid_t tid, const char *entry) {
  char path[64];
  if (snprintf(path, sizeof path, "/proc/%d/%s", tid, entry) >= (int)sizeof path) return -1;
  return open(path, O_PATH | O_CLOEXEC);
}

static bool read_link(const char *link, char *path, size_t room) {
  ssize_t length = readlink(link, path, room);
  if (length <= 0 || (size_t)length >= room) return false;
  path[length] = '\0';
  return path[0] == '/';
}

bool resolve_folder(pid_t tid, int folder, char *path, size_t room) {
  char link[64];
  if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", tid);
  else snprintf(link, sizeof link, "/proc/%d/fd/%d", tid, folder);
  return read_link(link, path, room);
}

static int open_below_root(const struct their_path *their, const char *path) {
  /* One for all: nobody inside can change its root, which chroot, pivot_root, unshare and setns would. */
  static int root = -1;
  if (root < 0) {
    char link[32];
    snprintf(link, sizeof link, "/proc/%d/root", their->tid);
    root = open(link, O_PATH | O_DIRECTORY | O_CLOEXEC);
  }
  if (root < 0) return -1;
  struct open_how how = {
      .flags = O_PATH | O_CLOEXEC | (their->follow ? 0 : O_NOFOLLOW),
      /* Links inside lead where they lead inside, never into this process's own root. KERNEL 5.6. */
      .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
  };
  return (int)syscall(SYS_openat2, root, path, &how, sizeof how);
}

int resolve_open(const struct their_path *their) {
  const char *path = their->path;
  const char *entry = own_entry(path);
  if (entry != NULL && is_object(entry) && their->follow) return open_object(their->tid, entry);
  if (path[0] == '/') return open_below_root(their, path);
  char whole[2 * PATH_MAX];
  if (!resolve_folder(their->tid, their->folder, whole, PATH_MAX)) {
    if (errno == ENOENT && their->folder != AT_FDCWD) errno = EBADF;
    if (errno == 0) errno = ENOENT;
    return -1;
  }
  size_t length = strlen(whole);
  int written = snprintf(whole + length, sizeof whole - length, "/%s", path);
  if (written < 0 || (size_t)written >= sizeof whole - length) {
    errno = ENAMETOOLONG;
    return -1;
  }
  return open_below_root(their, whole);
}
