#ifndef SALLYPORT_ERRAND_H
#define SALLYPORT_ERRAND_H

#include <fcntl.h>
#include <limits.h>
#include <linux/seccomp.h>
#include <stdbool.h>

#include "order.h"
#include "remote.h"
#include "walls.h"

/**
 * Landlock grants what exists at the start, and knows nothing of permissions, owners and times. So where the walls are
 * Landlock's, the warden does the rest itself, each time as the walls allow: it makes, opens, moves and removes entries
 * of folders that hold something protected, and changes attributes. What it does is done with files that it has opened
 * itself, never with names that the caller could change meanwhile; what it leaves to the kernel Landlock judges.
 *
 * Behind mounts it only answers what would change nothing, and leaves the rest to the kernel.
 */

/** True for calls that are served here. */
bool errand_serves(int call);

/** Serves one notification: it is answered when this returns, unless the caller has been killed meanwhile. */
void errand_run(int listener, const struct seccomp_notif *notification, const struct order *order);

/** One call while it is served. */
struct errand {
  int listener;
  const struct seccomp_notif *notification;
  struct walls *walls; /* NULL behind mounts */
  const struct order *order;
  struct remote memory;
  bool apart; /* some path of it is not the one that the kernel would see */
};

/* A call by file descriptor; where the path is NULL it is one too. */
enum { no_follow = AT_SYMLINK_NOFOLLOW, by_descriptor = 1 << 30 };

/** How a call says what is meant; -1 where it has no such argument. */
struct call {
  long number;
  int (*serve)(struct errand *errand, const struct call *call);
  signed char folder, path;
  signed char value, flags; /* a mode, an address; flags of the call */
  signed char other_folder, other_path;
  int fixed; /* flags that the call has by its name */
};

/** What `serve` may return, beside 0 and a positive errno to be answered. */
enum {
  left_to_kernel = -1, /* it goes on as if nobody had looked; only where Landlock or a mount judges it */
  answered = -2,
};

extern const struct call open_calls[], entry_calls[], socket_calls[], attribute_calls[], other_calls[], kept_calls[];
extern const size_t open_call_count, entry_call_count, socket_call_count, attribute_call_count, other_call_count,
    kept_call_count;

/** The argument, or `otherwise` where the call has none. */
long errand_argument(const struct errand *errand, signed char index, long otherwise);

/** The flags of this call. */
int errand_flags(const struct errand *errand, const struct call *call);

/** Copies a text of the caller's; false when it can't be read or is too long. */
bool errand_text(struct errand *errand, signed char index, char *text, size_t room);

/** The same for a path: where it leads to everybody's shared memory, it is one to the command's own. */
bool errand_path(struct errand *errand, signed char index, char *path, size_t room);

/** Answers with an errno, or 0 for success. */
void errand_answer(const struct errand *errand, int error);

/** Hands the opened file over in place of the call's own result; `flags` say whether it closes on exec. */
int errand_hand_over(struct errand *errand, int fd, int flags);

/** What the call is about, opened by name of no use to anybody else (O_PATH). -1 with the errno to answer. */
int errand_object(struct errand *errand, const struct call *call);

/** True when the permissions, or owner and group, that the call asks for are those that the object has. */
bool mode_stays(const struct errand *errand, const struct call *call, int object);
bool owner_stays(const struct errand *errand, const struct call *call, int object);

/** The answer to a call for attributes of something that may not be changed; `stays`: it would not be. */
int errand_kept(const struct errand *errand, int object, bool stays);

/** True when nobody else can be behind the caller's numbers by now: what has been looked up of it was its own. */
bool errand_still_there(const struct errand *errand);

/** What a file descriptor leads to; false when it has no name in the file tree any more, or never had one. */
bool errand_name_of(int fd, char *path, size_t room);

#endif
