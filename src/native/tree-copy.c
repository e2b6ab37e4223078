#define _GNU_SOURCE
#include "tree-copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/limits.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "die.h"
#include "own-folder.h"

/** A file with several names, and where its copy has the first of them. */
struct known {
  dev_t device;
  ino_t inode;
  char *copy;
};

static void *known_files;
static const char *target_root;

static int by_file(const void *a, const void *b) {
  const struct known *one = a, *other = b;
  if (one->device != other->device) return one->device < other->device ? -1 : 1;
  return one->inode < other->inode ? -1 : one->inode > other->inode;
}

static __attribute__((noreturn)) void fail(const char *path) { die_errno("copy", "%s", path); }

static void copy_attributes(int from, int to, const char *path) {
  static char names[XATTR_LIST_MAX], value[XATTR_SIZE_MAX];
  ssize_t length = flistxattr(from, names, sizeof names);
  if (length < 0 && errno != ENOTSUP) fail(path);
  for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1) {
    ssize_t size = fgetxattr(from, names + at, value, sizeof value);
    if (size >= 0) fsetxattr(to, names + at, value, (size_t)size, 0); /* where this user and that file system may */
  }
}

static void dress(int from, int to, const struct stat *like, const char *path) {
  copy_attributes(from, to, path);
  bool owned = fchown(to, like->st_uid, like->st_gid) == 0;
  mode_t kept = owned ? 07777 : 01777;
  if (fchmod(to, like->st_mode & kept) != 0) fail(path);
  if (futimens(to, (const struct timespec[]){like->st_atim, like->st_mtim}) != 0) fail(path);
}

/** One stretch of data; what the kernel can't move by itself goes through here. */
static void copy_range(int from, int to, off_t at, off_t end, const char *path) {
  while (at < end) {
    off_t in = at, out = at;
    ssize_t moved = copy_file_range(from, &in, to, &out, (size_t)(end - at), 0);
    if (moved < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)) {
      char bytes[65536];
      size_t wanted = end - at < (off_t)sizeof bytes ? (size_t)(end - at) : sizeof bytes;
      moved = pread(from, bytes, wanted, at);
      if (moved > 0) moved = pwrite(to, bytes, (size_t)moved, at);
    }
    if (moved < 0) fail(path);
    if (moved == 0) return; /* it became shorter meanwhile */
    at += moved;
  }
}

static void copy_bytes(int from, int to, off_t size, const char *path) {
  if (ioctl(to, FICLONE, from) == 0) return;
  if (ftruncate(to, size) != 0) fail(path);
  for (off_t at = 0; at < size;) {
    off_t data = lseek(from, at, SEEK_DATA);
    if (data < 0 && errno == ENXIO) return; /* a hole up to the end */
    off_t end = data < 0 ? size : lseek(from, data, SEEK_HOLE);
    copy_range(from, to, data < 0 ? at : data, end < 0 ? size : end, path);
    at = end < 0 ? size : end;
  }
}

/** True when the file had been copied under another of its names. */
static bool link_known(const struct stat *file, const char *copy) {
  if (file->st_nlink < 2) return false;
  struct known *wanted = checked_realloc(NULL, sizeof *wanted);
  *wanted = (struct known){.device = file->st_dev, .inode = file->st_ino, .copy = strdup(copy)};
  if (wanted->copy == NULL) die("memory", "out of memory");
  struct known **found = tsearch(wanted, &known_files, by_file);
  if (found == NULL) die("memory", "out of memory");
  if (*found == wanted) return false;
  if (link((*found)->copy, copy) != 0) fail(copy);
  free(wanted->copy);
  free(wanted);
  return true;
}

static void copy_entry(int from_folder, const char *from, int to_folder, const char *to, const char *copy);

static void copy_inside(int from, int to, const char *path) {
  DIR *entries = fdopendir(from);
  if (entries == NULL) fail(path);
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char *inner;
    if (asprintf(&inner, "%s/%s", path, entry->d_name) < 0) die("memory", "out of memory");
    copy_entry(from, entry->d_name, to, entry->d_name, inner);
    free(inner);
  }
  closedir(entries);
}

static void copy_folder(int from_folder, const char *from, int to_folder, const char *to, const char *copy) {
  struct opened_up opened = {0};
  struct stat like;
  if (fstatat(from_folder, from, &like, AT_SYMLINK_NOFOLLOW) != 0) fail(copy);
  int source = own_folder_open(from_folder, from, &opened);
  if (source < 0) fail(copy);
  if (mkdirat(to_folder, to, S_IRWXU) != 0) fail(copy);
  cleanup_fd int target = openat(to_folder, to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  int keep = fcntl(source, F_DUPFD_CLOEXEC, 0);
  if (target < 0 || keep < 0) fail(copy);
  copy_inside(source, target, copy);
  dress(keep, target, &like, copy);
  close(keep);
  folders_close_again(&opened);
}

/** Also of a file that its owner has closed to all: it stays as it was. */
static int open_file(int folder, const char *name) {
  int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0 || errno != EACCES) return fd;
  cleanup_fd int closed = openat(folder, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
  struct stat there;
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", closed);
  if (closed < 0 || fstat(closed, &there) != 0 || chmod(path, (there.st_mode & 07777) | S_IRUSR) != 0) return -1;
  fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  int error = errno;
  chmod(path, there.st_mode & 07777);
  errno = error;
  return fd;
}

static void copy_file(int from_folder, const char *from, int to_folder, const char *to, const char *copy) {
  struct stat like;
  if (fstatat(from_folder, from, &like, AT_SYMLINK_NOFOLLOW) != 0) fail(copy);
  cleanup_fd int source = open_file(from_folder, from);
  if (source < 0) fail(copy);
  if (link_known(&like, copy)) return;
  cleanup_fd int target = openat(to_folder, to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (target < 0) fail(copy);
  copy_bytes(source, target, like.st_size, copy);
  dress(source, target, &like, copy);
}

static void copy_link(int from_folder, const char *from, int to_folder, const char *to, const struct stat *like,
                      const char *copy) {
  char text[PATH_MAX + 1];
  ssize_t length = readlinkat(from_folder, from, text, sizeof text - 1);
  if (length < 0) fail(copy);
  text[length] = '\0';
  if (symlinkat(text, to_folder, to) != 0) fail(copy);
  if (fchownat(to_folder, to, like->st_uid, like->st_gid, AT_SYMLINK_NOFOLLOW) != 0 && errno != EPERM) fail(copy);
  utimensat(to_folder, to, (const struct timespec[]){like->st_atim, like->st_mtim}, AT_SYMLINK_NOFOLLOW);
}

/** Each path of the copy, for whoever wants to know later what was there. */
static void tell(const char *copy) {
  fputs(copy + strlen(target_root), stdout);
  putchar('\0');
}

static void copy_entry(int from_folder, const char *from, int to_folder, const char *to, const char *copy) {
  struct stat like;
  if (fstatat(from_folder, from, &like, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT && copy != target_root) return; /* gone in this moment */
    fail(copy);
  }
  tell(copy);
  if (S_ISDIR(like.st_mode)) copy_folder(from_folder, from, to_folder, to, copy);
  else if (S_ISREG(like.st_mode)) copy_file(from_folder, from, to_folder, to, copy);
  else if (S_ISLNK(like.st_mode)) copy_link(from_folder, from, to_folder, to, &like, copy);
  else if (S_ISFIFO(like.st_mode) && mkfifoat(to_folder, to, like.st_mode & 0777) != 0) fail(copy);
}

int tree_copy(const char *from, const char *to) {
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) setrlimit(RLIMIT_NOFILE, &(struct rlimit){files.rlim_max, files.rlim_max});
  target_root = to;
  copy_entry(AT_FDCWD, from, AT_FDCWD, to, to);
  return fflush(stdout) == 0 ? 0 : 1;
}
