#define _GNU_SOURCE
#include "hold-pipes.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "die.h"

int hold_pipes(const char *count) {
  for (int left = atoi(count); left > 0; left -= 1) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) die_errno("pipes", "pipe2");
    printf("%d %d\n", ends[0], ends[1]);
  }
  if (fflush(stdout) != 0 || fclose(stdout) != 0) die_errno("pipes", "the ends could not be told");
  char byte;
  while (read(STDIN_FILENO, &byte, 1) > 0) continue;
  return 0;
}
