#ifndef SALLYPORT_RESOLVE_H
#define SALLYPORT_RESOLVE_H

#include <stdbool.h>
#include <sys/types.h>

/** A path in the words of another thread, and the file descriptor that it starts from (AT_FDCWD: its folder). */
struct their_path {
  pid_t tid;
  int folder;
  const char *path;
  bool follow; /* also a link at the very end */
};

/**
 * Opens (O_PATH) what the path leads to in that thread's root and folder. -1 with errno as the kernel would give it to
 * that thread; ELOOP also where the way leads through links that only that thread can follow, such as /proc/self.
 */
int resolve_open(const struct their_path *their);

/** The thread's folder, or that behind one of its file descriptors, as the thread sees it. False when it is gone. */
bool resolve_folder(pid_t tid, int folder, char *path, size_t room);

#endif
