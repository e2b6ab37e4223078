#define _GNU_SOURCE
#include "remote.h"

#include <string.h>
#include <sys/uio.h>

void remote_open(struct remote *remote, pid_t tid) {
  remote->tid = tid;
  for (unsigned i = 0; i < remote_pages; i++) remote->pages[i].length = 0;
}

/** Page by page, so that a text which ends just before an unmapped page can be read to its end. */
static unsigned load(struct remote *remote, uint64_t start) {
  unsigned chosen = (remote->last + 1) % remote_pages;
  struct iovec local = {.iov_base = remote->pages[chosen].bytes, .iov_len = remote_page};
  struct iovec there = {.iov_base = (void *)(uintptr_t)start, .iov_len = remote_page};
  ssize_t got = process_vm_readv(remote->tid, &local, 1, &there, 1, 0);
  remote->pages[chosen].start = start;
  remote->pages[chosen].length = got > 0 ? (size_t)got : 0;
  remote->last = chosen;
  return chosen;
}

static unsigned page_of(struct remote *remote, uint64_t start) {
  for (unsigned i = 0; i < remote_pages; i++) {
    if (remote->pages[i].length > 0 && remote->pages[i].start == start) return i;
  }
  return load(remote, start);
}

const char *remote_at(struct remote *remote, uint64_t address, size_t *available) {
  uint64_t start = address - address % remote_page;
  unsigned page = page_of(remote, start);
  size_t offset = (size_t)(address - start);
  if (offset >= remote->pages[page].length) return NULL;
  *available = remote->pages[page].length - offset;
  return remote->pages[page].bytes + offset;
}

bool remote_copy(struct remote *remote, uint64_t address, void *into, size_t length) {
  char *to = into;
  while (length > 0) {
    size_t available;
    const char *from = remote_at(remote, address, &available);
    if (from == NULL) return false;
    size_t take = available < length ? available : length;
    memcpy(to, from, take);
    to += take;
    address += take;
    length -= take;
  }
  return true;
}
