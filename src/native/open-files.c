#include "open-files.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

static pid_t parent_of(pid_t pid) {
  char path[40], text[512];
  snprintf(path, sizeof path, "/proc/%d/stat", pid);
  cleanup_fd int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
  if (got <= 0) return 0;
  text[got] = '\0';
  const char *end = strrchr(text, ')'); /* the program's name may hold anything */
  int parent;
  return end != NULL && sscanf(end + 1, " %*c %d", &parent) == 1 ? parent : 0;
}

static bool descends_from_us(pid_t pid) {
  /* Processes come and go while the way up is followed; it is bounded, and a wrong turn ends at nobody. */
  for (int steps = 0; pid > 1 && steps < 4096; steps++) {
    pid = parent_of(pid);
    if (pid == getpid()) return true;
  }
  return false;
}

static bool has_one(pid_t pid, bool (*matches)(const void *wanted, const struct open_file *file), const void *wanted) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd", pid);
  DIR *folder = opendir(path);
  if (folder == NULL) return false;
  bool found = false;
  for (struct dirent *entry; !found && (entry = readdir(folder)) != NULL;) {
    char target[64];
    ssize_t length = readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1);
    if (length <= 0) continue;
    target[length] = '\0';
    found = matches(wanted, &(struct open_file){.pid = pid, .number = atoi(entry->d_name), .target = target});
  }
  closedir(folder);
  return found;
}

pid_t open_files_search(pid_t first, bool (*matches)(const void *wanted, const struct open_file *file),
                        const void *wanted) {
  if (first != 0 && descends_from_us(first) && has_one(first, matches, wanted)) return first;
  DIR *processes = opendir("/proc");
  if (processes == NULL) return 0;
  pid_t found = 0;
  for (struct dirent *entry; found == 0 && (entry = readdir(processes)) != NULL;) {
    if (!isdigit((unsigned char)entry->d_name[0])) continue;
    pid_t pid = (pid_t)atoi(entry->d_name);
    if (descends_from_us(pid) && has_one(pid, matches, wanted)) found = pid;
  }
  closedir(processes);
  return found;
}
