#include "relay-kept.h"

#include <string.h>

enum { most_kept = 256 };

static struct {
  struct end *end;
  uint32_t key;
  long long since;
} kept[most_kept];
static size_t count;

static void remove_at(size_t at) {
  memmove(&kept[at], &kept[at + 1], (count - at - 1) * sizeof *kept);
  count--;
}

void kept_add(struct end *end, uint32_t key, long long now) {
  if (count == most_kept) {
    end_close(kept[0].end);
    remove_at(0);
  }
  end->link = NULL;
  kept[count].end = end;
  kept[count].key = key;
  kept[count++].since = now;
}

struct end *kept_take(uint32_t key) {
  for (size_t at = count; at-- > 0;) {
    if (kept[at].key != key) continue;
    struct end *end = kept[at].end;
    char byte;
    remove_at(at);
    /* What came just now would be taken for the next answer. */
    end->in = true;
    if (end_peek(end, &byte, 1) < 0) return end;
    end_close(end);
  }
  return NULL;
}

void kept_drop(struct end *end) {
  for (size_t at = 0; at < count; at++) {
    if (kept[at].end != end) continue;
    remove_at(at);
    end_close(end);
    return;
  }
}

void kept_sweep(long long now, long long ms) {
  while (count > 0 && now - kept[0].since > ms) {
    end_close(kept[0].end);
    remove_at(0);
  }
}
