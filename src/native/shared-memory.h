#ifndef SALLYPORT_SHARED_MEMORY_H
#define SALLYPORT_SHARED_MEMORY_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

#include "order.h"
#include "walls.h"

/*
 * shm_open and sem_open keep what they make in /dev/shm, where everybody's lies. What the warden opens there for a
 * command it opens in a folder that only this command has.
 */

/** That folder. False where there is none. */
bool shared_memory_folder(const struct order *order, char path[PATH_MAX]);

/** Turns a path in /dev/shm into one in the folder, which is made when it is needed first. False for any other path. */
bool shared_memory_enter(const struct order *order, const struct walls *walls, char *text, size_t room);

#endif
