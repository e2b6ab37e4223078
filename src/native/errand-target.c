#define _GNU_SOURCE
#include "errand-target.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "resolve.h"

void target_close(struct target *target) {
  if (target->parent >= 0) close(target->parent);
}

/** Splits the path at its last name; false where there is none, as in `/`, `..` and `a/.`. */
static bool split(char *path, const char **folder, const char **name) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') path[--length] = '\0';
  char *slash = strrchr(path, '/');
  *name = slash == NULL ? path : slash + 1;
  *folder = slash == NULL ? "." : slash == path ? "/" : path;
  if (slash != NULL) *slash = '\0';
  return **name != '\0' && strcmp(*name, ".") != 0 && strcmp(*name, "..") != 0 && strlen(*name) <= NAME_MAX;
}

bool target_find_text(struct errand *errand, int folder, const char *text, struct target *target) {
  char whole[PATH_MAX];
  const char *parent, *name;
  if (strlen(text) >= sizeof whole || !split(strcpy(whole, text), &parent, &name)) return false;
  struct their_path their = {
      .tid = (pid_t)errand->notification->pid, .folder = folder, .path = parent, .follow = true};
  struct stat there;
  target->parent = resolve_open(&their);
  if (target->parent < 0 || fstat(target->parent, &there) != 0 || !S_ISDIR(there.st_mode)) return false;
  strcpy(target->name, name);
  char *end = target->path;
  if (!errand_name_of(target->parent, target->path, sizeof target->path)) return false;
  size_t length = strcmp(end, "/") == 0 ? 0 : strlen(end);
  int written = snprintf(end + length, sizeof target->path - length, "/%s", name);
  if (written < 0 || (size_t)written >= sizeof target->path - length) return false;
  return errand_still_there(errand);
}

bool target_find(struct errand *errand, signed char folder, signed char path, struct target *target) {
  char text[PATH_MAX];
  return errand_path(errand, path, text, sizeof text) &&
         target_find_text(errand, (int)errand_argument(errand, folder, AT_FDCWD), text, target);
}

void target_folder(const struct target *target, char folder[PATH_MAX]) {
  strcpy(folder, target->path);
  char *slash = strrchr(folder, '/');
  slash[slash == folder ? 1 : 0] = '\0';
}

bool target_is_allowed(const struct errand *errand, const struct target *target) {
  char folder[PATH_MAX];
  target_folder(target, folder);
  return wall_at(errand->walls, folder) == wall_write && wall_at(errand->walls, target->path) == wall_write;
}

bool target_needs_help(const struct errand *errand, const struct target *target) {
  char folder[PATH_MAX];
  target_folder(target, folder);
  return wall_granted(errand->walls, folder) < wall_write && target_is_allowed(errand, target);
}

bool target_is_free(const struct errand *errand, const struct target *target) {
  return target_is_allowed(errand, target) && !wall_pins(errand->walls, target->path);
}

mode_t caller_mask(const struct errand *errand) {
  char path[32], text[4096];
  snprintf(path, sizeof path, "/proc/%d/status", (int)errand->notification->pid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  text[got > 0 ? got : 0] = '\0';
  const char *line = strstr(text, "\nUmask:");
  return line == NULL ? 0777 : (mode_t)strtoul(line + strlen("\nUmask:"), NULL, 8);
}
