#define _GNU_SOURCE
#include "images.h"

#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

/* A program is looked for in one set only, however many there are; what is forgotten is the oldest of its set. */
enum { sets = 8192, ways = 16 };

static struct slot {
  struct image image;
  uint64_t age;
} slots[sets][ways];

static uint64_t hash(const char *bytes, size_t length) {
  uint64_t value = 0xcbf29ce484222325u; /* FNV-1a: the bytes are the kernel's, nobody chooses them */
  for (size_t i = 0; i < length; i++) value = (value ^ (unsigned char)bytes[i]) * 0x100000001b3u;
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
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  uint64_t vector[128];
  ssize_t got = fd < 0 ? -1 : read(fd, vector, sizeof vector);
  if (got <= 0) return false;
  *fingerprint = (struct fingerprint){.start = hash((const char *)vector, (size_t)got)};
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

bool images_add(const struct image *image) {
  static uint64_t age;
  struct slot *set = set_of(&image->fingerprint), *chosen = NULL;
  for (size_t i = 0; i < ways; i++) {
    if (set[i].image.lasting) continue;
    if (chosen == NULL || set[i].age < chosen->age) chosen = &set[i]; /* an unused one is older than any */
  }
  if (chosen == NULL) return false;
  *chosen = (struct slot){.image = *image, .age = ++age};
  return true;
}
