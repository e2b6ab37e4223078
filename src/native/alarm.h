#ifndef SALLYPORT_ALARM_H
#define SALLYPORT_ALARM_H

#include <stdbool.h>

/**
 * From here until `alarm_stop` a call that waits for longer than this ends with EINTR. For calls on files whose owners say, and may
 * change at any moment, whether they wait. False with errno when there is no such alarm.
 */
bool alarm_start(long microseconds);

void alarm_stop(void);

#endif
