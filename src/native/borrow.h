#ifndef SALLYPORT_BORROW_H
#define SALLYPORT_BORROW_H

#include <sys/types.h>

/**
 * The open file behind another thread's file descriptor, as a file descriptor of this process (close-on-exec): the
 * same one, not what its name leads to. -1 with errno: EBADF when the thread has none of that number, EPERM when it
 * can't be looked into.
 */
int borrow(pid_t tid, int fd);

#endif
