#ifndef SALLYPORT_CGROUP_H
#define SALLYPORT_CGROUP_H

#include "order.h"

/** Writes the limit of processes into the pids cgroup that was made for this sandbox. */
void cgroup_limit(const struct order *order);

/** Moves this process into it, and with it all that it starts. */
void cgroup_join(const struct order *order);

#endif
