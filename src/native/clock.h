#ifndef SALLYPORT_CLOCK_H
#define SALLYPORT_CLOCK_H

/** Milliseconds of the monotonic clock. */
long long now_ms(void);

#endif
