/*
 * Feeds bytes to the parser of frames and to that of orders, as whoever holds the other end of the control socket could.
 * Built with `-fsanitize=fuzzer` this is a libFuzzer target; without, `main` makes the bytes: `fuzz-frame SEED SECONDS`
 * mutates valid frames with a generator of its own and prints how many it tried.
 */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "die.h"
#include "order.h"
#include "wire.h"

/* The real ones end the process, which is right for a warden and would end the fuzzing. */
static jmp_buf refused;

void die(const char *step, const char *format, ...) {
  char message[512];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments); /* what it says is made of what came */
  va_end(arguments);
  if (step == NULL) abort();
  longjmp(refused, 1);
}

void die_errno(const char *step, const char *format, ...) {
  if (step == NULL || format == NULL) abort();
  longjmp(refused, 1);
}

/* What an order holds is never given back by a warden, which has but one. */
static struct {
  bool open;
  size_t count;
  void *items[1024];
} kept;

static void keep(void *old, void *moved) {
  size_t at = 0;
  while (at < kept.count && kept.items[at] != old) at++;
  if (at == kept.count) kept.count++;
  if (kept.count > sizeof kept.items / sizeof kept.items[0]) abort();
  kept.items[at] = moved;
}

static void give_back(void) {
  kept.open = false;
  while (kept.count > 0) free(kept.items[--kept.count]);
}

void *checked_realloc(void *memory, size_t size) {
  if (size > (size_t)64 << 20) abort(); /* more than any frame: memory is bounded */
  void *moved = realloc(memory, size == 0 ? 1 : size);
  if (moved == NULL) abort();
  if (kept.open) keep(memory == NULL ? moved : memory, moved);
  return moved;
}

void free_cleanup(void *pointer) { free(*(void **)pointer); }

void close_cleanup(int *fd) {
  if (*fd >= 0) close(*fd);
}

static void expect(int holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "fuzz-frame: %s\n", what);
  abort();
}

/** A number that depends on all that was read, however it arrived. */
static uint64_t digest(uint64_t sum, const char *bytes, size_t length) {
  for (size_t i = 0; i < length; i++) sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3u;
  return (sum ^ length) * 0x100000001b3u;
}

static uint64_t read_fields(const struct frame *frame) {
  uint64_t sum = 0xcbf29ce484222325u;
  struct field field;
  size_t at = 0;
  while (frame_next(frame, &at, &field)) {
    expect(at <= frame->length, "a field ends behind its frame");
    sum = digest(digest(sum, field.key, strlen(field.key)), field.value, strlen(field.value));
    expect(frame_get(frame, field.key) != NULL, "a field is not found by its key");
  }
  expect(at == frame->length, "fields end before their frame");
  return sum;
}

struct heard {
  size_t frames;
  uint64_t sum;
  bool broken;
};

/** `step` bytes at a time; 0: all at once. */
static struct heard hear(const char *bytes, size_t length, size_t step) {
  struct frame_reader reader = {0};
  struct heard heard = {0};
  for (size_t at = 0; at < length;) {
    size_t part = step == 0 || step > length - at ? length - at : step;
    frame_reader_feed(&reader, bytes + at, part);
    at += part;
    for (struct frame frame; frame_reader_next(&reader, &frame);) {
      expect(frame_is_whole(&frame), "a frame is not made of whole fields");
      heard.frames++;
      heard.sum ^= read_fields(&frame) + heard.frames;
      frame_free(&frame);
    }
  }
  heard.broken = reader.broken;
  free(reader.bytes);
  return heard;
}

static void parse_order(const char *bytes, size_t length) {
  struct order order;
  static struct frame frame, inside;
  if (setjmp(refused) == 0) {
    int fd = memory_file("order", bytes, length);
    frame = inside = (struct frame){0};
    bool read = frame_read(fd, &frame);
    close(fd);
    kept.open = true;
    if (read) order_parse(&frame, &order);
    kept.open = false;
    if (read) order_for_inside(&order, &inside);
  }
  give_back();
  frame_free(&frame);
  frame_free(&inside);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > (size_t)1 << 19) return 0;
  const char *bytes = (const char *)data;
  struct heard whole = hear(bytes, size, 0), dribbled = hear(bytes, size, 1 + size % 7);
  expect(whole.frames == dribbled.frames && whole.sum == dribbled.sum && whole.broken == dribbled.broken,
         "it matters how the bytes arrive");
  parse_order(bytes, size);
  return 0;
}

#ifndef SALLYPORT_LIBFUZZER

static uint64_t state;

static uint32_t draw(uint32_t below) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(state >> 33) % below;
}

static const char *const words[] = {
    "argv", "env", "cwd", "bwrap", "setup", "limit-cpu", "limit-data", "timeout-ms", "cgroup", "cgroup-setting", "answer",
    "allow", "line", "signal", "gate", "required", "/", "/tmp", "true", "15", "0", "-1", "99999999999999999999", "", "A=b",
    "new-session", "runtime", "script", "guard-file",
};

enum { word_count = sizeof words / sizeof words[0], most = 1 << 16 };

static size_t write_frame(char *bytes) {
  struct frame frame = {0};
  for (uint32_t left = draw(8); left > 0; left--) frame_add(&frame, words[draw(word_count)], words[draw(word_count)]);
  size_t length = frame.length;
  for (int i = 0; i < 4; i++) bytes[i] = (char)(length >> (8 * i));
  if (length > 0) memcpy(bytes + 4, frame.bytes, length);
  frame_free(&frame);
  return length + 4;
}

static size_t mutate(char *bytes, size_t length) {
  size_t at = draw((uint32_t)length);
  switch (draw(6)) {
    case 0: bytes[at] = (char)draw(256); return length;
    case 1: bytes[at] = (char)(bytes[at] ^ (1 << draw(8))); return length;
    case 2: return at + 1;
    case 3: memset(bytes, (int)draw(256), length < 4 ? length : 4); return length;
    case 4: memmove(bytes + at, bytes + draw((uint32_t)length), length - (at > length / 2 ? at : length / 2) - 1); return length;
    default: bytes[at] = '\0'; return length;
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  state = strtoull(argv[1], NULL, 10) * 2 + 1;
  time_t end = time(NULL) + atoi(argv[2]);
  static char bytes[most];
  long tried = 0;
  for (; time(NULL) < end; tried++) {
    size_t length = 0;
    for (uint32_t frames = 1 + draw(4); frames > 0; frames--) length += write_frame(bytes + length);
    for (uint32_t left = draw(5); left > 0; left--) length = mutate(bytes, length);
    char *exact = malloc(length); /* so that one byte too far is seen */
    if (exact == NULL) return 1;
    memcpy(exact, bytes, length);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, length);
    free(exact);
  }
  printf("%ld\n", tried);
  return 0;
}

#endif
