#ifndef SALLYPORT_DESCEND_H
#define SALLYPORT_DESCEND_H

#include <stddef.h>

/** Sends the signal to every descendant of this process; returns how many there were. */
size_t signal_descendants(int number);

#endif
