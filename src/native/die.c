#include "die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { exit_failed = 125, message_size = 512 };

static last_words reporter;

void die_reports_to(last_words report) { reporter = report; }

static __attribute__((noreturn)) void end(const char *step, const char *message) {
  last_words report = reporter;
  reporter = NULL; /* a failure while reporting must not come back here */
  if (report != NULL) report(step, message);
  else fprintf(stderr, "sallyport warden: %s: %s\n", step, message);
  _exit(exit_failed);
}

void die(const char *step, const char *format, ...) {
  char message[message_size];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  end(step, message);
}

void die_errno(const char *step, const char *format, ...) {
  int error = errno;
  char message[message_size];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (length >= 0 && (size_t)length < sizeof message) {
    snprintf(message + length, sizeof message - (size_t)length, ": %s", strerror(error));
  }
  end(step, message);
}

void *checked_realloc(void *memory, size_t size) {
  void *moved = realloc(memory, size == 0 ? 1 : size);
  if (moved == NULL) die("memory", "out of memory");
  return moved;
}

void free_cleanup(void *pointer) {
  void **memory = pointer;
  free(*memory);
}

void close_cleanup(int *fd) {
  if (*fd >= 0) close(*fd);
}
