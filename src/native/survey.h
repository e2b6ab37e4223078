#ifndef SALLYPORT_SURVEY_H
#define SALLYPORT_SURVEY_H

#include "order.h"
#include "wire.h"

/**
 * Looks through folders for what walls must know of, outermost first, and prints it; returns the exit status. `words` are folders to
 * look through, folders to leave out behind `--not`, and `--links` for hard links too. Each find is one text that ends in a zero
 * byte, its kind and then its path:
 *   d f l   an entry `.git` that is a folder, a file, a link
 *   b       a folder that has the parts of a repository in it
 *   h       a file with names outside of the folders looked through
 *   u       a folder that can be entered and not listed
 *   !       the end came too early: there was more than may be looked at
 */
int survey_print(char **words);

/** Looks through `folders` without those that are `left`, and adds each find to the frame: its kind as key, its path as value. */
void survey_tell(const struct texts *folders, const struct texts *left, struct frame *frame);

#endif
