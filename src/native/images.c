#define _GNU_SOURCE
#include "images.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bearers.h"
#include "clock.h"
#include "die.h"

#ifndef SALLYPORT_IMAGE_SETS
#define SALLYPORT_IMAGE_SETS 8192
#endif

/* A program is looked for in one set only, however many there are; what is forgotten is the oldest of its set. */
enum { sets = SALLYPORT_IMAGE_SETS, ways = 16 };

/* So many more lasting ones, and it is looked for those that no process is any more; soon again when that can't be told. */
enum { lasting_between = sets * 4, lasting_until_retry = sets / 4, pause_ms = 100 };

static struct slot {
  struct image image;
  uint64_t age;
} slots[sets][ways];

ssize_t auxiliary_read(const char *path, uint64_t vector[auxiliary_words]) {
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  errno = fd < 0 ? errno : 0;
  return fd < 0 ? -1 : read(fd, vector, auxiliary_words * sizeof vector[0]);
}

uint64_t auxiliary_hash(const uint64_t *vector, size_t bytes) {
  uint64_t value = 0xcbf29ce484222325u; /* FNV-1a: the bytes are the kernel's, nobody chooses them */
  for (size_t i = 0; i < bytes; i++) value = (value ^ ((const unsigned char *)vector)[i]) * 0x100000001b3u;
  return value;
}

static uint64_t random_address(const uint64_t *vector, size_t words) {
  for (size_t i = 0; i + 1 < words && vector[i] != AT_NULL; i += 2) {
    if (vector[i] == AT_RANDOM) return vector[i + 1];
  }
  return 0;
}

bool fingerprint_take(struct remote *remote, struct fingerprint *fingerprint) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d/auxv", remote->tid);
  uint64_t vector[auxiliary_words];
  ssize_t got = auxiliary_read(path, vector);
  if (got <= 0) return false;
  *fingerprint = (struct fingerprint){.start = auxiliary_hash(vector, (size_t)got)};
  uint64_t address = random_address(vector, (size_t)got / sizeof vector[0]);
  /* A program may have unmapped them: then the addresses alone tell. */
  if (address != 0) (void)!remote_copy(remote, address, fingerprint->random, sizeof fingerprint->random);
  return true;
}

static struct slot *set_of(const struct fingerprint *fingerprint) { return slots[fingerprint->start % sets]; }

uint32_t images_find(const struct fingerprint *fingerprint) {
  const struct slot *set = set_of(fingerprint), *similar = NULL;
  for (size_t i = 0; i < ways; i++) {
    const struct image *image = &set[i].image;
    if (image->number == 0 || image->fingerprint.start != fingerprint->start) continue;
    if (memcmp(image->fingerprint.random, fingerprint->random, sizeof fingerprint->random) == 0) return image->number;
    if (similar == NULL || set[i].age < similar->age) similar = &set[i];
  }
  return similar == NULL ? 0 : similar->image.number;
}

/** Lets go of the lasting ones that no process is any more. */
static bool forget_ended(void) {
  struct bearers bearers;
  if (!bearers_find(&bearers)) return false;
  for (size_t i = 0; i < sets; i++) {
    for (size_t j = 0; j < ways; j++) {
      struct slot *slot = &slots[i][j];
      if (slot->image.lasting && !bearers_have(&bearers, slot->image.fingerprint.start)) *slot = (struct slot){0};
    }
  }
  bearers_free(&bearers);
  return true;
}

static struct slot *oldest_of(struct slot *set) {
  struct slot *chosen = NULL;
  for (size_t i = 0; i < ways; i++) {
    if (set[i].image.lasting) continue;
    if (chosen == NULL || set[i].age < chosen->age) chosen = &set[i]; /* an unused one is older than any */
  }
  return chosen;
}

bool images_add(const struct image *image) {
  static uint64_t age;
  static size_t lasting_left = lasting_between;
  static long long not_before;
  struct slot *set = set_of(&image->fingerprint), *chosen = oldest_of(set);
  if (image->lasting && lasting_left > 0) lasting_left--;
  if ((chosen == NULL || lasting_left == 0) && now_ms() >= not_before) {
    bool told = forget_ended();
    lasting_left = told ? lasting_between : lasting_until_retry;
    not_before = told ? 0 : now_ms() + pause_ms;
    chosen = oldest_of(set);
  }
  if (chosen == NULL) return false;
  *chosen = (struct slot){.image = *image, .age = ++age};
  return true;
}
