#ifndef SALLYPORT_REPORT_H
#define SALLYPORT_REPORT_H

#include "life.h"
#include "wire.h"

/** What is still to be sent to the decider. Even last words come after what was said before them. */
extern struct frame_queue to_say;

/** The last word of all where a step of the set-up failed; takes back what was made on the host. */
void report_failure(const char *step, const char *text);

/** What the folders of the order hold, now that nobody is left who could change them. */
void report_survey(const struct outside *outside);

/** The last word on how it ended. */
void report_end(struct outside *outside);

#endif
