#ifndef SALLYPORT_SNAPSHOT_H
#define SALLYPORT_SNAPSHOT_H

#include "order.h"
#include "program.h"
#include "remote.h"

/** Texts one after the other, each with its NUL: as /proc/PID/cmdline has them. */
struct strings {
  char *bytes;
  size_t length, room;
};

/** What a process hands to execve, copied at one moment; it may write something else there the next. */
struct snapshot {
  char *path;
  struct strings argv;
  struct strings env; /* the listed variables only */
};

/** Copies the path. 0, or the errno to answer: EFAULT and ENAMETOOLONG as the kernel would. */
int snapshot_take_path(struct remote *remote, const struct exec_call *call, struct snapshot *snapshot);

/** Copies the rest. 0, or the errno to answer: EFAULT as the kernel would, E2BIG beyond what is read in full. */
int snapshot_take_words(struct remote *remote, const struct exec_call *call, const struct texts *env_names,
                        struct snapshot *snapshot);
void snapshot_free(struct snapshot *snapshot);

/** The same of a program that has just been loaded, before its first instruction. False when it is gone. */
bool snapshot_loaded(pid_t pid, const struct texts *env_names, struct snapshot *snapshot);

bool strings_equal(const struct strings *one, const struct strings *other);

#endif
