#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "borrow.h"
#include "die.h"
#include "errand-target.h"
#include "newer-calls.h"

/** errno as an answer. */
static int outcome(long result) { return result == 0 ? 0 : errno; }

static int serve_make_folder(struct errand *errand, const struct call *call) {
  cleanup_target struct target target = no_target;
  if (!target_find(errand, call->folder, call->path, &target) || !target_needs_help(errand, &target)) return left_to_kernel;
  mode_t own = umask(caller_mask(errand));
  int error = outcome(mkdirat(target.parent, target.name, (mode_t)errand_argument(errand, call->value, 0)));
  umask(own);
  return error;
}

static int serve_make_node(struct errand *errand, const struct call *call) {
  mode_t mode = (mode_t)errand_argument(errand, call->value, 0);
  mode_t kind = (mode & S_IFMT) == 0 ? S_IFREG : mode & S_IFMT;
  cleanup_target struct target target = no_target;
  if (kind != S_IFREG && kind != S_IFIFO) return left_to_kernel;
  if (!target_find(errand, call->folder, call->path, &target) || !target_needs_help(errand, &target)) return left_to_kernel;
  mode_t own = umask(caller_mask(errand));
  int error = outcome(mknodat(target.parent, target.name, kind | (mode & 07777), 0));
  umask(own);
  return error;
}

static int serve_remove(struct errand *errand, const struct call *call) {
  cleanup_target struct target target = no_target;
  if (!target_find(errand, call->folder, call->path, &target) || !target_needs_help(errand, &target)) return left_to_kernel;
  if (!target_is_free(errand, &target)) return left_to_kernel;
  int error = outcome(unlinkat(target.parent, target.name, errand_flags(errand, call)));
  if (error == 0) walls_forget(errand->walls, target.path);
  return error;
}

static int serve_rename(struct errand *errand, const struct call *call) {
  unsigned flags = (unsigned)errand_flags(errand, call);
  cleanup_target struct target from = no_target, to = no_target;
  if ((flags & ~(unsigned)(RENAME_NOREPLACE | RENAME_EXCHANGE)) != 0) return left_to_kernel;
  if (!target_find(errand, call->folder, call->path, &from)) return left_to_kernel;
  if (!target_find(errand, call->other_folder, call->other_path, &to)) return left_to_kernel;
  if (!target_needs_help(errand, &from) && !target_needs_help(errand, &to)) return left_to_kernel;
  if (!target_is_free(errand, &from) || !target_is_free(errand, &to)) return left_to_kernel;
  int error = outcome(renameat2(from.parent, from.name, to.parent, to.name, flags));
  if (error == 0) walls_forget(errand->walls, from.path);
  if (error == 0) walls_forget(errand->walls, to.path);
  return error;
}

/** The caller's file that a link is asked of by number, as an O_TMPFILE gets its name; -1: it is asked of by name. */
static int source_number(struct errand *errand, const struct call *call) {
  static const char *const starts[] = {"/proc/self/fd/", "/proc/thread-self/fd/", "/dev/fd/"};
  int flags = errand_flags(errand, call);
  char text[PATH_MAX];
  if (!errand_text(errand, call->path, text, sizeof text)) return -1;
  if (text[0] == '\0') return (flags & AT_EMPTY_PATH) != 0 ? (int)errand_argument(errand, call->folder, -1) : -1;
  for (size_t i = 0; i < sizeof starts / sizeof starts[0] && (flags & AT_SYMLINK_FOLLOW) != 0; i++) {
    const char *digits = text + strlen(starts[i]);
    if (strncmp(text, starts[i], strlen(starts[i])) != 0) continue;
    size_t count = strspn(digits, "0123456789");
    return count > 0 && count < 10 && digits[count] == '\0' ? atoi(digits) : -1;
  }
  return -1;
}

/** Names a file that has none yet. Who may not write it must not come to a name by which it can be written. */
static int link_nameless(struct errand *errand, int number, const struct target *to) {
  char link[32];
  struct stat there;
  cleanup_fd int fd = borrow((pid_t)errand->notification->pid, number);
  if (fd < 0 || !errand_still_there(errand) || fstat(fd, &there) != 0) return left_to_kernel;
  int flags = fcntl(fd, F_GETFL);
  if (!S_ISREG(there.st_mode) || there.st_nlink != 0 || flags < 0) return left_to_kernel;
  if ((flags & O_PATH) != 0 || (flags & O_ACCMODE) == O_RDONLY) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  return outcome(linkat(AT_FDCWD, link, to->parent, to->name, AT_SYMLINK_FOLLOW));
}

static int serve_link(struct errand *errand, const struct call *call) {
  cleanup_target struct target from = no_target, to = no_target;
  int number = source_number(errand, call);
  if (number < 0 && errand_flags(errand, call) != 0) return left_to_kernel;
  if (number < 0 && !target_find(errand, call->folder, call->path, &from)) return left_to_kernel;
  if (!target_find(errand, call->other_folder, call->other_path, &to) || !target_is_free(errand, &to)) return left_to_kernel;
  if (number >= 0) return link_nameless(errand, number, &to);
  /* A second name must not allow more than the first. */
  if (!target_is_free(errand, &from) || !target_needs_help(errand, &to)) return left_to_kernel;
  return outcome(linkat(from.parent, from.name, to.parent, to.name, 0));
}

static int serve_symbolic_link(struct errand *errand, const struct call *call) {
  char text[PATH_MAX];
  cleanup_target struct target target = no_target;
  if (!errand_text(errand, call->value, text, sizeof text)) return left_to_kernel;
  if (!target_find(errand, call->folder, call->path, &target) || !target_needs_help(errand, &target)) return left_to_kernel;
  /* Where something protected is to stand below, nothing may lead elsewhere. */
  if (!target_is_free(errand, &target)) return left_to_kernel;
  return outcome(symlinkat(text, target.parent, target.name));
}

const struct call entry_calls[] = {
    {SYS_mkdirat, serve_make_folder, 0, 1, 2, -1, -1, -1, 0},
    {SYS_mknodat, serve_make_node, 0, 1, 2, -1, -1, -1, 0},
    {SYS_unlinkat, serve_remove, 0, 1, -1, 2, -1, -1, 0},
    {SYS_renameat2, serve_rename, 0, 1, -1, 4, 2, 3, 0},
    {SYS_linkat, serve_link, 0, 1, -1, 4, 2, 3, 0},
    {SYS_symlinkat, serve_symbolic_link, 1, 2, 0, -1, -1, -1, 0},
#ifdef SYS_renameat
    {SYS_renameat, serve_rename, 0, 1, -1, -1, 2, 3, 0},
#endif
#ifdef SYS_open /* Older calls without a folder: not on every architecture. */
    {SYS_mkdir, serve_make_folder, -1, 0, 1, -1, -1, -1, 0},
    {SYS_mknod, serve_make_node, -1, 0, 1, -1, -1, -1, 0},
    {SYS_unlink, serve_remove, -1, 0, -1, -1, -1, -1, 0},
    {SYS_rmdir, serve_remove, -1, 0, -1, -1, -1, -1, AT_REMOVEDIR},
    {SYS_rename, serve_rename, -1, 0, -1, -1, -1, 1, 0},
    {SYS_link, serve_link, -1, 0, -1, -1, -1, 1, 0},
    {SYS_symlink, serve_symbolic_link, -1, 1, 0, -1, -1, -1, 0},
#endif
};
const size_t entry_call_count = sizeof entry_calls / sizeof entry_calls[0];
