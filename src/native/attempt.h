#ifndef SALLYPORT_ATTEMPT_H
#define SALLYPORT_ATTEMPT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "order.h"
#include "program.h"
#include "snapshot.h"
#include "wire.h"

enum attempt_state {
  looked_at,
  asked_before, /* the caller waits in its system call */
  held_back,    /* approved, but another thread of its process must be let go of first */
  proceeding,   /* the kernel is loading it, or has failed to */
  loaded,       /* the new program is stopped before its first instruction */
  asked_after,  /* the same, and the decider has been asked about it */
  asked_again,  /* the same, once more: nobody can write to its file now */
  failed,       /* refused, but the thread is still traced from an earlier try */
};

/** One thread's try to become another program. */
struct attempt {
  uint64_t id;           /* of the question */
  uint64_t earlier;      /* of the one that is asked again */
  uint64_t notification; /* the kernel's number of the call */
  pid_t tid;
  pid_t leader; /* whose number the thread has at its exec event; known once it is seized */
  enum attempt_state state;
  bool seized;
  bool seen; /* its file could be looked at before */
  uint32_t caller, approved, image;
  bool lasting;
  bool again; /* the decider wants to see what its file holds when nobody can write to it */
  long deadline; /* of the question, in milliseconds of the monotonic clock */
  char cwd[PATH_MAX];
  struct snapshot snapshot;
  struct program program;
};

struct attempt *attempt_new(pid_t tid, uint64_t notification);
void attempt_free(struct attempt *attempt);

/** Bytes that it holds. */
size_t attempt_size(const struct attempt *attempt);

/** Reads what the caller wants to run, and finds its file. 0, or the errno to answer the caller. */
int attempt_look(struct attempt *attempt, const struct exec_call *call, const struct texts *env_names);

enum loaded { loaded_as_approved, loaded_otherwise, loaded_unreadable };

/** Compares what was loaded with what was approved; what differs takes its place, to be asked about. */
enum loaded attempt_compare(struct attempt *attempt, const struct texts *env_names);

/** The question to the decider. */
void attempt_describe(const struct attempt *attempt, struct frame *question);

/** The words that it is given. */
void attempt_add_words(const struct attempt *attempt, struct frame *frame);

/** How messages call it. */
const char *attempt_name(const struct attempt *attempt);

bool attempt_is_asked(const struct attempt *attempt);

#endif
