#ifndef SALLYPORT_ORDER_H
#define SALLYPORT_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>

#include "wire.h"

/** A NULL-terminated list of texts that live in the frame. */
struct texts {
  const char **items;
  size_t count;
};

struct limit {
  bool set;
  rlim_t value;
};

enum { limit_processes, limit_more_processes, limit_data, limit_file_size, limit_open_files, limit_cpu, limit_count };

/**
 * Which words are said on the control socket, and what they mean. Raised with every change of that, here and in launch-order.ts: a process that
 * runs while its package is replaced starts the helper of another build.
 */
#define ORDER_SPEECH "2"

/** What the launch says, as Node wrote it into the frame. The texts point into the frame. */
struct order {
  const char *speech;
  /** The bubblewrap program; NULL: no sandbox, by explicit order. */
  const char *bwrap;
  struct texts setup; /* bubblewrap's arguments */
  struct texts argv;
  struct texts env;
  const char *cwd;
  const char *script; /* text that bubblewrap mounts as a file; NULL: none */
  const char *script_path; /* where the command will open it */
  struct limit limits[limit_count];
  long timeout_ms; /* 0: none */
  struct texts ignored; /* numbers of the signals that the command ignores from the start */
  long grace_ms;
  /** Folder for the journal; NULL when nothing is to be kept there. */
  const char *runtime;
  struct texts cgroups;         /* folders made for this sandbox, and joined by it */
  struct texts cgroup_settings; /* path=value */
  struct texts cgroup_options;  /* the same, where the kernel has the file */
  const char *cpu_usage;        /* file that counts the CPU time of them all; NULL: unlimited */
  long cpu_total_ms;
  struct texts guard_files;
  struct texts guard_folders;
  struct texts scaffolds;
  struct texts frame_files;
  /** The check of every started program: "required", "preferred", or NULL: none. */
  const char *gate;
  struct texts gate_env; /* names of variables that questions tell; `*` at the end stands for any rest */
  long gate_patience_ms; /* how long a question waits for its answer */
  /** Landlock: "alone" where nothing else holds files; "second" or "required" inside bubblewrap's mounts; NULL: none. */
  const char *landlock;
  struct texts walls_none, walls_read, walls_write; /* paths without links */
  struct texts walls_device;
  /** As the command sees them: what is kept as it is, and what stands in for what is not there. See errand-kept.c. */
  struct texts kept, stand_ins;
  const char *private_folder; /* made for this command and removed with all that is in it; NULL: none */
  /** The filter of calls: "inet" or "no-inet", for internet sockets or none; NULL: no filter. */
  const char *filter;
  long egress_port; /* of 127.0.0.1, where the proxy listens inside; 0: no network */
  struct texts egress_loopback; /* ports of the loopback address that lead out where nobody inside has them */
  const char *resolver; /* text of the file that says where names are asked for; NULL: the host's own */
  struct texts overlays; /* folders of the host to which nothing may be written, outermost first; see overlay.h */
  struct texts through;  /* files in there that are the host's own all the same */
  const char *overlay_store; /* folder for what is written instead */
  struct texts surveyed, unsurveyed; /* folders to look through at the end, and those in there to leave out; see survey.h */
  struct texts unix_sockets; /* those of the host that may be connected to, without links */
  /** Set by the outside half: a session of its own, without a terminal. */
  bool new_session;
};

/** Reads the frame strictly: an unknown key ends the process. */
void order_parse(const struct frame *frame, struct order *order);

/** Ends the process when it comes from another build. */
void order_check_speech(const struct frame *frame);

/** True when the command shares the host's namespaces, and Landlock is what walls it in. */
bool order_shares_host(const struct order *order);

/** The part that the inside half needs. */
void order_for_inside(const struct order *order, struct frame *frame);

#endif
