#include "shared-memory.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "journal.h"

static const char everybodys[] = "/dev/shm";

bool shared_memory_folder(const struct order *order, char path[PATH_MAX]) {
  return order->private_folder != NULL && snprintf(path, PATH_MAX, "%s-shm", order->private_folder) < PATH_MAX;
}

static void make_folder(const char *path) {
  static bool made;
  if (made) return;
  made = true;
  journal_add(trace_private, path);
  (void)!mkdir(path, 0700); /* what is looked for there is not found then */
}

bool shared_memory_enter(const struct order *order, const struct walls *walls, char *text, size_t room) {
  char path[PATH_MAX];
  size_t start = sizeof everybodys - 1, rest = strlen(text);
  if (strncmp(text, everybodys, start) != 0 || (text[start] != '/' && text[start] != '\0')) return false;
  /* A profile may well list it. */
  if (wall_at(walls, everybodys) != wall_none || !shared_memory_folder(order, path)) return false;
  size_t length = strlen(path);
  rest -= start;
  if (length + rest >= room) return false;
  make_folder(path);
  memmove(text + length, text + start, rest + 1);
  memcpy(text, path, length);
  return true;
}
