#define _GNU_SOURCE
#include "errand-terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "borrow.h"
#include "die.h"
#include "open-files.h"

/* Documentation/admin-guide/devices.txt: 5:2 is /dev/ptmx, the slaves' numbers run over from one major to the next. */
enum { masters_major = 5, masters_minor = 2, first_slaves_major = 136, last_slaves_major = 143 };

/* The kernel gives the lowest free number, of 4096 for the whole host: some are left for others. */
enum { most_terminals = 1024 };

static bool is_master(const struct stat *there) {
  return S_ISCHR(there->st_mode) && there->st_rdev == makedev(masters_major, masters_minor);
}

static bool is_slave(const struct stat *there) {
  return S_ISCHR(there->st_mode) && major(there->st_rdev) >= first_slaves_major &&
         major(there->st_rdev) <= last_slaves_major;
}

static int open_master(struct errand *errand, int object, int flags) {
  char link[32];
  unsigned number;
  snprintf(link, sizeof link, "/proc/self/fd/%d", object);
  cleanup_fd int master = open(link, (flags & (O_ACCMODE | O_NONBLOCK)) | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return errno;
  if (ioctl(master, TIOCGPTN, &number) != 0) return EACCES;
  return number < most_terminals ? errand_hand_over(errand, master, flags) : ENOSPC;
}

/** The other side of a master; it never becomes the terminal of this process. */
static int open_slave(int master, int flags) {
  return ioctl(master, TIOCGPTPEER, (flags & (O_ACCMODE | O_NONBLOCK)) | O_NOCTTY | O_CLOEXEC);
}

/** What is looked for, and what has been found of it. */
struct slave {
  struct stat there;
  int flags;
  int *opened;
};

/** A number alone may be that of another terminal, there in the place of one that is gone: what has been opened counts. */
static bool leads_to(const void *wanted, const struct open_file *file) {
  const struct slave *slave = wanted;
  const char *end = strrchr(file->target, '/');
  struct stat there;
  if (end == NULL || strcmp(end, "/ptmx") != 0) return false;
  cleanup_fd int master = borrow(file->pid, file->number);
  if (master < 0 || fstat(master, &there) != 0 || !is_master(&there)) return false;
  int fd = open_slave(master, slave->flags);
  bool same = fd >= 0 && fstat(fd, &there) == 0 && there.st_dev == slave->there.st_dev && there.st_ino == slave->there.st_ino;
  if (same) *slave->opened = fd;
  else if (fd >= 0) close(fd);
  return same;
}

int errand_open_terminal(struct errand *errand, int object, int flags) {
  cleanup_fd int opened = -1;
  struct slave slave = {.flags = flags, .opened = &opened};
  if (fstat(object, &slave.there) != 0) return left_to_kernel;
  if (is_master(&slave.there)) return open_master(errand, object, flags);
  if (!is_slave(&slave.there)) return left_to_kernel;
  if (open_files_search((pid_t)errand->notification->pid, leads_to, &slave) == 0) return left_to_kernel;
  return errand_hand_over(errand, opened, flags);
}

int errand_open_peer(struct errand *errand, const struct call *call) {
  int flags = (int)errand_argument(errand, call->value, 0);
  struct stat there;
  cleanup_fd int master = borrow((pid_t)errand->notification->pid, (int)errand_argument(errand, call->folder, -1));
  if (master < 0) return errno;
  if (!errand_still_there(errand)) return EINTR;
  if (fstat(master, &there) != 0 || !is_master(&there)) return ENOTTY;
  cleanup_fd int slave = open_slave(master, flags);
  return slave < 0 ? errno : errand_hand_over(errand, slave, flags);
}
