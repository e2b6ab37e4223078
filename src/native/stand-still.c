#define _GNU_SOURCE
#include "stand-still.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "carry-out.h"
#include "clock.h"
#include "descend.h"
#include "die.h"
#include "everybody.h"
#include "filter.h"
#include "hear.h"
#include "life.h"
#include "thread-status.h"
#include "trace-exec.h"

/* A stop signal would not do: timers, descriptors (F_SETSIG) and orphaned groups have the kernel send SIGCONT. */
enum { patience_ms = 20000, most_threads = 8192 };

struct calling {
  struct outside *outside;
  bool met_new; /* somebody who was not standing still */
  bool failed;  /* somebody can't be stopped */
  long long until;
};

static struct stopped *find(const struct stillness *stillness, pid_t tid) {
  for (size_t i = 0; i < stillness->count; i++)
    if (stillness->list[i].tid == tid) return &stillness->list[i];
  return NULL;
}

static void keep(struct stillness *stillness, pid_t tid) {
  if (stillness->count == stillness->room) {
    stillness->room = stillness->room == 0 ? 64 : stillness->room * 2;
    stillness->list = checked_realloc(stillness->list, stillness->room * sizeof *stillness->list);
  }
  stillness->list[stillness->count++] = (struct stopped){.tid = tid};
}

static void drop(struct stillness *stillness, struct stopped *stopped) {
  *stopped = stillness->list[--stillness->count];
}

static bool has_ended(pid_t tid) {
  char state = state_of(tid);
  return state == '\0' || state == 'Z' || state == 'X';
}

/** In a call that only an end breaks off: whoever is asked to stop does so before it goes back to its own instructions. */
static bool is_in_call(pid_t tid) { return state_of(tid) == 'D'; }

/** Whoever waits for a verdict, or was stopped as what it has become, goes on by the gate's word alone. */
static bool waits_at_gate(struct gate *gate, pid_t tid) {
  const struct attempt *attempt = attempts_of(&gate->attempts, tid);
  if (attempt == NULL) return false;
  if (attempt->state == asked_after || attempt->state == asked_again) return true;
  return attempt->state == asked_before && gate_still_asks(gate, attempt);
}

static enum meeting give_up(struct calling *calling) {
  calling->failed = true;
  return met_hidden;
}

static enum meeting stop_thread(struct calling *calling, pid_t tid) {
  struct stillness *stillness = &calling->outside->stillness;
  if (find(stillness, tid) != NULL || waits_at_gate(&calling->outside->gate, tid)) return met_somebody;
  if (stillness->count == most_threads) return give_up(calling);
  if (ptrace(PTRACE_SEIZE, tid, NULL, (void *)PTRACE_O_EXITKILL) != 0) return has_ended(tid) ? met_somebody : give_up(calling);
  calling->met_new = true;
  keep(stillness, tid);
  tracee_interrupt(tid);
  return met_somebody;
}

static enum meeting stop_threads(struct calling *calling, pid_t pid) {
  char path[48];
  snprintf(path, sizeof path, "/proc/%d/task", pid);
  DIR *threads = opendir(path);
  if (threads == NULL) return met_nobody;
  enum meeting meeting = met_somebody;
  for (struct dirent *entry; meeting != met_hidden && (entry = readdir(threads)) != NULL;)
    if (isdigit((unsigned char)entry->d_name[0])) meeting = stop_thread(calling, (pid_t)atoi(entry->d_name));
  closedir(threads);
  return meeting;
}

/** Whose parent goes meanwhile has another one in a moment. */
static enum kinship certain_kinship(pid_t pid) {
  enum { tries = 100 };
  enum kinship kinship = kinship_of(pid);
  for (int i = 0; i < tries && kinship == kin_untold && !has_ended(pid); i++) kinship = kinship_of(pid);
  return kinship;
}

static enum meeting meet(void *context, pid_t pid) {
  struct calling *calling = context;
  if (now_ms() > calling->until) return met_hidden;
  switch (certain_kinship(pid)) {
    case kin_untold: return has_ended(pid) ? met_nobody : met_hidden;
    case no_kin: return met_somebody;
    case below_child: return is_first_of_namespace(pid) ? met_somebody : stop_threads(calling, pid);
  }
  return met_hidden;
}

/** Hears what has become of everybody, and leaves them a moment. */
static void wait_a_moment(struct outside *outside) {
  hear_children(outside);
  nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
  hear_children(outside);
}

static bool is_under_way(const struct attempt *attempt) {
  return attempt->state != asked_before && attempt->state != asked_after && attempt->state != asked_again;
}

/** Whoever is becoming another program either has in a moment or has failed to, and is traced no more. */
static bool settle_gate(struct calling *calling) {
  const struct attempts *attempts = &calling->outside->gate.attempts;
  for (bool settled = false; !settled;) {
    settled = true;
    for (size_t i = 0; i < attempts->count; i++) {
      if (!is_under_way(attempts->list[i])) continue;
      settled = false;
      if (attempts->list[i]->seized) tracee_interrupt(attempts->list[i]->tid);
    }
    if (now_ms() > calling->until) return settled;
    if (!settled) wait_a_moment(calling->outside);
  }
  return true;
}

static bool all_stand(struct calling *calling) {
  const struct stillness *stillness = &calling->outside->stillness;
  for (;;) {
    hear_children(calling->outside);
    bool all = true;
    for (size_t i = 0; all && i < stillness->count; i++)
      all = stillness->list[i].stopped || is_in_call(stillness->list[i].tid);
    if (all || now_ms() > calling->until) return all;
    wait_a_moment(calling->outside);
  }
}

/** Nobody is met who was not standing still already: then nobody is left who could start somebody else. On a busy host it takes some tries. */
static bool call_all(struct calling *calling) {
  const struct visitor visitor = {.meet = meet, .context = calling};
  while (!calling->failed && now_ms() < calling->until) {
    calling->met_new = false;
    bool met_all = everybody_visit(&visitor);
    if (all_stand(calling) && met_all && !calling->met_new) return true;
  }
  return false;
}

bool stand_still(struct outside *outside) {
  /* KERNEL 5.19: before that whoever is asked about can't be stopped without being called back from there. */
  if (outside->phase != running || !outside->started || !filter_holds_callers()) return false;
  struct calling calling = {.outside = outside, .until = now_ms() + patience_ms};
  outside->stillness.wanted = true;
  bool still = settle_gate(&calling) && call_all(&calling) && outside->phase == running;
  if (!still) stand_easy(&outside->stillness);
  return still;
}

void stand_easy(struct stillness *stillness) {
  stillness->wanted = false;
  for (size_t i = stillness->count; i-- > 0;) {
    struct stopped *stopped = &stillness->list[i];
    if (!stopped->stopped) continue; /* let go of when it stops */
    tracee_pass(stopped->tid, stopped->status);
    drop(stillness, stopped);
  }
}

bool stillness_hears(struct stillness *stillness, pid_t tid, int status) {
  struct stopped *stopped = find(stillness, tid);
  if (stopped == NULL) return false;
  if (!WIFSTOPPED(status)) {
    drop(stillness, stopped);
    return false; /* others want to hear of an end, too */
  }
  stopped->stopped = true;
  stopped->status = status;
  if (stillness->wanted) return true;
  tracee_pass(tid, status);
  drop(stillness, stopped);
  return true;
}
