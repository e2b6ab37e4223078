#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <limits.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "borrow.h"
#include "descend.h"
#include "die.h"
#include "errand.h"
#include "errand-terminal.h"

/** Priority, processors and turn at the disk: of the command's own processes only. `flags` says of what, not of whom. */
static int serve_process(struct errand *errand, const struct call *call) {
  long kind = errand_argument(errand, call->flags, call->fixed);
  pid_t pid = (pid_t)errand_argument(errand, call->value, 0);
  if (kind != call->fixed) return EPERM; /* a group, or all of a user's, may hold others */
  return pid == 0 || kinship_of(pid) == below_child ? left_to_kernel : EPERM;
}

/** Flags of a file that may be read: to Landlock that is no change. */
static int serve_file_flags(struct errand *errand, const struct call *call) {
  unsigned long request = (unsigned long)errand_argument(errand, call->flags, 0);
  char path[PATH_MAX];
  union {
    int flags;
    struct fsxattr more;
  } value = {0};
  size_t size = (unsigned)request == (unsigned)FS_IOC_FSSETXATTR ? sizeof value.more : sizeof value.flags;
  if (!remote_copy(&errand->memory, (uint64_t)errand_argument(errand, call->value, 0), &value, size)) return EFAULT;
  cleanup_fd int fd = borrow((pid_t)errand->notification->pid, (int)errand_argument(errand, call->folder, -1));
  if (fd < 0) return errno;
  if (!errand_still_there(errand)) return EINTR;
  if (errand_name_of(fd, path, sizeof path) && wall_at(errand->walls, path) < wall_write) return EACCES;
  return ioctl(fd, request, &value) == 0 ? 0 : errno;
}

static int serve_control(struct errand *errand, const struct call *call) {
  unsigned request = (unsigned)errand_argument(errand, call->flags, 0);
  return request == TIOCGPTPEER ? errand_open_peer(errand, call) : serve_file_flags(errand, call);
}

const struct call other_calls[] = {
    {SYS_setpriority, serve_process, -1, -1, 1, 0, -1, -1, PRIO_PROCESS},
    {SYS_ioprio_set, serve_process, -1, -1, 1, 0, -1, -1, 1 /* IOPRIO_WHO_PROCESS */},
    {SYS_sched_setaffinity, serve_process, -1, -1, 0, -1, -1, -1, 0},
    {SYS_sched_setscheduler, serve_process, -1, -1, 0, -1, -1, -1, 0},
    {SYS_sched_setparam, serve_process, -1, -1, 0, -1, -1, -1, 0},
    {SYS_sched_setattr, serve_process, -1, -1, 0, -1, -1, -1, 0},
    {SYS_ioctl, serve_control, 0, -1, 2, 1, -1, -1, 0},
};
const size_t other_call_count = sizeof other_calls / sizeof other_calls[0];
