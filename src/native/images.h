#ifndef SALLYPORT_IMAGES_H
#define SALLYPORT_IMAGES_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "remote.h"

/**
 * Which loaded program a process is: forks share it, whatever became of their parents; execve makes a new one. `start`
 * stands on addresses that only the kernel knows and sets (proc_pid_auxv(5)), `random` on the bytes that it put there
 * (AT_RANDOM), which tell two programs apart where addresses are not randomised.
 */
struct fingerprint {
  uint64_t start;
  unsigned char random[16];
};

enum { auxiliary_words = 128 };

/** What the kernel told a program at its start, as /proc/PID/auxv has it; its bytes, or what read answered. */
ssize_t auxiliary_read(const char *path, uint64_t vector[auxiliary_words]);

/** The `start` of whoever has these. */
uint64_t auxiliary_hash(const uint64_t *vector, size_t bytes);

/** False when the process is gone. */
bool fingerprint_take(struct remote *remote, struct fingerprint *fingerprint);

struct image {
  struct fingerprint fingerprint;
  uint32_t number; /* the decider's name for it; 0: none */
  bool lasting;
};

/**
 * Remembers a program. Old ones that are not lasting make room for new ones, and lasting ones that no process is any more. False
 * when there is no room for it: it must not run, since it would be taken for any other program.
 */
bool images_add(const struct image *image);

/** The number of the program, 0 when it is not known. Where only the random bytes differ, the oldest that fits. */
uint32_t images_find(const struct fingerprint *fingerprint);

#endif
