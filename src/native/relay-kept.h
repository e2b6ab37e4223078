#ifndef SALLYPORT_RELAY_KEPT_H
#define SALLYPORT_RELAY_KEPT_H

#include <stdint.h>

#include "relay-end.h"

/** Keeps a server's connection for a next request under the same key. */
void kept_add(struct end *end, uint32_t key, long long now);
/** One that stands and over which nothing came that nobody asked for, or NULL. */
struct end *kept_take(uint32_t key);
/** Something came that nobody asked for, or an end. */
void kept_drop(struct end *end);
/** Closes those that nobody used for so long. */
void kept_sweep(long long now, long long ms);

#endif
