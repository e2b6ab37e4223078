#ifndef SALLYPORT_JOURNAL_H
#define SALLYPORT_JOURNAL_H

#include "order.h"
#include <stdbool.h>

/** What a warden has put on the host and takes away again. */
enum trace_kind {
  trace_placeholder = 's',        /* a socket without any permission, for a file to be mounted on */
  trace_placeholder_folder = 'd', /* an empty folder, where something must not be made */
  trace_folder = 'i',             /* a folder on the way to a placeholder, or a mount point */
  trace_frame_file = 'f',         /* a file that a client expects to be written */
  trace_cgroup = 'c',
  trace_private = 'p', /* a folder of the command's own, removed with all that is in it */
};

/**
 * The journal: one file a warden below `runtime`, locked for its whole life, so that a warden killed hard leaves an
 * unlocked one, and the next warden clears away what it lists. Opening takes the lock of the whole folder.
 */
void journal_open(const char *runtime);

/** True when a living warden, other than this one, lists the trace. */
bool journal_shared(enum trace_kind kind, const char *path);

/** Lists the trace, before it is made. */
void journal_add(enum trace_kind kind, const char *path);

/** Lets the other wardens go on: everything is in place. */
void journal_unlock(void);

/** Removes every trace that no other living warden lists, and the journal itself. */
void journal_clear(void);

/** A folder without any permission to mount over denied ones, if `setup` asks for it; in the journal's folder. */
void journal_make_mask(const char *runtime, const struct texts *setup);

#endif
