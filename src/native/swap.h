#ifndef SALLYPORT_SWAP_H
#define SALLYPORT_SWAP_H

#include "landing-plan.h"

/** Where the two things of a change are: the old one still in its place, the new one, or neither as it should be. */
enum swap_state { swap_open, swap_done, swap_lost };

enum swap_state swap_state(const struct change *change);

/** Whether the old one is still as it was seen, to the nanosecond. */
bool swap_is_fresh(const struct change *change);

/**
 * Lets the two places swap what they have, in one step. 0, or errno and nothing has changed; ESTALE, EEXIST and ENOENT when somebody
 * else had changed the place in this moment.
 */
int swap(const struct change *change);

/** The other way round; what can't be put back stays. */
void swap_back(const struct change *change);

/** Gives a folder its look; 0 or errno. One that somebody else has taken away meanwhile needs none. */
int dress(const struct dressing *dressing, const struct look *look);

#endif
