#ifndef SALLYPORT_GATE_QUESTIONS_H
#define SALLYPORT_GATE_QUESTIONS_H

#include "gate.h"

/** Puts the question to the decider; the attempt waits for its answer, and goes on at once where one is remembered. */
void gate_ask(struct gate *gate, struct attempt *attempt, enum attempt_state state);

/** The decider's answer. One to no open question changes nothing; one that is not understood is a refusal. */
void gate_answer(struct gate *gate, const struct frame *answer);

/** Nobody answers any more: refuses all that is open and all that comes. */
void gate_lose(struct gate *gate);

/** Milliseconds until the next question has waited too long; -1: none is open. */
int gate_patience(const struct gate *gate);

/** Nobody could answer for a while: what is open has all of its time again. */
void gate_renew(struct gate *gate);

/** Refuses what has waited too long. */
void gate_expire(struct gate *gate);

#endif
