#define _GNU_SOURCE
#include "limits.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"

static void set_limit(int resource, rlim_t value, const char *name) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) die_errno("limits", "getrlimit %s", name);
  /* The caller may already be below what the profile says; limits only ever narrow. */
  rlim_t ceiling = now.rlim_max == RLIM_INFINITY || value < now.rlim_max ? value : now.rlim_max;
  struct rlimit wanted = {.rlim_cur = ceiling, .rlim_max = ceiling};
  if (setrlimit(resource, &wanted) != 0) die_errno("limits", "setrlimit %s", name);
}

/** The threads of one process, when it is this user's: the kernel counts them, not processes. */
static rlim_t threads_of(const char *pid) {
  char path[64], text[4096];
  snprintf(path, sizeof path, "/proc/%.20s/status", pid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return 0; /* gone in this moment */
  text[got] = '\0';
  const char *user = strstr(text, "\nUid:"), *threads = strstr(text, "\nThreads:");
  if (user == NULL || threads == NULL || strtoul(user + 5, NULL, 10) != getuid()) return 0;
  return strtoul(threads + 9, NULL, 10);
}

static rlim_t threads_of_user(void) {
  DIR *folder = opendir("/proc");
  if (folder == NULL) die_errno("limits", "/proc");
  rlim_t count = 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (isdigit((unsigned char)entry->d_name[0])) count += threads_of(entry->d_name);
  }
  closedir(folder);
  return count;
}

/** When memory runs out it is the sandbox that goes, not whoever asked for it. */
static void offer_to_oom_killer(void) {
  cleanup_fd int fd = open("/proc/self/oom_score_adj", O_RDWR | O_CLOEXEC);
  char text[16] = "";
  if (fd < 0 || read(fd, text, sizeof text - 1) <= 0 || atoi(text) >= 500) return;
  if (write(fd, "500", 3) != 3) return; /* read-only inside some containers: it stays as likely as everybody */
}

void limits_set(const struct order *order) {
  static const struct {
    int resource;
    const char *name;
  } table[limit_count] = {
      [limit_processes] = {RLIMIT_NPROC, "processes"},
      [limit_more_processes] = {RLIMIT_NPROC, "processes"},
      /* Not RLIMIT_AS: V8, Go and the sanitizers reserve far more address space than they ever touch. */
      [limit_data] = {RLIMIT_DATA, "memory"},
      [limit_file_size] = {RLIMIT_FSIZE, "file size"},
      [limit_open_files] = {RLIMIT_NOFILE, "open files"},
      [limit_cpu] = {RLIMIT_CPU, "cpu"},
  };
  offer_to_oom_killer();
  set_limit(RLIMIT_CORE, 0, "core");
  for (int i = 0; i < limit_count; i++) {
    if (!order->limits[i].set) continue;
    rlim_t others = i == limit_more_processes ? threads_of_user() : 0;
    set_limit(table[i].resource, order->limits[i].value + others, table[i].name);
  }
}

/* Such a command goes before all others, and no cgroup of version 1 takes it that has no time set aside for it (EINVAL). */
void limits_leave_real_time(void) {
  /* Not by the C library: musl's own answer ENOSYS. */
  long policy = syscall(SYS_sched_getscheduler, 0) & ~SCHED_RESET_ON_FORK;
  struct sched_param none = {.sched_priority = 0};
  if (policy != SCHED_FIFO && policy != SCHED_RR) return;
  if (syscall(SYS_sched_setscheduler, 0, SCHED_OTHER, &none) != 0) die_errno("limits", "sched_setscheduler");
}
