#ifndef SALLYPORT_PROGRAM_H
#define SALLYPORT_PROGRAM_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>
#include <sys/stat.h>
#include <sys/types.h>

/** The arguments of execve or execveat: addresses in the caller. */
struct exec_call {
  uint64_t path, argv, env;
  int folder; /* AT_FDCWD for execve */
  int flags;  /* of execveat */
};

/** A program's file, as the sandbox names it. */
struct program {
  dev_t device;
  ino_t inode;
  off_t size;
  struct timespec changed; /* its content, or anything else about it */
  char path[PATH_MAX];
  char interpreter[256]; /* the line after `#!`, when it is a script */
};

/** What looking for the file came to. */
enum program_found {
  program_seen,
  program_unseen, /* only the kernel can tell: the path leads through /proc or /dev of the sandbox's own */
  program_failed, /* with errno: the caller's own call would end so too */
};

/** Finds the file that the call means, through the caller's own root and working folder. */
enum program_found program_find(pid_t tid, const struct exec_call *call, const char *path, struct program *program);

/** True when the process runs that very file, and nobody has written to it since: from its start on, nobody can. */
bool program_is_of(const struct program *program, pid_t pid);

/** The file that a process runs. False when the process is gone. */
bool program_of(pid_t pid, struct program *program);

#endif
