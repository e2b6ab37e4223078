#include "pass-on.h"

#include "clock.h"

/* The kernel hands a group's signal to all its members in one go; Node's word about it takes longer than that. */
static const long patience = 5;
/* For so long a copy of the warden's own explains a later word of Node's. */
static const long memory = 1000;

void pass_on_received(struct pass_on *pass_on, int number) {
  if (pass_on->own_group) pass_on->signals[number].ready = true;
  if (pass_on->signals[number].asked) {
    pass_on->signals[number].asked = false; /* one and the same */
    return;
  }
  pass_on->signals[number].received = true;
  pass_on->signals[number].received_at = now_ms();
}

void pass_on_asked(struct pass_on *pass_on, int number) {
  bool known = pass_on->signals[number].received && now_ms() - pass_on->signals[number].received_at < memory;
  pass_on->signals[number].received = false;
  if (known) return;
  pass_on->signals[number].asked = true;
  pass_on->signals[number].asked_at = now_ms();
}

int pass_on_next(struct pass_on *pass_on) {
  for (int number = 1; number < NSIG; number++) {
    bool overdue = pass_on->signals[number].asked && now_ms() - pass_on->signals[number].asked_at >= patience;
    if (!overdue && !pass_on->signals[number].ready) continue;
    if (overdue) pass_on->signals[number].asked = false;
    pass_on->signals[number].ready = false;
    return number;
  }
  return 0;
}

int pass_on_patience(const struct pass_on *pass_on) {
  for (int number = 1; number < NSIG; number++) {
    if (pass_on->signals[number].asked) return (int)patience;
  }
  return -1;
}
