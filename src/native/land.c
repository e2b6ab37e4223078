#define _GNU_SOURCE
#include "land.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "die.h"
#include "landing-plan.h"
#include "newer-calls.h"
#include "swap.h"

static void tell(const char *what, const char *path) {
  printf("%s%s%s", what, path == NULL ? "" : " ", path == NULL ? "" : path);
  putchar('\0');
}

static void tell_failure(int error, const char *path) {
  char text[32];
  snprintf(text, sizeof text, "failed %d", error);
  tell(text, path);
}

static bool has(const struct plan *plan, const char *mark) {
  return faccessat(plan->store, mark, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

static void settle_store(const struct plan *plan) {
  cleanup_fd int store = openat(plan->store, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (store < 0 || fsync(store) != 0) die_errno("land", "the store");
}

/** All that the changes bring must be on the disk before the first of them takes its place; and then their places. */
static void settle_disks(const struct plan *plan) {
  int last = -1;
  for (size_t i = 0; i < plan->change_count; i++) {
    const struct change *change = &plan->changes[i];
    if (change->files == last) continue;
    last = change->files;
    cleanup_fd int files = openat(last, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (files < 0 || syncfs(files) != 0) die_errno("land", "syncfs");
  }
}

static void begin(const struct plan *plan) {
  cleanup_fd int store = openat(plan->store, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (store < 0 || syncfs(store) != 0) die_errno("land", "the store");
  settle_disks(plan);
  cleanup_fd int mark = openat(plan->store, "landing", O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (mark < 0) die_errno("land", "the mark");
  settle_store(plan);
}

/** Back from the last one to the first; what somebody else has changed by now stays theirs. */
static void take_back(const struct plan *plan, size_t count) {
  while (count-- > 0) {
    if (swap_state(&plan->changes[count]) == swap_done) swap_back(&plan->changes[count]);
  }
  /* What can't be given back its look keeps the one it has: there is nobody left to go back to. */
  for (size_t i = plan->dressing_count; i-- > 0;) (void)dress(&plan->dressings[i], &plan->dressings[i].before);
  settle_disks(plan);
  unlinkat(plan->store, "landing", 0);
  settle_store(plan);
}

static bool can_begin(const struct plan *plan) {
  bool clear = true;
  for (size_t i = 0; i < plan->change_count; i++) {
    const struct change *change = &plan->changes[i];
    if (swap_state(change) == swap_open && swap_is_fresh(change)) continue;
    tell("conflict", change->path);
    clear = false;
  }
  return clear;
}

/** What was begun can be finished as long as nobody has put something else in the way. */
static bool can_go_on(const struct plan *plan) {
  bool clear = true;
  for (size_t i = 0; i < plan->change_count; i++) {
    if (swap_state(&plan->changes[i]) != swap_lost) continue;
    tell("conflict", plan->changes[i].path);
    clear = false;
  }
  return clear;
}

static bool carry_out(const struct plan *plan) {
  for (size_t i = 0; i < plan->change_count; i++) {
    const struct change *change = &plan->changes[i];
    if (swap_state(change) == swap_done) continue;
    int error = swap(change);
    if (error == 0) continue;
    if (error == EEXIST || error == ENOENT || error == ESTALE) tell("conflict", change->path);
    else tell_failure(error, change->path);
    take_back(plan, plan->change_count);
    return false;
  }
  /* From the inside out: what is done in a folder changes its times. */
  for (size_t i = plan->dressing_count; i-- > 0;) {
    int error = dress(&plan->dressings[i], &plan->dressings[i].after);
    if (error == 0) continue;
    tell_failure(error, plan->dressings[i].path);
    take_back(plan, plan->change_count);
    return false;
  }
  return true;
}

static bool run(const struct plan *plan) {
  if (has(plan, "landed")) return true;
  bool begun = has(plan, "landing");
  if (!begun) {
    if (!can_begin(plan)) return false;
    begin(plan);
  } else if (!can_go_on(plan)) {
    take_back(plan, plan->change_count);
    return false;
  }
  if (!carry_out(plan)) return false;
  settle_disks(plan);
  if (renameat(plan->store, "landing", plan->store, "landed") != 0) die_errno("land", "the mark");
  settle_store(plan);
  return true;
}

int land_run(const char *path) {
  static struct plan plan;
  plan_read(path, &plan);
  while (flock(plan.lock, LOCK_EX) != 0)
    if (errno != EINTR) die_errno("land", "the lock");
  bool done = run(&plan);
  if (done) tell("landed", NULL);
  return fflush(stdout) == 0 && done ? 0 : 1;
}
