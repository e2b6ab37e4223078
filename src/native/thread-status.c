#define _GNU_SOURCE
#include "thread-status.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

/** Of threads with however many groups and whatever name. */
enum { longest_status = 4096 };

static bool read_status(pid_t tid, char *text) {
  char path[32];
  snprintf(path, sizeof path, "/proc/%d/status", tid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, longest_status - 1);
  text[got > 0 ? got : 0] = '\0';
  return got > 0;
}

/** What the kernel tells of the thread under a key like `Tgid`; NULL: nothing. */
static const char *status_of(pid_t tid, const char *key, char *text) {
  char start[32];
  snprintf(start, sizeof start, "\n%s:\t", key);
  const char *line = read_status(tid, text) ? strstr(text, start) : NULL;
  return line == NULL ? NULL : line + strlen(start);
}

static long status_number(pid_t tid, const char *key) {
  char text[longest_status];
  const char *value = status_of(tid, key, text);
  return value == NULL ? -1 : strtol(value, NULL, 10);
}

pid_t leader_of(pid_t tid) {
  long leader = status_number(tid, "Tgid");
  return leader < 0 ? tid : (pid_t)leader;
}

bool is_traced_here(pid_t tid) { return status_number(tid, "TracerPid") == getpid(); }

char state_of(pid_t tid) {
  char text[longest_status];
  const char *value = status_of(tid, "State", text);
  return value == NULL ? '\0' : *value;
}

bool is_first_of_namespace(pid_t pid) {
  char text[longest_status];
  const char *numbers = status_of(pid, "NSpid", text), *end = numbers == NULL ? NULL : strchr(numbers, '\n');
  return end != NULL && end - numbers > 2 && end[-2] == '\t' && end[-1] == '1';
}
