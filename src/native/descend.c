#include "descend.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "die.h"

/* So often who starts others is stopped before everybody is killed; what slipped through is met in the next round. */
enum { stopping_rounds = 20 };

struct process {
  pid_t pid;
  pid_t parent;
  bool ours;
};

struct processes {
  struct process *items;
  size_t count;
};

/** The parent as /proc/PID/stat has it: the second field after the program's name, which may hold anything. */
static pid_t parent_of(const char *pid) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return -1;
  text[got] = '\0';
  const char *end = strrchr(text, ')');
  int parent;
  return end != NULL && sscanf(end + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

static int by_pid(const void *one, const void *other) {
  pid_t first = ((const struct process *)one)->pid, second = ((const struct process *)other)->pid;
  return first < second ? -1 : first > second;
}

static bool is_ours(const struct processes *list, pid_t pid) {
  if (pid == getpid()) return true;
  const struct process wanted = {.pid = pid};
  const struct process *found =
      list->count == 0 ? NULL : bsearch(&wanted, list->items, list->count, sizeof wanted, by_pid);
  return found != NULL && found->ours;
}

static bool signal_if_ours(const struct processes *list, struct process *process, int number) {
  process->ours = is_ours(list, process->parent);
  return process->ours && kill(process->pid, number) == 0;
}

/** Lists them all, and signals at once whose parent is known to be ours: the next look may be long in coming. */
static size_t look_through(struct processes *list, int number) {
  DIR *folder = opendir("/proc");
  if (folder == NULL) die_errno("processes", "/proc");
  size_t sent = 0;
  /* The kernel lists them by number, and parents mostly have smaller ones. */
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    struct process process = {.pid = (pid_t)atoi(entry->d_name), .parent = parent_of(entry->d_name)};
    sent += signal_if_ours(list, &process, number);
    list->items = checked_realloc(list->items, (list->count + 1) * sizeof *list->items);
    list->items[list->count++] = process;
  }
  closedir(folder);
  return sent;
}

size_t signal_descendants(int number) {
  struct processes list = {0};
  size_t sent = look_through(&list, number);
  /* A child may be listed before its parent: go on until a round finds nobody new. */
  for (size_t before = SIZE_MAX; sent != before;) {
    before = sent;
    for (size_t i = 0; i < list.count; i++) {
      if (!list.items[i].ours) sent += signal_if_ours(&list, &list.items[i], number);
    }
  }
  free(list.items);
  return sent;
}

static pid_t parent_of_pid(pid_t pid) {
  char name[16];
  snprintf(name, sizeof name, "%d", pid);
  return parent_of(name);
}

enum kinship kinship_of(pid_t pid) {
  pid_t parent = parent_of_pid(pid);
  if (parent == getpid()) return no_kin;
  while (parent > 1 && parent != getpid()) parent = parent_of_pid(parent);
  if (parent < 0) return kin_untold;
  return parent == getpid() ? below_child : no_kin;
}

void kill_descendants(void) {
  size_t before = 0;
  for (int round = 0; round < stopping_rounds; round++) {
    size_t stopped = signal_descendants(SIGSTOP);
    if (stopped == before) break;
    before = stopped;
  }
  signal_descendants(SIGKILL);
}

void end_descendants(void) {
  for (;;) {
    kill_descendants();
    pid_t reaped;
    do reaped = waitpid(-1, NULL, WNOHANG);
    while (reaped > 0);
    if (reaped < 0 && errno == ECHILD) return;
    nanosleep(&(struct timespec){.tv_nsec = 500000}, NULL);
  }
}
