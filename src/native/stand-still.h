#ifndef SALLYPORT_STAND_STILL_H
#define SALLYPORT_STAND_STILL_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct outside;

/** Threads that are traced, so that none of them runs an instruction of its own. */
struct stillness {
  bool wanted;
  struct stopped {
    pid_t tid;
    bool stopped; /* else in a call that nothing breaks off, behind which it stops */
    int status;   /* of its stop */
  } *list;
  size_t count, room;
};

/**
 * Has everybody inside stand still, whatever they do about signals: they neither write to a terminal nor read from it. Takes some milliseconds, and
 * answers nobody meanwhile. False when that can't be had; then everybody goes on.
 */
bool stand_still(struct outside *outside);

/** Lets everybody go on. */
void stand_easy(struct stillness *stillness);

/** Takes what waitpid says of a thread. False when it is not one of these. */
bool stillness_hears(struct stillness *stillness, pid_t tid, int status);

#endif
