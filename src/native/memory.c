#include "memory.h"

#include <string.h>

/* What is longer is asked about each time. */
enum { places = 1024, longest = 1024 };

static struct place {
  struct remembered answer;
  size_t length; /* 0: empty */
  char bytes[longest];
} table[places];

struct essence {
  const char *bytes;
  size_t length;
};

/** The question from its moment on: before that stand the numbers that differ each time. */
static bool essence_of(const struct frame *question, bool any_words, struct essence *essence) {
  const char *from = frame_get(question, "moment"), *first = frame_get(question, "argv");
  if (from == NULL || (any_words && first == NULL)) return false;
  const char *end = any_words ? first + strlen(first) + 1 : question->bytes + question->length;
  *essence = (struct essence){.bytes = from, .length = (size_t)(end - from)};
  return essence->length <= longest;
}

static struct place *place_of(const struct essence *essence) {
  uint32_t hash = 0x811c9dc5u; /* FNV-1a: a clash only costs a question */
  for (size_t i = 0; i < essence->length; i++) hash = (hash ^ (unsigned char)essence->bytes[i]) * 0x01000193u;
  return &table[hash % places];
}

static bool recall(const struct frame *question, bool any_words, struct remembered *remembered) {
  struct essence essence;
  if (!essence_of(question, any_words, &essence)) return false;
  const struct place *place = place_of(&essence);
  if (place->length != essence.length || place->answer.any_words != any_words) return false;
  if (memcmp(place->bytes, essence.bytes, essence.length) != 0) return false;
  *remembered = place->answer;
  return true;
}

bool memory_recall(const struct frame *question, struct remembered *remembered) {
  return recall(question, true, remembered) || recall(question, false, remembered);
}

void memory_keep(const struct frame *question, const struct remembered *remembered) {
  struct essence essence;
  if (!essence_of(question, remembered->any_words, &essence)) return;
  struct place *place = place_of(&essence);
  place->answer = *remembered;
  place->length = essence.length;
  memcpy(place->bytes, essence.bytes, essence.length);
}
