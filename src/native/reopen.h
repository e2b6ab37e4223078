#ifndef SALLYPORT_REOPEN_H
#define SALLYPORT_REOPEN_H

#include <signal.h>
#include <stddef.h>
#include <sys/stat.h>

/** Folders of this user's own that were closed even to their owner, and are open for a moment. */
struct reopened {
  struct reopened_folder {
    int fd;
    mode_t added;
  } *items;
  size_t count;
  sigset_t blocked_before;
};

enum { to_look = S_IRUSR | S_IXUSR, to_change = S_IRWXU };

/**
 * Opens a folder by its path from `/`, to do there what its owner's bits `wanted` stand for; no link is followed, however long the
 * way. What this user's own folders on it lack they are given until `reopened_close`. -1 with errno: EACCES where the folder can
 * be entered and that can't be done, ENOENT where no program of this user's gets there, or whatever else went wrong.
 */
int reopen_folder(const char *path, mode_t wanted, struct reopened *reopened);

/** The same for a folder that is open already, if only for its place, wherever it is by now. */
int reopen_opened(int folder, mode_t wanted, struct reopened *reopened);

/** Takes back exactly what was given. What others change meanwhile stays changed. */
void reopened_close(struct reopened *reopened);

#endif
