#define _GNU_SOURCE
#include "gate.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include "carry-out.h"
#include "connect.h"
#include "die.h"
#include "errand.h"
#include "gate-questions.h"
#include "newer-calls.h"
#include "thread-status.h"
#include "trace-exec.h"

enum {
  /* Whoever comes when so many are open waits in its system call. */
  most_open = 512,
  most_bytes = 32 << 20,
  /* A question that finds no room in the queue is refused: there must be some left for those under way. */
  most_unsent = 8 << 20,
};

void gate_open(struct gate *gate, int listener, const struct order *order, struct frame_queue *questions) {
  *gate = (struct gate){.listener = listener, .order = order, .questions = questions};
  /* The caller sleeps until it is answered: hand its processor over. KERNEL 6.6; only faster. */
  if (listener >= 0) (void)!ioctl(listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP);
}

bool gate_has_room(const struct gate *gate) {
  if (gate->listener < 0) return false;
  size_t bytes, open = attempts_open(&gate->attempts, &bytes);
  return open < most_open && bytes < most_bytes && gate->questions->length < most_unsent;
}

static struct exec_call call_of(const struct seccomp_notif *notification) {
  const __u64 *args = notification->data.args;
  if (notification->data.nr == SYS_execve) {
    return (struct exec_call){.path = args[0], .argv = args[1], .env = args[2], .folder = AT_FDCWD};
  }
  return (struct exec_call){
      .folder = (int)args[0],
      .path = args[1],
      .argv = args[2],
      .env = args[3],
      .flags = (int)args[4],
  };
}

/**
 * A thread that execs takes its leader's number when all others have ended, and stops at its exec event only when their memory has
 * been taken apart: until then anybody may get the number that it had.
 */
static bool has_moved(const struct attempt *attempt) {
  return attempt->seized && attempt->leader != attempt->tid && is_traced_here(attempt->leader);
}

/** Whatever the leader was about has ended with it. */
static void move(struct gate *gate, struct attempt *attempt) {
  struct attempt *of_leader = attempts_of(&gate->attempts, attempt->leader);
  if (of_leader != NULL && of_leader != attempt) attempts_drop(&gate->attempts, of_leader);
  attempt->tid = attempt->leader;
}

static void forget_earlier(struct gate *gate, pid_t tid) {
  struct attempt *earlier = attempts_of(&gate->attempts, tid);
  if (earlier == NULL) return;
  if (has_moved(earlier)) move(gate, earlier);
  else attempts_drop(&gate->attempts, earlier);
}

/** A thread that tries again has failed to become what it was let become: it is still traced. */
static void inherit(struct gate *gate, struct attempt *attempt) {
  const struct attempt *earlier = attempts_of(&gate->attempts, attempt->tid);
  if (earlier == NULL) return;
  attempt->seized = earlier->seized && is_traced_here(attempt->tid);
  if (attempt->seized) attempt->leader = earlier->leader;
  forget_earlier(gate, attempt->tid);
}

static void consider(struct gate *gate, const struct seccomp_notif *notification) {
  pid_t tid = (pid_t)notification->pid;
  struct exec_call call = call_of(notification);
  struct attempt *attempt = attempt_new(tid, notification->id);
  inherit(gate, attempt);
  attempts_keep(&gate->attempts, attempt);
  int error = attempt_look(attempt, &call, &gate->order->gate_env);
  if (error != 0) {
    gate_reply(gate, attempt->notification, error, 0);
    if (attempt->seized) attempt->state = failed;
    else attempts_drop(&gate->attempts, attempt);
  } else if (!gate_still_asks(gate, attempt)) {
    /* Killed while it was looked at: what was seen may be another process's. */
    attempts_drop(&gate->attempts, attempt);
  } else if (attempt->seen) {
    gate_ask(gate, attempt, asked_before);
  } else {
    gate_proceed(gate, attempt); /* judged by what is loaded, before its first instruction */
  }
}

void gate_hear(struct gate *gate) {
  union {
    struct seccomp_notif notification;
    char room[512]; /* the kernel's may be longer than the header's */
  } whole;
  memset(&whole, 0, sizeof whole);
  if (ioctl(gate->listener, SECCOMP_IOCTL_NOTIF_RECV, &whole) == 0) {
    if (whole.notification.data.nr == SYS_connect) connect_begin(gate->connects, &whole.notification);
    else if (errand_serves(whole.notification.data.nr)) errand_run(gate->listener, &whole.notification, gate->order);
    else consider(gate, &whole.notification);
  } else if (errno != EINTR && errno != ENOENT) {
    die_errno("gate", "the listener");
  }
}

/** A file's size and times tell of a change only as finely as its file system keeps them, and of a write before it is done. */
static void settle(struct gate *gate, struct attempt *attempt) {
  if (!attempt->again) {
    gate_admit(gate, attempt);
    return;
  }
  attempt->earlier = attempt->id;
  gate_ask(gate, attempt, asked_again);
}

static void verify(struct gate *gate, struct attempt *attempt) {
  switch (attempt_compare(attempt, &gate->order->gate_env)) {
    case loaded_as_approved: settle(gate, attempt); return;
    case loaded_otherwise: gate_ask(gate, attempt, asked_after); return;
    case loaded_unreadable: gate_refuse(gate, attempt, ""); return; /* killed, or not to be looked at */
  }
}

/** Some thread is traced no more. */
static void let_go_on(struct gate *gate) {
  for (size_t i = gate->attempts.count; i-- > 0;) {
    if (gate->attempts.list[i]->state == held_back) gate_proceed(gate, gate->attempts.list[i]);
  }
}

static bool becomes(const struct attempt *attempt, pid_t leader) {
  return attempt != NULL && attempt->seized && attempt->state == proceeding && attempt->leader == leader;
}

/** What the thread was let become that had the one number and has the other. */
static struct attempt *attempt_behind(struct gate *gate, pid_t pid, pid_t before) {
  struct attempt *attempt = attempts_of(&gate->attempts, before);
  if (becomes(attempt, pid)) move(gate, attempt);
  attempt = attempts_of(&gate->attempts, pid);
  return becomes(attempt, pid) ? attempt : NULL;
}

static void check_loaded(struct gate *gate, pid_t pid, pid_t before) {
  struct attempt *attempt = attempt_behind(gate, pid, before);
  if (attempt == NULL) {
    tracee_exit(pid, exit_denied);
    return;
  }
  attempt->state = loaded;
  verify(gate, attempt);
}

/** Also of a thread that took the number, and whose exec failed when there was no way back: it dies under it. */
static void forget_all(struct gate *gate, pid_t pid) {
  forget_earlier(gate, pid);
  for (size_t i = gate->attempts.count; i-- > 0;) {
    struct attempt *attempt = gate->attempts.list[i];
    bool of_thread = attempt->seized && attempt->leader == pid && attempt->tid != pid;
    if (of_thread && !are_of_one_process(pid, attempt->tid)) attempts_drop(&gate->attempts, attempt);
  }
}

void gate_stopped(struct gate *gate, pid_t pid, int status) {
  pid_t before;
  if (tracee_has_execed(pid, status, &before)) {
    check_loaded(gate, pid, before);
  } else {
    tracee_pass(pid, status);
    forget_all(gate, pid);
  }
  let_go_on(gate);
}

void gate_gone(struct gate *gate, pid_t pid) {
  forget_all(gate, pid);
  let_go_on(gate);
}
