#define _GNU_SOURCE
#include "alarm.h"

#include <signal.h>
#include <stddef.h>
#include <sys/time.h>

static void ring(int number) { (void)number; }

bool alarm_start(long microseconds) {
  /* Again and again, for the first one may come before the call. */
  struct itimerval alarm = {.it_value.tv_usec = microseconds, .it_interval.tv_usec = microseconds};
  /* Without SA_RESTART: it is there to end a call that waits. */
  struct sigaction ringing = {.sa_handler = ring};
  return sigaction(SIGALRM, &ringing, NULL) == 0 && setitimer(ITIMER_REAL, &alarm, NULL) == 0;
}

void alarm_stop(void) { (void)!setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL); }
