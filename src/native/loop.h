#ifndef SALLYPORT_LOOP_H
#define SALLYPORT_LOOP_H

#include "life.h"

/** Hears everybody out until the end is known. */
void loop_run(struct outside *outside);

#endif
