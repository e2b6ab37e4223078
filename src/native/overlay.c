#define _GNU_SOURCE
#include "overlay.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "die.h"
#include "newer-calls.h"

/** As it is found by its real path; a link on the way is one that somebody has just put there. */
static int open_place(const char *path) {
  struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
  int fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  if (fd < 0) die_errno("overlay", "%s", path);
  return fd;
}

static int open_part(int store, const char *part, size_t number) {
  char path[64];
  snprintf(path, sizeof path, "%s/%zu", part, number);
  return openat(store, path, O_PATH | O_NOFOLLOW | O_CLOEXEC);
}

/** A name for what is open: it holds no character that mount options would take for one of theirs. */
struct name {
  char text[32];
};

static struct name name_of(int fd) {
  struct name name;
  snprintf(name.text, sizeof name.text, "/proc/self/fd/%d", fd);
  return name;
}

static void put_over(int from, const char *path) {
  cleanup_fd int target = open_place(path);
  if (mount(name_of(from).text, name_of(target).text, NULL, MS_BIND | MS_REC, NULL) != 0)
    die_errno("overlay", "%s", path);
}

/** What is written has no need to be on the disk before it lands: then all of it is put there together. */
static void cover(int lower, int store, size_t number, const char *path) {
  cleanup_fd int upper = open_part(store, "upper", number), work = open_part(store, "work", number);
  if (upper < 0) die_errno("overlay", "upper/%zu", number);
  if (work < 0) {
    put_over(upper, path);
    return;
  }
  char options[256];
  snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s,workdir=%s,userxattr,index=off,metacopy=off,volatile",
           name_of(lower).text, name_of(upper).text, name_of(work).text);
  cleanup_fd int target = open_place(path);
  if (mount("overlay", name_of(target).text, "overlay", MS_NOSUID | MS_NODEV, options) != 0)
    die_errno("overlay", "%s", path);
}

static int *open_all(const struct texts *paths) {
  int *open = checked_realloc(NULL, paths->count * sizeof *open);
  for (size_t i = 0; i < paths->count; i++) open[i] = open_place(paths->items[i]);
  return open;
}

void overlays_mount(const struct order *order) {
  /* Else the mounts would show up on the host. */
  if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) die_errno("overlay", "the mounts of the host");
  /* All that is covered is opened first: an outer overlay hides what is mounted further in. */
  cleanup_free int *lower = open_all(&order->overlays);
  cleanup_free int *through = open_all(&order->through);
  cleanup_fd int store = open_place(order->overlay_store);
  for (size_t i = 0; i < order->overlays.count; i++) cover(lower[i], store, i, order->overlays.items[i]);
  for (size_t i = 0; i < order->through.count; i++) put_over(through[i], order->through.items[i]);
  for (size_t i = 0; i < order->overlays.count; i++) close(lower[i]);
  for (size_t i = 0; i < order->through.count; i++) close(through[i]);
}
