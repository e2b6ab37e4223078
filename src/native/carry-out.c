#define _GNU_SOURCE
#include "carry-out.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/ioctl.h>

#include "clock.h"
#include "complain.h"
#include "images.h"
#include "thread-status.h"
#include "trace-exec.h"

void gate_reply(const struct gate *gate, uint64_t notification, int error, uint32_t flags) {
  union {
    struct seccomp_notif_resp response;
    char room[256]; /* the kernel's may be longer than the header's */
  } whole = {.response = {.id = notification, .error = -error, .flags = flags}};
  /* ENOENT: the caller was killed meanwhile. */
  (void)!ioctl(gate->listener, SECCOMP_IOCTL_NOTIF_SEND, &whole);
}

/** Refuses in the way that its moment allows. */
void gate_refuse(struct gate *gate, struct attempt *attempt, const char *line) {
  bool before = attempt->state == looked_at || attempt->state == asked_before || attempt->state == held_back;
  complain(attempt->tid, line);
  if (before) gate_reply(gate, attempt->notification, EACCES, 0);
  else tracee_exit(attempt->tid, exit_denied);
  /* A thread that is still traced from an earlier try must be known when it stops. */
  if (before && attempt->seized) attempt->state = failed;
  else attempts_drop(&gate->attempts, attempt);
}

void gate_refuse_unheard(struct gate *gate, struct attempt *attempt, const char *why) {
  char line[512];
  snprintf(line, sizeof line, "sallyport: denied: %.200s: %s", attempt_name(attempt), why);
  gate_refuse(gate, attempt, line);
}

bool gate_still_asks(const struct gate *gate, const struct attempt *attempt) {
  __u64 id = attempt->notification;
  return ioctl(gate->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

/**
 * Attaching waits for any thread of the process that is in execve, and that one until all others are reaped: with two
 * of them traced, the tracer would wait for itself.
 */
static bool hold_back(const struct gate *gate, struct attempt *attempt) {
  const struct attempt *fellow = attempts_fellow(&gate->attempts, attempt);
  if (fellow == NULL) return false;
  attempt->state = held_back;
  tracee_interrupt(fellow->tid); /* its own exec may have failed long ago */
  return true;
}

void gate_proceed(struct gate *gate, struct attempt *attempt) {
  if (!gate_still_asks(gate, attempt)) {
    attempts_drop(&gate->attempts, attempt);
    return;
  }
  if (!attempt->seized && hold_back(gate, attempt)) return;
  if (!attempt->seized && !tracee_seize(attempt->tid)) {
    if (errno == ESRCH) attempts_drop(&gate->attempts, attempt);
    else gate_refuse_unheard(gate, attempt, "what really starts can't be checked: it is traced already, or tracing is forbidden");
    return;
  }
  if (!attempt->seized && !gate_still_asks(gate, attempt)) {
    tracee_interrupt(attempt->tid); /* the number may be somebody else's by now */
    attempts_drop(&gate->attempts, attempt);
    return;
  }
  if (!attempt->seized) attempt->leader = has_company(attempt->tid) ? leader_of(attempt->tid) : attempt->tid;
  attempt->seized = true;
  attempt->state = proceeding;
  attempt->deadline = now_ms() + loading_patience;
  gate_reply(gate, attempt->notification, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
}

void gate_admit(struct gate *gate, struct attempt *attempt) {
  struct image image = {.number = attempt->image, .lasting = attempt->lasting};
  static struct remote remote;
  remote_open(&remote, attempt->tid);
  if (!fingerprint_take(&remote, &image.fingerprint) || !images_add(&image)) {
    gate_refuse_unheard(gate, attempt, "there is no room to remember it");
    return;
  }
  tracee_release(attempt->tid);
  attempts_drop(&gate->attempts, attempt);
}
