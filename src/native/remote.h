#ifndef SALLYPORT_REMOTE_H
#define SALLYPORT_REMOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { remote_page = 4096, remote_pages = 16 };

/** Another process's memory as it was at one moment: the pages looked at last. Neighbouring places cost one copy. */
struct remote {
  pid_t tid;
  unsigned last; /* the page taken last */
  struct {
    uint64_t start;
    size_t length; /* 0: nothing there */
    char bytes[remote_page];
  } pages[remote_pages];
};

/** Forgets everything: what is looked at from here on is this thread's, now. */
void remote_open(struct remote *remote, pid_t tid);

/**
 * The bytes at `address` and how many of them are at hand, at least one; NULL when the address can't be read. The
 * pointer holds until the next call.
 */
const char *remote_at(struct remote *remote, uint64_t address, size_t *available);

/** Copies exactly `length` bytes; false when some can't be read. */
bool remote_copy(struct remote *remote, uint64_t address, void *into, size_t length);

#endif
