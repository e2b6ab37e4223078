/* Starts a program ROUNDS times, one after the other, and prints the microseconds that each took. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 1000;
  int distinct = argc > 2 && strcmp(argv[2], "distinct") == 0;
  struct timespec from, to;
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (int i = 0; i < rounds; i++) {
    char number[16];
    snprintf(number, sizeof number, "%d", distinct ? i : 0);
    pid_t child = fork();
    if (child == 0) {
      char *const words[] = {"true", number, NULL};
      execv("/bin/true", words);
      _exit(127);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return 1;
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
  printf("%.1f\n", seconds * 1e6 / rounds);
  return 0;
}
