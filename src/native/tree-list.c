#define _GNU_SOURCE
#include "tree-list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "die.h"
#include "own-folder.h"

static const char mark_prefix[] = "user.overlay.";

static bool settles;

static char kind_of(const struct stat *entry) {
  if (S_ISREG(entry->st_mode)) return 'f';
  if (S_ISDIR(entry->st_mode)) return 'd';
  if (S_ISLNK(entry->st_mode)) return 'l';
  return S_ISCHR(entry->st_mode) && entry->st_rdev == makedev(0, 0) ? 'w' : 's';
}

/** A name for an entry that takes calls which know no folders. */
static void spell(char path[static PATH_MAX], int folder, const char *name) {
  snprintf(path, PATH_MAX, "/proc/self/fd/%d/%s", folder, name);
}

/** What overlayfs noted at an entry; `-` for nothing. It has no meaning anywhere else, and a wrong one below another overlay. */
static char take_marks(const char *path) {
  static char names[XATTR_LIST_MAX];
  char mark = '-', value[2];
  ssize_t length = llistxattr(path, names, sizeof names);
  if (length < 0 && errno != ENOTSUP) die_errno("list", "%s", path);
  for (ssize_t at = 0; at < length; at += (ssize_t)strlen(names + at) + 1) {
    const char *name = names + at;
    if (strncmp(name, mark_prefix, sizeof mark_prefix - 1) != 0) continue;
    const char *what = name + sizeof mark_prefix - 1;
    if (strcmp(what, "opaque") == 0 && lgetxattr(path, name, value, sizeof value) == 1 && value[0] == 'y') mark = 'o';
    if (strcmp(what, "origin") == 0 && mark == '-') mark = 'c';
    if (lremovexattr(path, name) != 0) die_errno("list", "%s", path);
  }
  return mark;
}

/** Marks can only be read and taken off by who may read and write what bears them: a command may have closed it. */
static char take_marks_of(const struct stat *entry, const char *path) {
  bool closed = entry->st_uid == geteuid() && (entry->st_mode & 0600) != 0600;
  if (closed && chmod(path, (entry->st_mode & 07777) | 0600) != 0) die_errno("list", "%s", path);
  char mark = take_marks(path);
  if (closed && chmod(path, entry->st_mode & 07777) != 0) die_errno("list", "%s", path);
  return mark;
}

static long long nanoseconds(const struct timespec *time) { return time->tv_sec * 1000000000LL + time->tv_nsec; }

static void print(const struct stat *entry, char mark, const char *path) {
  printf("%c %c %o %u %u %lld %lld %lld %llu %llu %llu %s", kind_of(entry), mark, entry->st_mode & 07777, entry->st_uid,
         entry->st_gid, (long long)entry->st_size, nanoseconds(&entry->st_mtim), nanoseconds(&entry->st_ctim),
         (unsigned long long)entry->st_dev, (unsigned long long)entry->st_ino, (unsigned long long)entry->st_nlink, path);
  putchar('\0');
}

static void print_target(int folder, const char *name) {
  char target[PATH_MAX];
  ssize_t length = readlinkat(folder, name, target, sizeof target);
  if (length > 0) fwrite(target, 1, (size_t)length, stdout);
  putchar('\0');
}

static void list(int parent, const char *name, const char *path);

static void list_inside(int folder, const char *path) {
  DIR *entries = fdopendir(folder);
  if (entries == NULL) die_errno("list", "%s", path);
  for (struct dirent *entry; (entry = readdir(entries)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char *inner;
    if (asprintf(&inner, "%s%s%s", path, *path == '\0' ? "" : "/", entry->d_name) < 0) die("memory", "out of memory");
    list(folder, entry->d_name, inner);
    free(inner);
  }
  closedir(entries);
}

static void list(int parent, const char *name, const char *path) {
  struct stat entry;
  char spelled[PATH_MAX];
  if (fstatat(parent, name, &entry, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return; /* gone in this moment */
    die_errno("list", "%s", path);
  }
  if (parent == AT_FDCWD) snprintf(spelled, sizeof spelled, "%s", name);
  else spell(spelled, parent, name);
  char kind = kind_of(&entry);
  print(&entry, settles && kind != 'w' && kind != 'l' ? take_marks_of(&entry, spelled) : '-', path);
  if (kind == 'l') print_target(parent, name);
  if (kind != 'd') return;
  struct opened_up opened = {0};
  int folder = own_folder_open(parent, name, &opened);
  if (folder < 0) die_errno("list", "%s", path);
  list_inside(folder, path);
  folders_close_again(&opened);
}

int tree_list_print(char **words) {
  settles = words[0] != NULL && strcmp(words[0], "--settle") == 0;
  const char *root = words[settles ? 1 : 0];
  if (root == NULL) return 2;
  /* One is open for each folder on the way down. */
  struct rlimit files;
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) setrlimit(RLIMIT_NOFILE, &(struct rlimit){files.rlim_max, files.rlim_max});
  list(AT_FDCWD, root, "");
  return fflush(stdout) == 0 ? 0 : 1;
}
