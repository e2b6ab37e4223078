#ifndef SALLYPORT_COMMAND_H
#define SALLYPORT_COMMAND_H

#include "order.h"

enum confinement { unconfined, confined };

/** Turns this process into the ordered command. Returns never; failures of the set-up go through `die`. */
__attribute__((noreturn)) void command_exec(const struct order *order, enum confinement confinement);

#endif
