#ifndef SALLYPORT_FILTER_RULES_H
#define SALLYPORT_FILTER_RULES_H

#include "filter-code.h"

/** Whether a rule stands; what it names is in `struct filter`. */
enum standing {
  always, when_notify_exec, when_notify_connect, when_shared, when_no_files, when_none, when_kept, when_files, when_changed,
  when_opened,
};

/** One call: refused, notified, or looked at by its piece. */
struct rule {
  long call;
  enum standing standing;
  unsigned action;
  const struct piece *piece;
};

extern const struct rule filter_rules[];
extern const size_t filter_rule_count;

#endif
