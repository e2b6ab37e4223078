#define _GNU_SOURCE
#include "own-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "die.h"

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
