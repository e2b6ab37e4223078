#ifndef SALLYPORT_OPEN_FILES_H
#define SALLYPORT_OPEN_FILES_H

#include <stdbool.h>
#include <sys/types.h>

/** An open file of another process, and what /proc says it leads to. */
struct open_file {
  pid_t pid;
  int number;
  const char *target;
};

/**
 * Looks through the open files of every descendant of this process until one matches. Returns whose it is, or 0. `first`
 * is asked before all others: who had one is likely to have the next, too; 0: nobody.
 */
pid_t open_files_search(pid_t first, bool (*matches)(const void *wanted, const struct open_file *file),
                        const void *wanted);

#endif
