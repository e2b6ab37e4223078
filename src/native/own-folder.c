#define _GNU_SOURCE
#include "own-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "newer-calls.h"

/** fchmod(2) does not take what O_PATH has opened. */
static int set_mode(int folder, mode_t mode) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", folder);
  return chmod(path, mode);
}

bool folder_open_up(struct opened_up *opened, int folder) {
  struct stat there;
  if (opened->count == sizeof opened->folders / sizeof *opened->folders || fstat(folder, &there) != 0) return false;
  if (!S_ISDIR(there.st_mode) || there.st_uid != geteuid() || (there.st_mode & S_IRWXU) == S_IRWXU) return false;
  int copy = fcntl(folder, F_DUPFD_CLOEXEC, 0);
  if (copy < 0) return false;
  if (set_mode(copy, (there.st_mode & 07777) | S_IRWXU) != 0) {
    close(copy);
    return false;
  }
  opened->folders[opened->count].fd = copy;
  opened->folders[opened->count++].mode = there.st_mode & 07777;
  return true;
}

void folders_close_again(struct opened_up *opened) {
  for (; opened->count > 0; opened->count--) {
    set_mode(opened->folders[opened->count - 1].fd, opened->folders[opened->count - 1].mode);
    close(opened->folders[opened->count - 1].fd);
  }
}

int own_folder_open(int parent, const char *name, struct opened_up *opened) {
  int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat there;
  /* One that can be listed and not entered is of no use either. */
  if (fd >= 0 && (fstat(fd, &there) != 0 || there.st_uid != geteuid() || (there.st_mode & S_IXUSR) != 0)) return fd;
  if (fd < 0 && errno != EACCES) return -1;
  if (fd >= 0) close(fd);
  cleanup_fd int closed = openat(parent, name, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (closed < 0 || !folder_open_up(opened, closed)) {
    errno = EACCES;
    return -1;
  }
  return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static int open_once(int root, const char *path) {
  struct open_how how = {.flags = O_PATH | O_DIRECTORY | O_CLOEXEC,
                         .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
  return (int)syscall(SYS_openat2, root, path, &how, sizeof how);
}

/** One name in a folder; it may have to be opened for it. */
static int open_inside(int folder, const char *name) {
  int fd = open_once(folder, name);
  if (fd >= 0 || errno != EACCES) return fd;
  struct opened_up opened = {0};
  if (folder_open_up(&opened, folder)) fd = open_once(folder, name);
  int error = fd < 0 ? EACCES : 0;
  folders_close_again(&opened);
  errno = error;
  return fd;
}

int folder_open_beneath(int root, const char *path) {
  int at = open_once(root, path);
  if (at >= 0 || errno != EACCES) return at;
  char rest[PATH_MAX];
  if (strlen(path) >= sizeof rest) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(rest, path);
  at = fcntl(root, F_DUPFD_CLOEXEC, 0);
  for (char *state, *name = strtok_r(rest, "/", &state); name != NULL && at >= 0; name = strtok_r(NULL, "/", &state)) {
    int inner = open_inside(at, name);
    int error = errno;
    close(at);
    errno = error;
    at = inner;
  }
  return at;
}

int entry_look_at(int folder, const char *name, struct stat *found) {
  int result = fstatat(folder, name, found, AT_SYMLINK_NOFOLLOW);
  if (result == 0 || errno != EACCES) return result;
  struct opened_up opened = {0};
  if (folder_open_up(&opened, folder)) result = fstatat(folder, name, found, AT_SYMLINK_NOFOLLOW);
  int error = errno;
  folders_close_again(&opened);
  errno = error;
  return result;
}
