#ifndef SALLYPORT_LANDING_PLAN_H
#define SALLYPORT_LANDING_PLAN_H

#include <stddef.h>
#include <sys/stat.h>

#include "wire.h"

/** Whatever stands at a path, as it must be found there. */
struct stamp {
  ino_t inode; /* 0: nothing is there */
  long long size, changed_ns, touched_ns; /* touched_ns 0: any */
};

/** One name that gets something else, or nothing: two places swap what they have, and one of them may be empty. */
struct change {
  int root;     /* opened with O_PATH */
  int files;    /* the folder of the other place, on the same file system */
  char name[24]; /* in there */
  const char *path; /* below the root */
  struct stamp old, new;
};

/** How a folder looks before or after. */
struct look {
  mode_t mode;
  uid_t user;
  gid_t group;
  long long changed_ns;
};

struct dressing {
  int root;
  const char *path;
  struct look before, after;
};

/** Everything that lands together. The texts live in the frame. */
struct plan {
  struct frame frame;
  int store; /* the folder of this landing, for its marks */
  int lock;
  struct change *changes;
  size_t change_count;
  struct dressing *dressings; /* of folders that stay, the outermost first */
  size_t dressing_count;
};

/** Reads the plan's file and opens all its folders; dies when it can't be read. */
void plan_read(const char *path, struct plan *plan);

#endif
