#ifndef SALLYPORT_CGROUP_H
#define SALLYPORT_CGROUP_H

#include <stdbool.h>
#include <sys/types.h>

#include "order.h"

/** Writes the limits into the cgroups that were made for this sandbox. */
void cgroup_limit(const struct order *order);

/** Forks; the child must join them, before it starts anything and as its only thread. */
pid_t cgroup_fork(const struct order *order);
void cgroup_join(const struct order *order);

/** Milliseconds until the CPU time of them all could be used up; -1: it is not limited. */
int cgroup_cpu_patience(const struct order *order);

/** True when it is. Looks at the kernel's count no more often than it can matter. */
bool cgroup_cpu_spent(const struct order *order);

/** Adds to the report which limits were hit: asked while the cgroups still stand. */
void cgroup_tell(const struct order *order, struct frame *report);

/** Removes a cgroup; whoever is still in it is killed first. */
void cgroup_remove(int parent, const char *name);

#endif
