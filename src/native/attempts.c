#include "attempts.h"

#include "die.h"
#include "trace-exec.h"

void attempts_keep(struct attempts *attempts, struct attempt *attempt) {
  if (attempts->count == attempts->room) {
    attempts->room = attempts->room == 0 ? 16 : attempts->room * 2;
    attempts->list = checked_realloc(attempts->list, attempts->room * sizeof(struct attempt *));
  }
  attempts->list[attempts->count++] = attempt;
}

void attempts_drop(struct attempts *attempts, struct attempt *attempt) {
  for (size_t i = 0; i < attempts->count; i++) {
    if (attempts->list[i] != attempt) continue;
    attempts->list[i] = attempts->list[--attempts->count];
    attempt_free(attempt);
    return;
  }
}

struct attempt *attempts_of(const struct attempts *attempts, pid_t tid) {
  for (size_t i = 0; i < attempts->count; i++) {
    if (attempts->list[i]->tid == tid) return attempts->list[i];
  }
  return NULL;
}

size_t attempts_open(const struct attempts *attempts, size_t *bytes) {
  size_t open = 0;
  *bytes = 0;
  for (size_t i = 0; i < attempts->count; i++) {
    *bytes += attempt_size(attempts->list[i]);
    open += attempts->list[i]->state != failed;
  }
  return open;
}

const struct attempt *attempts_fellow(const struct attempts *attempts, const struct attempt *attempt) {
  bool alone = false;
  for (size_t i = 0; i < attempts->count && !alone; i++) {
    const struct attempt *other = attempts->list[i];
    if (other == attempt || !other->seized) continue;
    alone = !has_company(attempt->tid);
    if (!alone && are_of_one_process(attempt->tid, other->tid)) return other;
  }
  return NULL;
}
