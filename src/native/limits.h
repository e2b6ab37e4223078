#ifndef SALLYPORT_LIMITS_H
#define SALLYPORT_LIMITS_H

#include "order.h"

/** Sets the limits of this process and of all that it becomes or starts. They only ever narrow. */
void limits_set(const struct order *order);

/** A caller with a real-time policy hands on the ordinary one. */
void limits_leave_real_time(void);

#endif
