#ifndef SALLYPORT_TRACE_H
#define SALLYPORT_TRACE_H

#include "journal.h"
#include "order.h"

/** Makes what the order wants on the host before the sandbox starts, each listed in the journal first. */
void traces_make(const struct order *order);

/** Removes one trace if it still is what was made; whatever took its place stays. */
void trace_remove(enum trace_kind kind, const char *path);

#endif
