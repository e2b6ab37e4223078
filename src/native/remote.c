#define _GNU_SOURCE
#include "remote.h"

#include <string.h>
#include <sys/uio.h>

enum { page_size = 4096, pages = sizeof ((struct remote *)0)->bytes / page_size };

/** Page by page, so that a text which ends just before an unmapped page can be read to its end. */
static void load(struct remote *remote, uint64_t address) {
  struct iovec local[pages], there[pages];
  uint64_t at = address;
  size_t room = 0;
  int count = 0;
  while (count < pages) {
    size_t length = page_size - at % page_size;
    if (room + length > sizeof remote->bytes) break;
    local[count] = (struct iovec){.iov_base = remote->bytes + room, .iov_len = length};
    there[count] = (struct iovec){.iov_base = (void *)(uintptr_t)at, .iov_len = length};
    room += length;
    at += length;
    count++;
  }
  ssize_t got = process_vm_readv(remote->tid, local, (unsigned long)count, there, (unsigned long)count, 0);
  remote->start = address;
  remote->length = got > 0 ? (size_t)got : 0;
}

const char *remote_at(struct remote *remote, uint64_t address, size_t *available) {
  bool here = address >= remote->start && address - remote->start < remote->length;
  if (!here) load(remote, address);
  if (remote->length == 0 || address < remote->start) return NULL;
  *available = remote->length - (size_t)(address - remote->start);
  return remote->bytes + (address - remote->start);
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
