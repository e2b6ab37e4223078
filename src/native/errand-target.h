#ifndef SALLYPORT_ERRAND_TARGET_H
#define SALLYPORT_ERRAND_TARGET_H

#include "errand.h"
#include <sys/stat.h>

/** A name in a folder that has been opened: what the caller's path comes to but for a link at its very end. */
struct target {
  int parent;
  char name[NAME_MAX + 1];
  char path[PATH_MAX];
};
#define no_target ((struct target){.parent = -1})
#define cleanup_target __attribute__((cleanup(target_close)))
void target_close(struct target *target);

/** False where the kernel would fail or has something else to say: then the call is left to it. */
bool target_find(struct errand *errand, signed char folder, signed char path, struct target *target);

/** The same for a path that has been read already, seen from one of the caller's open folders or AT_FDCWD. */
bool target_find_text(struct errand *errand, int folder, const char *text, struct target *target);

/** The folder that the entry is in, by name. */
void target_folder(const struct target *target, char folder[PATH_MAX]);

/** True when the walls allow that this entry is made, moved or removed. What may be written may not yet be removed. */
bool target_is_allowed(const struct errand *errand, const struct target *target);

/** True when they do and Landlock doesn't. */
bool target_needs_help(const struct errand *errand, const struct target *target);

/** True when it may be moved, removed or replaced as a whole. */
bool target_is_free(const struct errand *errand, const struct target *target);

/** The mask of permissions that the caller's own new entries would get. */
mode_t caller_mask(const struct errand *errand);

#endif
