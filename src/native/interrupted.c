#include "interrupted.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

bool is_interrupted(pid_t tid) {
  char path[40], text[4096];
  snprintf(path, sizeof path, "/proc/%d/status", tid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return false;
  text[got] = '\0';
  static const char *const names[] = {"\nSigPnd:", "\nShdPnd:", "\nSigBlk:", "\nSigCgt:"};
  unsigned long long sets[4];
  for (size_t i = 0; i < 4; i++) {
    const char *line = strstr(text, names[i]);
    if (line == NULL) return false;
    sets[i] = strtoull(line + strlen(names[i]), NULL, 16);
  }
  return ((sets[0] | sets[1]) & ~sets[2] & sets[3]) != 0;
}
