#include "cgroup.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

static void put(const char *folder, const char *file, long value) {
  char path[4096], text[24];
  if (snprintf(path, sizeof path, "%s/%s", folder, file) >= (int)sizeof path) die("cgroup", "the path is too long");
  cleanup_fd int fd = open(path, O_WRONLY | O_CLOEXEC);
  int length = snprintf(text, sizeof text, "%ld", value);
  if (fd < 0 || write(fd, text, (size_t)length) != length) die_errno("cgroup", "%s", path);
}

void cgroup_limit(const struct order *order) {
  if (order->cgroup != NULL) put(order->cgroup, "pids.max", order->cgroup_processes);
}

void cgroup_join(const struct order *order) {
  if (order->cgroup != NULL) put(order->cgroup, "cgroup.procs", (long)getpid());
}
