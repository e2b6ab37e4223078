#include "gate-questions.h"

#include <stdlib.h>
#include <string.h>

#include "carry-out.h"
#include "clock.h"
#include "memory.h"
#include "trace-exec.h"

enum {
  /* Bytes of notices that may wait for the next question. */
  most_notices = 64 << 10,
};

static void follow(struct gate *gate, struct attempt *attempt) {
  if (attempt->state == asked_before) gate_proceed(gate, attempt);
  else gate_admit(gate, attempt);
}

/** The decider hears of it with its next question: it counts what ran. */
static bool recall(struct gate *gate, struct attempt *attempt, const struct frame *question) {
  struct remembered remembered;
  if (!memory_recall(question, &remembered)) return false;
  struct frame notice = {0};
  frame_add_number(&notice, "repeated", (long)remembered.id);
  if (remembered.any_words) attempt_add_words(attempt, &notice);
  bool noted = frame_queue_add(gate->questions, &notice);
  frame_free(&notice);
  attempt->image = remembered.image;
  attempt->lasting = remembered.lasting;
  return noted;
}

void gate_ask(struct gate *gate, struct attempt *attempt, enum attempt_state state) {
  attempt->state = state;
  attempt->id = ++gate->last_id;
  attempt->deadline = now_ms() + gate->order->gate_patience_ms;
  struct frame question = {0};
  attempt_describe(attempt, &question);
  bool known = !gate->lost && recall(gate, attempt, &question);
  bool asked = !known && !gate->lost && frame_queue_add(gate->questions, &question);
  frame_free(&question);
  gate->urgent |= asked || gate->questions->length > most_notices;
  if (known) follow(gate, attempt);
  else if (!asked) gate_refuse_unheard(gate, attempt, "nobody is there to decide");
}

/** The decider says when its answer depends on nothing but the question. */
static void remember(const struct attempt *attempt, const struct frame *answer) {
  const char *reach = frame_get(answer, "reach");
  bool any_words = reach != NULL && strcmp(reach, "any-words") == 0;
  if (!any_words && (reach == NULL || strcmp(reach, "same-question") != 0)) return;
  struct frame question = {0};
  attempt_describe(attempt, &question);
  struct remembered remembered = {
      .id = attempt->id, .image = attempt->image, .lasting = attempt->lasting, .any_words = any_words};
  memory_keep(&question, &remembered);
  frame_free(&question);
}

static bool take_verdict(struct attempt *attempt, const struct frame *answer) {
  const char *verdict = frame_get(answer, "verdict"), *image = frame_get(answer, "image");
  if (verdict == NULL || strcmp(verdict, "allow") != 0 || image == NULL) return false;
  attempt->image = (uint32_t)strtoul(image, NULL, 10);
  attempt->lasting = frame_get(answer, "lasting") != NULL;
  attempt->again = frame_get(answer, "again") != NULL;
  if (attempt->image != 0) remember(attempt, answer);
  return attempt->image != 0;
}

void gate_answer(struct gate *gate, const struct frame *answer) {
  const char *id = frame_get(answer, "answer"), *line = frame_get(answer, "line");
  uint64_t wanted = id == NULL ? 0 : strtoull(id, NULL, 10);
  for (size_t i = 0; i < gate->attempts.count; i++) {
    struct attempt *attempt = gate->attempts.list[i];
    if (attempt->id != wanted || !attempt_is_asked(attempt)) continue;
    const char *wait = frame_get(answer, "wait-ms");
    if (wait != NULL) {
      attempt->deadline = now_ms() + strtol(wait, NULL, 10); /* somebody is asked, who takes longer than a decider */
      return;
    }
    if (!take_verdict(attempt, answer)) gate_refuse(gate, attempt, line == NULL ? "" : line);
    else follow(gate, attempt);
    return;
  }
}

void gate_lose(struct gate *gate) {
  gate->lost = true;
  for (size_t i = gate->attempts.count; i-- > 0;) {
    if (attempt_is_asked(gate->attempts.list[i])) gate_refuse_unheard(gate, gate->attempts.list[i], "nobody is there to decide");
  }
}

int gate_patience(const struct gate *gate) {
  long soonest = -1;
  for (size_t i = 0; i < gate->attempts.count; i++) {
    const struct attempt *attempt = gate->attempts.list[i];
    bool timed = attempt_is_asked(attempt) || attempt->state == proceeding;
    if (timed && (soonest < 0 || attempt->deadline < soonest)) soonest = attempt->deadline;
  }
  if (soonest < 0) return -1;
  long left = soonest - now_ms();
  return left < 0 ? 0 : (int)left + 1;
}

void gate_renew(struct gate *gate) {
  long least = now_ms() + gate->order->gate_patience_ms;
  for (size_t i = 0; i < gate->attempts.count; i++) {
    struct attempt *attempt = gate->attempts.list[i];
    if (attempt_is_asked(attempt) && attempt->deadline < least) attempt->deadline = least;
  }
}

/** It stops, and is let go of then: nobody stays traced for longer than it takes. */
static void release(struct attempt *attempt) {
  tracee_interrupt(attempt->tid);
  attempt->deadline += loading_patience;
}

void gate_expire(struct gate *gate) {
  long time = now_ms();
  for (size_t i = gate->attempts.count; i-- > 0;) {
    struct attempt *attempt = gate->attempts.list[i];
    if (attempt->deadline > time) continue;
    if (attempt_is_asked(attempt)) gate_refuse_unheard(gate, attempt, "no answer came in time");
    else if (attempt->state == proceeding) release(attempt);
  }
}
