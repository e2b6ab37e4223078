#define _GNU_SOURCE
#include "landing-plan.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "newer-calls.h"

static int open_folder(const char *path) {
  struct open_how how = {.flags = O_PATH | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
  int fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  if (fd < 0) die_errno("plan", "%s", path);
  return fd;
}

/** The texts of one line come in this order, so that each finds what it belongs to. */
struct reading {
  struct plan *plan;
  int root, files;
  struct change *change;
  struct dressing *dressing;
};

static void add_change(struct reading *reading, const char *text) {
  struct plan *plan = reading->plan;
  plan->changes = checked_realloc(plan->changes, (plan->change_count + 1) * sizeof *plan->changes);
  struct change *change = &plan->changes[plan->change_count++];
  *change = (struct change){.root = reading->root, .files = reading->files};
  unsigned long long old, new;
  if (sscanf(text, "%23s %llu %lld %lld %lld %llu %lld %lld", change->name, &old, &change->old.size,
             &change->old.changed_ns, &change->old.touched_ns, &new, &change->new.size, &change->new.changed_ns) != 8) {
    die("plan", "not a change: %s", text);
  }
  change->old.inode = (ino_t)old;
  change->new.inode = (ino_t)new;
  reading->change = change;
  reading->dressing = NULL;
}

static void add_dressing(struct reading *reading, const char *text) {
  struct plan *plan = reading->plan;
  plan->dressings = checked_realloc(plan->dressings, (plan->dressing_count + 1) * sizeof *plan->dressings);
  struct dressing *dressing = &plan->dressings[plan->dressing_count++];
  *dressing = (struct dressing){.root = reading->root};
  struct look *before = &dressing->before, *after = &dressing->after;
  if (sscanf(text, "%o %u %u %lld %o %u %u %lld", &before->mode, &before->user, &before->group, &before->changed_ns,
             &after->mode, &after->user, &after->group, &after->changed_ns) != 8) {
    die("plan", "not a dressing: %s", text);
  }
  reading->dressing = dressing;
  reading->change = NULL;
}

static void take_path(struct reading *reading, const char *path) {
  if (reading->change != NULL) reading->change->path = path;
  else if (reading->dressing != NULL) reading->dressing->path = path;
  else die("plan", "a path that belongs to nothing");
}

static void take(struct reading *reading, const struct field *field) {
  struct plan *plan = reading->plan;
  if (strcmp(field->key, "store") == 0) plan->store = open_folder(field->value);
  else if (strcmp(field->key, "lock") == 0) plan->lock = open(field->value, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  else if (strcmp(field->key, "root") == 0) reading->root = open_folder(field->value);
  else if (strcmp(field->key, "files") == 0) reading->files = open_folder(field->value);
  else if (strcmp(field->key, "change") == 0) add_change(reading, field->value);
  else if (strcmp(field->key, "dress") == 0) add_dressing(reading, field->value);
  else if (strcmp(field->key, "path") == 0) take_path(reading, field->value);
  else die("plan", "unknown key %s", field->key);
}

void plan_read(const char *path, struct plan *plan) {
  *plan = (struct plan){.store = -1, .lock = -1};
  cleanup_fd int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) die_errno("plan", "%s", path);
  if (!frame_read(fd, &plan->frame)) die("plan", "%s is cut short", path);
  struct reading reading = {.plan = plan, .root = -1, .files = -1};
  struct field field;
  for (size_t at = 0; frame_next(&plan->frame, &at, &field);) take(&reading, &field);
  if (plan->store < 0 || plan->lock < 0) die("plan", "no store or no lock");
  for (size_t i = 0; i < plan->change_count; i++)
    if (plan->changes[i].path == NULL || plan->changes[i].root < 0) die("plan", "a change of nothing");
}
