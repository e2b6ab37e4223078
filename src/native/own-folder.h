#ifndef SALLYPORT_OWN_FOLDER_H
#define SALLYPORT_OWN_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/** Folders of this user's own that lack its rights, and have them for a moment. */
struct opened_up {
  struct {
    int fd;
    mode_t mode;
  } folders[4];
  size_t count;
};

/** Gives this user all rights at a folder, when it is its own and lacks them. `folder` can be one opened with O_PATH. */
bool folder_open_up(struct opened_up *opened, int folder);

/** Takes back what was given. */
void folders_close_again(struct opened_up *opened);

/**
 * Opens a folder to list it and to go into it, though its owner may have closed it: it is `opened` until that is closed again. -1 with
 * errno.
 */
int own_folder_open(int parent, const char *name, struct opened_up *opened);

/**
 * Opens a folder beneath another one with O_PATH, through folders that their owner has closed: each is open for a moment. No link is
 * followed. -1 with errno.
 */
int folder_open_beneath(int root, const char *path);

/** fstatat(2) of a name in a folder that its owner may have closed; no link is followed. */
int entry_look_at(int folder, const char *name, struct stat *found);

#endif
