#define _GNU_SOURCE
#include "snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

/* More than the kernel takes with any stack limit (three quarters of 8 MiB, execve(2)). */
static const size_t largest_vector = 6u << 20;

static void strings_add(struct strings *strings, const char *bytes, size_t length) {
  if (strings->length + length > strings->room) {
    strings->room = (strings->length + length) * 2 + 256;
    strings->bytes = checked_realloc(strings->bytes, strings->room);
  }
  memcpy(strings->bytes + strings->length, bytes, length);
  strings->length += length;
}

bool strings_equal(const struct strings *one, const struct strings *other) {
  if (one->length != other->length) return false;
  return one->length == 0 || memcmp(one->bytes, other->bytes, one->length) == 0;
}

/** True for a variable whose name is listed; a `*` at the end of a listed name stands for any rest. */
static bool is_listed(const struct texts *names, const char *entry, size_t name_length) {
  for (size_t i = 0; i < names->count; i++) {
    const char *name = names->items[i];
    if (name[0] != entry[0]) continue;
    size_t length = strlen(name);
    bool open = length > 0 && name[length - 1] == '*';
    if (open) length--;
    if ((open ? name_length >= length : name_length == length) && memcmp(name, entry, length) == 0) return true;
  }
  return false;
}

static size_t name_length(const char *entry, size_t length) {
  const char *sign = memchr(entry, '=', length);
  return sign == NULL ? length : (size_t)(sign - entry);
}

/** Appends the text at `address` with its NUL. 0 or an errno. */
static int add_text(struct remote *remote, uint64_t address, struct strings *strings) {
  for (;;) {
    size_t available;
    const char *bytes = remote_at(remote, address, &available);
    if (bytes == NULL) return EFAULT;
    const char *end = memchr(bytes, '\0', available);
    size_t length = end == NULL ? available : (size_t)(end - bytes) + 1;
    if (strings->length + length > largest_vector) return E2BIG;
    strings_add(strings, bytes, length);
    if (end != NULL) return 0;
    address += length;
  }
}

/** Appends every text of a NULL-terminated vector; with `names`, only the variables listed there. 0 or an errno. */
static int add_vector(struct remote *remote, uint64_t vector, const struct texts *names, struct strings *strings) {
  size_t seen = 0;
  for (uint64_t at = vector; vector != 0; at += sizeof(uint64_t)) {
    uint64_t address;
    if (!remote_copy(remote, at, &address, sizeof address)) return EFAULT;
    if (address == 0) return 0;
    size_t before = strings->length;
    int error = add_text(remote, address, strings);
    if (error != 0) return error;
    size_t length = strings->length - before;
    seen += length + sizeof address;
    if (seen > largest_vector) return E2BIG;
    const char *entry = strings->bytes + before;
    if (names != NULL && !is_listed(names, entry, name_length(entry, length - 1))) strings->length = before;
  }
  return 0;
}

int snapshot_take_path(struct remote *remote, const struct exec_call *call, struct snapshot *snapshot) {
  struct strings text = {0};
  int error = add_text(remote, call->path, &text);
  snapshot->path = text.bytes;
  return error == 0 && text.length > PATH_MAX ? ENAMETOOLONG : error;
}

int snapshot_take_words(struct remote *remote, const struct exec_call *call, const struct texts *env_names,
                        struct snapshot *snapshot) {
  int error = add_vector(remote, call->argv, NULL, &snapshot->argv);
  if (error == 0 && env_names->count > 0) error = add_vector(remote, call->env, env_names, &snapshot->env);
  return error;
}

void snapshot_free(struct snapshot *snapshot) {
  free(snapshot->path);
  free(snapshot->argv.bytes);
  free(snapshot->env.bytes);
  *snapshot = (struct snapshot){0};
}

static bool read_whole(pid_t pid, const char *name, struct strings *strings) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  char block[16384];
  ssize_t got;
  do {
    got = read(fd, block, sizeof block);
    if (got > 0) strings_add(strings, block, (size_t)got);
  } while (got == (ssize_t)sizeof block); /* what is cut short differs from what was approved */
  return got >= 0;
}

/** Leaves only the listed variables. */
static void keep_listed(const struct texts *names, struct strings *strings) {
  size_t kept = 0;
  for (size_t at = 0; at < strings->length;) {
    const char *entry = strings->bytes + at;
    size_t length = strnlen(entry, strings->length - at);
    size_t size = at + length < strings->length ? length + 1 : length;
    if (is_listed(names, entry, name_length(entry, length))) {
      memmove(strings->bytes + kept, entry, size);
      kept += size;
    }
    at += size;
  }
  strings->length = kept;
}

bool snapshot_loaded(pid_t pid, const struct texts *env_names, struct snapshot *snapshot) {
  *snapshot = (struct snapshot){0};
  bool read = read_whole(pid, "cmdline", &snapshot->argv);
  if (read && env_names->count > 0) {
    read = read_whole(pid, "environ", &snapshot->env);
    keep_listed(env_names, &snapshot->env);
  }
  /* A question is made of whole texts. */
  if (snapshot->argv.length > 0 && snapshot->argv.bytes[snapshot->argv.length - 1] != '\0') {
    strings_add(&snapshot->argv, "", 1);
  }
  if (!read) snapshot_free(snapshot);
  return read;
}
