#define _GNU_SOURCE
#include "cgroup.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "die.h"

/* Between two looks at the CPU time, at most: it may be used up later than thought, never earlier. */
enum { longest_look_ms = 60000, shortest_look_ms = 10 };

/* A second in all: what was killed may have a lot of memory to give back. */
enum { removal_rounds = 200, removal_pause_ns = 5000000 };

/** False when the kernel has no such file. */
static bool put(const char *path, const char *value) {
  cleanup_fd int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return false;
  if (fd < 0 || write(fd, value, strlen(value)) != (ssize_t)strlen(value)) die_errno("cgroup", "%s", path);
  return true;
}

static void put_all(const struct texts *settings, bool optional) {
  for (size_t i = 0; i < settings->count; i++) {
    cleanup_free char *path = strdup(settings->items[i]);
    char *equals = path == NULL ? NULL : strrchr(path, '=');
    if (equals == NULL) die("cgroup", "not a setting: %s", settings->items[i]);
    *equals = '\0';
    if (!put(path, equals + 1) && !optional) die("cgroup", "%s is not there", path);
  }
}

static bool join_path(char *path, const char *folder, const char *file) {
  return snprintf(path, PATH_MAX, "%s/%s", folder, file) < PATH_MAX;
}

void cgroup_limit(const struct order *order) {
  put_all(&order->cgroup_settings, false);
  put_all(&order->cgroup_options, true); /* after the others: no limit with swap may be below the one without */
}

static bool is_second_version(const char *folder) {
  struct statfs status;
  return statfs(folder, &status) == 0 && status.f_type == CGROUP2_SUPER_MAGIC;
}

static void join(const char *folder) {
  char path[PATH_MAX];
  /* A whole process moves under a lock that waits for every processor, 15 ms and more; a thread that moves itself does not. */
  const char *file = is_second_version(folder) ? "cgroup.procs" : "tasks";
  if (!join_path(path, folder, file)) die("cgroup", "the path is too long");
  if (!put(path, "0")) die("cgroup", "%s is not there", path);
}

static const char *born_in; /* the cgroup that the child needs not join any more */

/** Version 2 alone lets a process be born in a cgroup, without that lock. -1: not here. */
static pid_t fork_into(const char *folder) {
  cleanup_fd int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return -1;
  struct clone_args args = {.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = (uint64_t)fd};
  return (pid_t)syscall(SYS_clone3, &args, sizeof args);
}

pid_t cgroup_fork(const struct order *order) {
  for (size_t i = 0; i < order->cgroups.count; i++) {
    if (!is_second_version(order->cgroups.items[i])) continue;
    pid_t child = fork_into(order->cgroups.items[i]);
    if (child == 0) born_in = order->cgroups.items[i];
    if (child >= 0) return child;
  }
  return fork();
}

void cgroup_join(const struct order *order) {
  for (size_t i = 0; i < order->cgroups.count; i++) {
    if (order->cgroups.items[i] != born_in) join(order->cgroups.items[i]);
  }
}

static ssize_t read_text(const char *path, char *text, size_t size) {
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, size - 1);
  text[got > 0 ? got : 0] = '\0';
  return got;
}

/** The number behind the name in a file of lines `name number`; -1 without it. */
static long long find_count(const char *text, const char *name) {
  size_t length = strlen(name);
  for (const char *line = text; line != NULL; line = strchr(line, '\n')) {
    if (*line == '\n') line++;
    if (strncmp(line, name, length) == 0 && line[length] == ' ') return atoll(line + length);
  }
  return -1;
}

/** CPU time of them all so far, in milliseconds; without an answer it counts as used up. */
static long long cpu_used(const struct order *order) {
  char text[1024];
  if (read_text(order->cpu_usage, text, sizeof text) <= 0) return LLONG_MAX;
  long long microseconds = find_count(text, "usage_usec"); /* version 2 */
  return microseconds >= 0 ? microseconds / 1000 : atoll(text) / 1000000;
}

static long long next_look; /* on the monotonic clock */

int cgroup_cpu_patience(const struct order *order) {
  if (order->cpu_usage == NULL) return -1;
  long long left = next_look - now_ms();
  return left < 0 ? 0 : left > longest_look_ms ? longest_look_ms : (int)left;
}

bool cgroup_cpu_spent(const struct order *order) {
  if (order->cpu_usage == NULL || now_ms() < next_look) return false;
  long long left = order->cpu_total_ms - cpu_used(order);
  /* With every processor busy it lasts so long; looking then is early enough. */
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  long long pause = left / (processors > 0 ? processors : 1);
  next_look = now_ms() + (pause < shortest_look_ms ? shortest_look_ms : pause);
  return left <= 0;
}

/* Where the kernel counts how often a limit was hit: version 2, then version 1. */
static const struct {
  const char *key, *file, *count;
} hits[] = {
    {"hit-memory", "memory.events", "oom_kill"},
    {"hit-memory", "memory.oom_control", "oom_kill"},
    {"hit-processes", "pids.events", "max"},
};

void cgroup_tell(const struct order *order, struct frame *report) {
  char path[PATH_MAX], text[1024];
  for (size_t i = 0; i < order->cgroups.count; i++) {
    for (size_t j = 0; j < sizeof hits / sizeof hits[0]; j++) {
      if (!join_path(path, order->cgroups.items[i], hits[j].file)) continue;
      if (read_text(path, text, sizeof text) > 0 && find_count(text, hits[j].count) > 0) {
        frame_add(report, hits[j].key, "");
      }
    }
  }
}

static void kill_members(int parent, const char *name) {
  char path[PATH_MAX];
  if (!join_path(path, name, "cgroup.procs")) return;
  int fd = openat(parent, path, O_RDONLY | O_CLOEXEC);
  FILE *members = fd < 0 ? NULL : fdopen(fd, "r");
  if (members == NULL) return;
  for (int pid; fscanf(members, "%d", &pid) == 1;) {
    if (pid > 1) kill(pid, SIGKILL);
  }
  fclose(members);
}

void cgroup_remove(int parent, const char *name) {
  for (int round = 0; round < removal_rounds; round++) {
    if (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno != EBUSY) return;
    kill_members(parent, name);
    nanosleep(&(struct timespec){.tv_nsec = removal_pause_ns}, NULL);
  }
}
