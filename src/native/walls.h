#ifndef SALLYPORT_WALLS_H
#define SALLYPORT_WALLS_H

#include <stdbool.h>
#include <stddef.h>

#include "order.h"

/** What may be done at a path and below it. Each includes those before it. */
enum wall { wall_none, wall_read, wall_write };

struct place {
  char *path;
  enum wall wall;
};

/** Sorted by path. */
struct place_list {
  struct place *items;
  size_t count, room;
};

/**
 * The file tree of a command that sees the host's own: what holds at a path is what holds at the nearest place above.
 * Landlock only knows grants, which hold for all below: where a place allows less than the folder around it, that
 * folder's other entries are granted one by one. What is made in such a folder later has no grant.
 */
struct walls {
  struct place_list places;
  struct place_list grants;
  bool hides; /* something in a writable folder may not be read: what is made beside it can be read with
                 help only, and can't be run, for the kernel opens programs by itself */
};

/** The walls of this order, with the grants for what exists at the first call. Dies when there is too much of it. */
struct walls *walls_of(const struct order *order);

/** What the order allows at a path without links. */
enum wall wall_at(const struct walls *walls, const char *path);

/** What the grants allow there. */
enum wall wall_granted(const struct walls *walls, const char *path);

/** True when something at the path or below it may not be changed: it must neither be moved nor replaced. */
bool wall_pins(const struct walls *walls, const char *path);

/** What was granted under this name has another one, or none. */
void walls_forget(struct walls *walls, const char *path);

#endif
