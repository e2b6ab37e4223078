#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

/* Devices and pipes must answer at once. */
static int open_file(char **w) { return open(w[0], O_RDONLY | O_NONBLOCK | O_NOCTTY); }
static int write_file(char **w) { return open(w[0], O_WRONLY | O_NONBLOCK | O_NOCTTY); }
static int append_file(char **w) { return open(w[0], O_RDWR | O_APPEND); }
static int create_file(char **w) { return open(w[0], O_WRONLY | O_CREAT | O_EXCL, 0600); }
static int unnamed_file(char **w) { return open(w[0], O_TMPFILE | O_RDWR, 0600); }
static int list_folder(char **w) { return open(w[0], O_RDONLY | O_DIRECTORY); }
static int truncate_file(char **w) { return truncate(w[0], 1); }
static int make_folder(char **w) { return mkdir(w[0], 0700); }
static int remove_folder(char **w) { return rmdir(w[0]); }
static int make_pipe(char **w) { return mkfifo(w[0], 0600); }
static int make_symlink(char **w) { return symlink(w[0], w[1]); }
static int unlink_file(char **w) { return unlink(w[0]); }
static int rename_file(char **w) { return rename(w[0], w[1]); }
static int exchange_files(char **w) { return renameat2(AT_FDCWD, w[0], AT_FDCWD, w[1], RENAME_EXCHANGE); }
static int link_file(char **w) { return link(w[0], w[1]); }
static int change_mode(char **w) { return chmod(w[0], 0777); }
static int change_owner(char **w) { return chown(w[0], geteuid(), getegid()); }
static int set_attribute(char **w) { return setxattr(w[0], "user.sallyport", "x", 1, 0); }
static int set_times(char **w) { return utimensat(AT_FDCWD, w[0], NULL, 0); }
static int read_link(char **w) { char text[4096]; return (int)readlink(w[0], text, sizeof text); }
static int block_device(char **w) { return mknod(w[0], S_IFBLK | 0600, makedev(atoi(w[1]), atoi(w[2]))); }
static int character_device(char **w) { return mknod(w[0], S_IFCHR | 0600, makedev(atoi(w[1]), atoi(w[2]))); }

static int read_file(char **w) {
  char byte;
  int fd = open(w[0], O_RDONLY);
  return fd < 0 ? -1 : (int)read(fd, &byte, 1);
}

/* Descriptors that somebody left open. */
static int read_inherited(char **w) { char byte; return (int)read(atoi(w[0]), &byte, 1); }
static int write_inherited(char **w) { return (int)write(atoi(w[0]), "x", 1); }
static int open_inherited(char **w) { return openat(atoi(w[0]), w[1], O_RDONLY); }
static int enter_inherited(char **w) { return fchdir(atoi(w[0])) < 0 ? -1 : open(w[1], O_RDONLY); }

static int open_from_path_only(char **w) {
  int folder = open(w[0], O_PATH | O_DIRECTORY);
  return folder < 0 || fchdir(folder) < 0 ? -1 : open(w[1], O_RDONLY);
}

static int open_with_openat2(char **w) {
  struct open_how how = {.flags = O_RDWR};
  return (int)syscall(SYS_openat2, AT_FDCWD, w[0], &how, sizeof how);
}

/** Once more through the link in /proc, with more rights than it was opened with. */
static int reopen(char **w) {
  char path[64];
  int fd = open(w[0], strcmp(w[1], "path") == 0 ? O_PATH : O_RDONLY);
  if (fd < 0) return -1;
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  return open(path, O_RDWR);
}

static int open_by_handle(char **w) {
  union { struct file_handle handle; char space[sizeof(struct file_handle) + MAX_HANDLE_SZ]; } name;
  int mount;
  name.handle.handle_bytes = MAX_HANDLE_SZ;
  if (name_to_handle_at(AT_FDCWD, w[0], &name.handle, &mount, 0) < 0) return -1;
  return open_by_handle_at(open(w[1], O_RDONLY), &name.handle, O_RDONLY);
}

/** The handle of a file system's first folder need not be asked for: on ext4 it is always inode 2. */
static int guess_handle(char **w) {
  union { struct file_handle handle; char space[sizeof(struct file_handle) + 8]; } name = {
      .handle = {.handle_bytes = 8, .handle_type = 1}};
  unsigned int inode = 2;
  memcpy(name.handle.f_handle, &inode, sizeof inode);
  return open_by_handle_at(open(w[0], O_RDONLY), &name.handle, O_RDONLY);
}

static int set_flags(char **w) {
  int flags = 0, fd = open(w[0], O_RDONLY);
  if (fd < 0 || ioctl(fd, FS_IOC_GETFLAGS, &flags) < 0) return -1;
  flags |= FS_NODUMP_FL;
  return ioctl(fd, FS_IOC_SETFLAGS, &flags);
}

static int watch(char **w) { return inotify_add_watch(inotify_init1(0), w[0], IN_OPEN); }

static int watch_all(char **w) {
  int fd = fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_FID, O_RDONLY);
  return fd < 0 ? -1 : fanotify_mark(fd, FAN_MARK_ADD, FAN_OPEN, AT_FDCWD, w[0]);
}

static int preallocate(char **w) {
  int fd = open(w[0], O_WRONLY);
  return fd < 0 ? -1 : fallocate(fd, 0, 0, 1 << 20);
}

/** A file so large that only a limit stops it: it takes no room on the disk. */
static int grow(char **w) {
  int fd = open(w[0], O_RDWR | O_CREAT, 0600);
  signal(SIGXFSZ, SIG_IGN);
  return fd < 0 ? -1 : ftruncate(fd, (off_t)1 << 40);
}

static int execute(char **w) {
  char *argv[] = {w[0], "said", NULL};
  return execv(w[0], argv);
}

struct flips { const char *link, *own, *target; volatile int over; };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/** What `link` leads to is opened below it, when the attempt names something there. */
static int open_below(char **w, int mode) {
  char path[4096];
  snprintf(path, sizeof path, "%s%s", w[0], w[4]);
  return open(path, mode);
}

static void *flip(void *argument) {
  struct flips *flips = argument;
  for (unsigned int i = 0; !flips->over; i++) {
    char fresh[4096];
    snprintf(fresh, sizeof fresh, "%s.new", flips->link);
    if (symlink(i % 2 == 0 ? flips->own : flips->target, fresh) == 0 && rename(fresh, flips->link) < 0) break;
  }
  return NULL;
}

/** Opens a link for a second while a thread changes where it leads; succeeds when it ever was the file meant. */
static int race_link(char **w) {
  struct flips flips = {.link = w[0], .own = w[1], .target = w[2]};
  int mode = strcmp(w[3], "write") == 0 ? O_RDWR : O_RDONLY;
  pthread_t thread;
  if (pthread_create(&thread, NULL, flip, &flips) != 0) return -1;
  int reached = 0, refusal = 0;
  for (double end = now() + 1; now() < end && !reached;) {
    char byte = 0;
    int fd = open_below(w, mode);
    if (fd < 0) refusal = errno;
    if (fd < 0) continue;
    reached = read(fd, &byte, 1) == 1 && byte == 'S';
    close(fd);
  }
  flips.over = 1;
  pthread_join(thread, NULL);
  errno = refusal;
  return reached ? 0 : -1;
}

const struct attack file_attacks[] = {
    {"open", open_file}, {"write", write_file}, {"append", append_file}, {"create", create_file},
    {"unnamed", unnamed_file}, {"list", list_folder}, {"truncate", truncate_file}, {"mkdir", make_folder},
    {"rmdir", remove_folder}, {"mkfifo", make_pipe}, {"symlink", make_symlink}, {"unlink", unlink_file},
    {"rename", rename_file}, {"exchange", exchange_files}, {"link", link_file}, {"chmod", change_mode},
    {"chown", change_owner}, {"setxattr", set_attribute}, {"utime", set_times}, {"readlink", read_link},
    {"block-device", block_device}, {"character-device", character_device}, {"read", read_file},
    {"read-inherited", read_inherited}, {"write-inherited", write_inherited}, {"open-inherited", open_inherited},
    {"enter-inherited", enter_inherited}, {"open-from-path-only", open_from_path_only},
    {"openat2", open_with_openat2}, {"reopen", reopen}, {"open-by-handle", open_by_handle},
    {"guess-handle", guess_handle}, {"set-flags", set_flags}, {"watch", watch}, {"watch-all", watch_all},
    {"preallocate", preallocate}, {"grow", grow}, {"execute", execute}, {"race-link", race_link}, {NULL, NULL},
};
