/*
 * Looks for the programs of all processes, while one of them flees: it lives for a moment only and goes on in a child, and others
 * start and end meanwhile. `bearers ROUNDS` prints how often there was an answer, how often the one who flees was not in it, and
 * how often he is not met by going through /proc once.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../src/native/bearers.h"
#include "../../src/native/die.h"
#include "../../src/native/images.h"

enum { life_fd = 10, told_fd = 11 };

static uint64_t start_at(const char *path) {
  uint64_t vector[auxiliary_words];
  ssize_t got = auxiliary_read(path, vector);
  return got <= 0 ? 0 : auxiliary_hash(vector, (size_t)got);
}

static void pause_for(unsigned most_us) { usleep((useconds_t)(random() % most_us)); }

static bool is_over(void) {
  struct pollfd life = {.fd = life_fd, .events = POLLIN};
  return poll(&life, 1, 0) != 0;
}

static int flee(void) {
  uint64_t start = start_at("/proc/self/auxv");
  if (write(told_fd, &start, sizeof start) != sizeof start) return 1;
  close(told_fd);
  while (!is_over()) {
    pause_for(300);
    if (fork() > 0) _exit(0);
  }
  return 0;
}

static void make_noise(void) {
  while (!is_over()) {
    for (long left = random() % 100; left > 0; left--)
      if (fork() == 0) _exit(0);
    pause_for(20000);
  }
}

static bool met_in_list(uint64_t start) {
  bool met = false;
  DIR *folder = opendir("/proc");
  for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
    char path[64];
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    snprintf(path, sizeof path, "/proc/%.20s/auxv", entry->d_name);
    met |= start_at(path) == start;
  }
  closedir(folder);
  return met;
}

static void must(bool holds) {
  if (!holds) die_errno("test", "preparing");
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "flee") == 0) return flee();
  int life[2], told[2];
  must(argc == 2 && pipe(life) == 0 && pipe(told) == 0 && dup2(life[0], life_fd) >= 0);
  /* Whoever is orphaned comes here, and goes at once. */
  must(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0 && signal(SIGCHLD, SIG_IGN) != SIG_ERR);
  if (fork() == 0) {
    close(life[1]);
    dup2(told[1], told_fd);
    execl("/proc/self/exe", "bearers", "flee", NULL);
    _exit(1);
  }
  uint64_t start;
  must(read(told[0], &start, sizeof start) == sizeof start);
  if (fork() == 0) {
    close(life[1]);
    make_noise();
    _exit(0);
  }
  int answers = 0, missed = 0, not_met = 0;
  for (int rounds = atoi(argv[1]); rounds > 0; rounds--) {
    struct bearers bearers;
    not_met += !met_in_list(start);
    if (!bearers_find(&bearers)) continue;
    answers++;
    missed += !bearers_have(&bearers, start);
    bearers_free(&bearers);
  }
  printf("%d %d %d\n", answers, missed, not_met);
  return 0;
}
