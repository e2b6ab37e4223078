#ifndef SALLYPORT_REMOTE_H
#define SALLYPORT_REMOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/** A piece of another process's memory, copied. Looking at neighbouring places costs one copy. */
struct remote {
  pid_t tid;
  uint64_t start;
  size_t length;
  char bytes[32768];
};

/**
 * The bytes at `address` and how many of them are at hand, at least one; NULL when the address can't be read. The
 * pointer holds until the next call.
 */
const char *remote_at(struct remote *remote, uint64_t address, size_t *available);

/** Copies exactly `length` bytes; false when some can't be read. */
bool remote_copy(struct remote *remote, uint64_t address, void *into, size_t length);

#endif
