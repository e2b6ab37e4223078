#define _GNU_SOURCE
#include "landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "walls.h"

/* The kernel's own words (linux/landlock.h): the header of the system may be older than the kernel that runs. */
struct ruleset {
  uint64_t files, ports, scopes;
};

struct beneath {
  uint64_t access;
  int32_t parent;
} __attribute__((packed));

/* KERNEL 6.2: with earlier versions whoever may read a file can empty it. */
enum { least_alone = 3 };

enum { create_version = 1, rule_beneath = 1 };

enum {
  execute = 1 << 0, write_file = 1 << 1, read_file = 1 << 2, read_folder = 1 << 3, remove_folder = 1 << 4,
  remove_file = 1 << 5, make_device = 1 << 6, make_folder = 1 << 7, make_file = 1 << 8, make_socket = 1 << 9,
  make_pipe = 1 << 10, make_block = 1 << 11, make_link = 1 << 12, refer = 1 << 13, truncate_file = 1 << 14,
  device_calls = 1 << 15,
};
enum { tcp_bind = 1 << 0, tcp_connect = 1 << 1 };
enum { abstract_sockets = 1 << 0, signals = 1 << 1 };

/* What each version added. Anything handled and not granted is refused. */
static const struct {
  int version;
  struct ruleset adds;
} versions[] = {
    {1, {.files = (1 << 13) - 1}},
    {2, {.files = refer}},
    {3, {.files = truncate_file}},
    {4, {.ports = tcp_bind | tcp_connect}},
    {5, {.files = device_calls}},
    {6, {.scopes = abstract_sockets | signals}},
};

enum {
  reading = execute | read_file | read_folder,
  writing = write_file | remove_folder | remove_file | make_folder | make_file | make_socket | make_pipe | make_link |
            refer | truncate_file,
  device_use = read_file | write_file | truncate_file | device_calls,
  of_files = execute | write_file | read_file | truncate_file | device_calls,
};

static const uint64_t access_by_wall[] = {
    [wall_none] = 0,
    [wall_read] = reading,
    [wall_write] = reading | writing,
};

int landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, NULL, 0, create_version);
  return version < 0 ? 0 : (int)version;
}

static struct ruleset handled_by(int version, bool alone) {
  struct ruleset handled = {0};
  for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++) {
    if (versions[i].version > version) continue;
    handled.files |= versions[i].adds.files;
    /* bubblewrap's namespaces leave nothing outside to talk to or to signal; servers inside are the command's own. */
    if (!alone) continue;
    handled.ports |= versions[i].adds.ports;
    handled.scopes |= versions[i].adds.scopes;
  }
  return handled;
}

struct rules {
  int ruleset;
  struct ruleset handled;
};

static void allow_opened(const struct rules *rules, int fd, uint64_t access) {
  struct stat there;
  if (fstat(fd, &there) != 0) die_errno("landlock", "fstat");
  access &= rules->handled.files & (S_ISDIR(there.st_mode) ? ~UINT64_C(0) : (uint64_t)of_files);
  struct beneath rule = {.access = access, .parent = fd};
  if (access == 0) return;
  if (syscall(SYS_landlock_add_rule, rules->ruleset, rule_beneath, &rule, 0) != 0) die_errno("landlock", "a rule");
}

/** What has gone, or leads through a link by now, gets no rule: then nothing is granted. */
static void allow(const struct rules *rules, const char *path, uint64_t access) {
  struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
  cleanup_fd int fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof how);
  if (fd >= 0) allow_opened(rules, fd, access);
}

static void allow_files(const struct rules *rules, const struct order *order) {
  const struct walls *walls = walls_of(order);
  for (size_t i = 0; i < walls->grants.count; i++) {
    const struct place *grant = &walls->grants.items[i];
    if (grant->wall > wall_none) allow(rules, grant->path, access_by_wall[grant->wall]);
  }
  for (size_t i = 0; i < order->walls_device.count; i++) {
    allow(rules, order->walls_device.items[i], device_use | read_folder);
  }
}

/** A file or terminal that was handed to the command may be opened again by name, the way it is open: as /dev/stdout. */
static void allow_streams(const struct rules *rules) {
  static const char *const streams[] = {"/proc/self/fd/0", "/proc/self/fd/1", "/proc/self/fd/2"};
  static const uint64_t by_mode[] = {
      [O_RDONLY] = read_file,
      [O_WRONLY] = write_file | truncate_file | device_calls,
      [O_RDWR] = device_use,
  };
  for (int i = 0; i <= STDERR_FILENO; i++) {
    struct stat there;
    int flags = fcntl(i, F_GETFL);
    if (flags < 0 || fstat(i, &there) != 0 || !(S_ISREG(there.st_mode) || isatty(i))) continue;
    cleanup_fd int fd = open(streams[i], O_PATH | O_CLOEXEC);
    if (fd >= 0 && (flags & O_ACCMODE) != O_ACCMODE) allow_opened(rules, fd, by_mode[flags & O_ACCMODE]);
  }
}

int landlock_restrict(const struct order *order) {
  bool alone = order_shares_host(order);
  int version = landlock_version();
  int least = alone ? least_alone : strcmp(order->landlock, "required") == 0 ? 1 : 0;
  if (version < least) die("landlock", "the kernel offers version %d, needed is %d", version, least);
  if (version == 0) return 0;
  struct rules rules = {.handled = handled_by(version, alone)};
  /* A kernel takes a longer description only when what it does not know is zero. */
  rules.ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules.handled, sizeof rules.handled, 0);
  if (rules.ruleset < 0 && errno == E2BIG) {
    rules.ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules.handled, sizeof rules.handled.files, 0);
  }
  if (rules.ruleset < 0) die_errno("landlock", "landlock_create_ruleset");
  allow_files(&rules, order);
  allow_streams(&rules);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) die_errno("landlock", "PR_SET_NO_NEW_PRIVS");
  if (syscall(SYS_landlock_restrict_self, rules.ruleset, 0) != 0) die_errno("landlock", "landlock_restrict_self");
  close(rules.ruleset);
  return version;
}

bool landlock_hold_to_sockets(int folder) {
  struct ruleset handled = {.files = make_socket};
  cleanup_fd int ruleset = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled.files, 0);
  struct beneath rule = {.access = make_socket, .parent = folder};
  return ruleset >= 0 && syscall(SYS_landlock_add_rule, ruleset, rule_beneath, &rule, 0) == 0 &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}
