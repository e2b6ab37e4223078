#include "descend.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

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

static void list_processes(struct processes *list) {
  DIR *folder = opendir("/proc");
  if (folder == NULL) die_errno("processes", "/proc");
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    list->items = checked_realloc(list->items, (list->count + 1) * sizeof *list->items);
    list->items[list->count++] = (struct process){(pid_t)atoi(entry->d_name), parent_of(entry->d_name), false};
  }
  closedir(folder);
}

static bool is_ours(const struct processes *list, pid_t pid, pid_t root) {
  if (pid == root) return true;
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i].pid == pid) return list->items[i].ours;
  }
  return false;
}

size_t signal_descendants(int number) {
  struct processes list = {0};
  list_processes(&list);
  size_t sent = 0;
  /* A child may be listed before its parent: go on until a round finds nobody new. */
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < list.count; i++) {
      struct process *process = &list.items[i];
      if (process->ours || !is_ours(&list, process->parent, getpid())) continue;
      process->ours = more = true;
      if (kill(process->pid, number) == 0) sent++;
    }
  }
  free(list.items);
  return sent;
}
