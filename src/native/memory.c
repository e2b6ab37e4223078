#include "memory.h"

#include <string.h>

/* What is longer is asked about each time. */
enum { places = 1024, longest = 1024 };

static struct place {
  struct remembered answer;
  size_t length; /* 0: empty */
  char bytes[longest];
} table[places];

/** The question from its moment on: before that stand the numbers that differ each time. */
static const char *essence(const struct frame *question, size_t *length) {
  const char *moment = frame_get(question, "moment");
  if (moment == NULL) return NULL;
  *length = (size_t)(question->bytes + question->length - moment);
  return *length <= longest ? moment : NULL;
}

static struct place *place_of(const char *bytes, size_t length) {
  uint32_t hash = 0x811c9dc5u; /* FNV-1a: a clash only costs a question */
  for (size_t i = 0; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x01000193u;
  return &table[hash % places];
}

bool memory_recall(const struct frame *question, struct remembered *remembered) {
  size_t length;
  const char *bytes = essence(question, &length);
  if (bytes == NULL) return false;
  const struct place *place = place_of(bytes, length);
  if (place->length != length || memcmp(place->bytes, bytes, length) != 0) return false;
  *remembered = place->answer;
  return true;
}

void memory_keep(const struct frame *question, const struct remembered *remembered) {
  size_t length;
  const char *bytes = essence(question, &length);
  if (bytes == NULL) return;
  struct place *place = place_of(bytes, length);
  place->answer = *remembered;
  place->length = length;
  memcpy(place->bytes, bytes, length);
}
