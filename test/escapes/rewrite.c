/*
 * rewrite PROGRAM ROUNDS: starts a file whose bytes become those of the program between the question and the loading, through
 * a page of a mapping that is dirty already: the file's size and times stay as they were.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void wait_us(long us) {
  struct timespec from, now;
  clock_gettime(CLOCK_MONOTONIC, &from);
  do clock_gettime(CLOCK_MONOTONIC, &now);
  while ((now.tv_sec - from.tv_sec) * 1000000 + (now.tv_nsec - from.tv_nsec) / 1000 < us);
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  struct stat program;
  int source = open(argv[1], O_RDONLY);
  if (source < 0 || fstat(source, &program) != 0) return 2;
  size_t size = (size_t)program.st_size;
  char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, source, 0);
  if (bytes == MAP_FAILED) return 2;
  for (long round = 0; round < atol(argv[2]); round++) {
    char name[32];
    snprintf(name, sizeof name, "./mapped%ld", round);
    int file = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
    if (file < 0 || ftruncate(file, program.st_size) != 0) return 2;
    char *mapped = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED) return 2;
    close(file);
    memset(mapped, 1, size);
    pid_t child = fork();
    if (child == 0) {
      munmap(mapped, size);
      execl(name, name, "6", (char *)NULL);
      _exit(1);
    }
    wait_us(round * 37 % 1500);
    memcpy(mapped, bytes, size);
    munmap(mapped, size);
    waitpid(child, NULL, 0);
    unlink(name);
  }
  return 0;
}
