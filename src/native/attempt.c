#define _GNU_SOURCE
#include "attempt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "images.h"
#include "resolve.h"

struct attempt *attempt_new(pid_t tid, uint64_t notification) {
  struct attempt *attempt = checked_realloc(NULL, sizeof *attempt);
  *attempt = (struct attempt){.tid = tid, .notification = notification, .state = looked_at};
  return attempt;
}

void attempt_free(struct attempt *attempt) {
  snapshot_free(&attempt->snapshot);
  free(attempt);
}

size_t attempt_size(const struct attempt *attempt) {
  return sizeof *attempt + attempt->snapshot.argv.room + attempt->snapshot.env.room;
}

int attempt_look(struct attempt *attempt, const struct exec_call *call, const struct texts *env_names) {
  static struct remote remote; /* large, and nothing of it outlives this call */
  remote_open(&remote, attempt->tid);
  int error = snapshot_take_path(&remote, call, &attempt->snapshot);
  if (error != 0) return error;
  /* The file first: a search along PATH comes by for each folder, and most have none. */
  enum program_found found = program_find(attempt->tid, call, attempt->snapshot.path, &attempt->program);
  if (found == program_failed) return errno == 0 ? ENOENT : errno;
  attempt->seen = found == program_seen;
  error = snapshot_take_words(&remote, call, env_names, &attempt->snapshot);
  if (error != 0) return error;
  struct fingerprint fingerprint;
  if (!fingerprint_take(&remote, &fingerprint)) return EACCES;
  attempt->caller = images_find(&fingerprint);
  return resolve_folder(attempt->tid, AT_FDCWD, attempt->cwd, sizeof attempt->cwd) ? 0 : ENOENT;
}

enum loaded attempt_compare(struct attempt *attempt, const struct texts *env_names) {
#ifdef SALLYPORT_WITHOUT_VERIFICATION
  return loaded_as_approved; /* only ever built for the test which shows that attacks win without what follows */
#endif
  struct snapshot fresh;
  if (!snapshot_loaded(attempt->tid, env_names, &fresh)) return loaded_unreadable;
  bool same = attempt->seen && strings_equal(&fresh.argv, &attempt->snapshot.argv) &&
              strings_equal(&fresh.env, &attempt->snapshot.env) && program_is_of(&attempt->program, attempt->tid);
  if (same || !program_of(attempt->tid, &attempt->program)) {
    snapshot_free(&fresh);
    return same ? loaded_as_approved : loaded_unreadable;
  }
  fresh.path = attempt->snapshot.path;
  attempt->snapshot.path = NULL;
  snapshot_free(&attempt->snapshot);
  attempt->snapshot = fresh;
  attempt->approved = attempt->image;
  attempt->seen = true;
  return loaded_otherwise;
}

static void add_strings(struct frame *frame, const char *key, const struct strings *strings) {
  for (size_t at = 0; at < strings->length; at += strlen(strings->bytes + at) + 1) {
    frame_add(frame, key, strings->bytes + at);
  }
}

void attempt_add_words(const struct attempt *attempt, struct frame *frame) {
  add_strings(frame, "argv", &attempt->snapshot.argv);
}

static const char *moment_of(enum attempt_state state) {
  return state == asked_after ? "after" : state == asked_again ? "again" : "before";
}

void attempt_describe(const struct attempt *attempt, struct frame *question) {
  const struct program *program = &attempt->program;
  frame_add_number(question, "ask", (long)attempt->id);
  frame_add_number(question, "pid", attempt->tid);
  if (attempt->state == asked_again) frame_add_number(question, "earlier", (long)attempt->earlier);
  frame_add(question, "moment", moment_of(attempt->state));
  frame_add_number(question, "caller", attempt->caller);
  frame_add_number(question, "approved", attempt->approved);
  frame_add(question, "path", attempt->snapshot.path);
  frame_add(question, "cwd", attempt->cwd);
  frame_add(question, "file", program->path);
  frame_add_number(question, "device", (long)program->device);
  frame_add_number(question, "inode", (long)program->inode);
  frame_add_number(question, "size", (long)program->size);
  frame_add_number(question, "changed", (long)program->changed.tv_sec * 1000000000 + program->changed.tv_nsec);
  if (program->interpreter[0] != '\0') frame_add(question, "interpreter", program->interpreter);
  attempt_add_words(attempt, question);
  add_strings(question, "env", &attempt->snapshot.env);
}

const char *attempt_name(const struct attempt *attempt) {
  const char *path = attempt->seen ? attempt->program.path : attempt->snapshot.path;
  const char *slash = path == NULL ? NULL : strrchr(path, '/');
  return slash == NULL ? (path == NULL || path[0] == '\0' ? "a program" : path) : slash + 1;
}

bool attempt_is_asked(const struct attempt *attempt) {
  return attempt->state == asked_before || attempt->state == asked_after || attempt->state == asked_again;
}
