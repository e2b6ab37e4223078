#ifndef SALLYPORT_BEARERS_H
#define SALLYPORT_BEARERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The programs that processes are, by the `start` of their fingerprints. */
struct bearers {
  uint64_t *starts; /* sorted */
  size_t count;
};

/**
 * Finds the program of every process that lives, this one's descendants among them. Exact as long as none of them becomes
 * another program meanwhile, however they fork: a program that is missing here nobody is any more. False when that can't be
 * had: too much is started meanwhile, or a descendant does not let itself be looked at. To be freed with `bearers_free`.
 */
bool bearers_find(struct bearers *bearers);

bool bearers_have(const struct bearers *bearers, uint64_t start);

void bearers_free(struct bearers *bearers);

#endif
