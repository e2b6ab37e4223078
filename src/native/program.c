#define _GNU_SOURCE
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "resolve.h"

static bool starts(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

/** Where a file that this process does not find may be there for the caller all the same. */
static bool may_be_theirs(const struct their_path *their) {
  int error = errno;
  /* Together with the folder's own path, that which the kernel takes may be too long here. */
  if (error == ENAMETOOLONG) return strlen(their->path) < PATH_MAX;
  if (error == ELOOP || starts(their->path, "/proc/") || starts(their->path, "/dev/")) return true;
  if (error != ENOENT || !their->follow) return false;
  struct their_path last = *their;
  last.follow = false;
  cleanup_fd int link = resolve_open(&last);
  struct stat status;
  bool is_link = link >= 0 && fstat(link, &status) == 0 && S_ISLNK(status.st_mode);
  errno = error;
  return is_link;
}

static bool same_content(const struct program *one, const struct program *other) {
  return one->device == other->device && one->inode == other->inode && one->size == other->size &&
         one->changed.tv_sec == other->changed.tv_sec && one->changed.tv_nsec == other->changed.tv_nsec;
}

/** The interpreter line is for the decider to know a script before it starts; what starts is checked afterwards. */
static void read_interpreter(int file, struct program *program) {
  static struct program known[256]; /* most programs start many times */
  struct program *slot = &known[program->inode % (sizeof known / sizeof known[0])];
  if (same_content(slot, program)) {
    memcpy(program->interpreter, slot->interpreter, sizeof slot->interpreter);
    return;
  }
  char self[32], head[sizeof program->interpreter + 2];
  snprintf(self, sizeof self, "/proc/self/fd/%d", file);
  cleanup_fd int fd = open(self, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  ssize_t got = fd < 0 ? -1 : pread(fd, head, sizeof head - 1, 0);
  program->interpreter[0] = '\0';
  if (got >= 2 && head[0] == '#' && head[1] == '!') {
    head[got] = '\0';
    char *line = head + 2 + strspn(head + 2, " \t");
    line[strcspn(line, "\n")] = '\0';
    snprintf(program->interpreter, sizeof program->interpreter, "%s", line);
  }
  *slot = *program;
}

static bool describe(int file, struct program *program) {
  struct stat status;
  if (fstat(file, &status) != 0) return false;
  program->device = status.st_dev;
  program->inode = status.st_ino;
  program->size = status.st_size;
  program->changed = status.st_ctim;
  char self[32];
  snprintf(self, sizeof self, "/proc/self/fd/%d", file);
  ssize_t length = readlink(self, program->path, sizeof program->path - 1);
  if (length < 0) return false;
  program->path[length] = '\0';
  if (S_ISREG(status.st_mode) && (status.st_mode & 0111) != 0) {
    read_interpreter(file, program);
    return true;
  }
  errno = S_ISLNK(status.st_mode) ? ELOOP : EACCES;
  return false;
}

static int open_program(const struct exec_call *call, const struct their_path *their) {
  if (their->path[0] != '\0') return resolve_open(their);
  if ((call->flags & AT_EMPTY_PATH) == 0) {
    errno = ENOENT;
    return -1;
  }
  char link[64];
  if (call->folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/%d/cwd", their->tid);
  else snprintf(link, sizeof link, "/proc/%d/fd/%d", their->tid, call->folder);
  int file = open(link, O_PATH | O_CLOEXEC);
  if (file < 0 && errno == ENOENT && call->folder != AT_FDCWD) errno = EBADF;
  return file;
}

enum program_found program_find(pid_t tid, const struct exec_call *call, const char *path, struct program *program) {
  struct their_path their = {
      .tid = tid,
      .folder = call->folder,
      .path = path,
      .follow = (call->flags & AT_SYMLINK_NOFOLLOW) == 0,
  };
  errno = 0;
  cleanup_fd int file = open_program(call, &their);
  if (file < 0) return their.path[0] != '\0' && may_be_theirs(&their) ? program_unseen : program_failed;
  return describe(file, program) ? program_seen : program_failed;
}

bool program_is_of(const struct program *program, pid_t pid) {
  char link[32];
  struct stat status;
  snprintf(link, sizeof link, "/proc/%d/exe", pid);
  if (stat(link, &status) != 0) return false;
  struct program loaded = {
      .device = status.st_dev, .inode = status.st_ino, .size = status.st_size, .changed = status.st_ctim};
  return same_content(program, &loaded);
}

bool program_of(pid_t pid, struct program *program) {
  char link[32];
  snprintf(link, sizeof link, "/proc/%d/exe", pid);
  cleanup_fd int file = open(link, O_PATH | O_CLOEXEC);
  return file >= 0 && describe(file, program);
}
