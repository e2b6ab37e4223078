#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/kcmp.h>
#include <linux/securebits.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static pid_t process(char **w) { return (pid_t)atoi(w[0]); }

static int send_signal(char **w) { return kill(process(w), atoi(w[1])); }
static int send_to_group(char **w) { return kill(-process(w), atoi(w[1])); }
static int send_to_thread(char **w) { return tgkill(process(w), process(w), atoi(w[1])); }
static int queue_signal(char **w) { return sigqueue(process(w), atoi(w[1]), (union sigval){0}); }
static int open_process(char **w) { return (int)syscall(SYS_pidfd_open, process(w), 0); }

static int send_through_pidfd(char **w) {
  int fd = open_process(w);
  return fd < 0 ? -1 : (int)syscall(SYS_pidfd_send_signal, fd, atoi(w[1]), NULL, 0);
}

/** The same with a descriptor that needs no system call of its own: the folder in /proc. */
static int send_through_folder(char **w) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s", w[0]);
  int fd = open(path, O_RDONLY | O_DIRECTORY);
  return fd < 0 ? -1 : (int)syscall(SYS_pidfd_send_signal, fd, atoi(w[1]), NULL, 0);
}

/** Whether the call itself is let through is asked with a process of one's own, when the victim can't be opened. */
static int take_descriptor(char **w) {
  int fd = open_process(w);
  if (fd < 0) fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
  return (int)syscall(SYS_pidfd_getfd, fd, atoi(w[1]), 0);
}

static int attach(char **w) { return (int)ptrace(PTRACE_ATTACH, process(w), 0, 0); }
static int seize(char **w) { return (int)ptrace(PTRACE_SEIZE, process(w), 0, 0); }

/** A child that asks to be traced can be steered through every check there is. */
static int trace_child(char **w) {
  (void)w;
  return (int)ptrace(PTRACE_TRACEME, 0, 0, 0);
}

static struct iovec at(char **w) { return (struct iovec){(void *)strtoul(w[1], NULL, 0), 1}; }

static int read_memory(char **w) {
  char byte;
  struct iovec local = {&byte, 1}, remote = at(w);
  return (int)process_vm_readv(process(w), &local, 1, &remote, 1, 0);
}

static int write_memory(char **w) {
  char byte = 'x';
  struct iovec local = {&byte, 1}, remote = at(w);
  return (int)process_vm_writev(process(w), &local, 1, &remote, 1, 0);
}

static int open_memory(char **w) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/%s", w[0], w[1]);
  return open(path, O_RDWR);
}

static int limit(char **w) {
  struct rlimit now;
  if (prlimit(process(w), RLIMIT_NOFILE, NULL, &now) < 0) return -1;
  return prlimit(process(w), RLIMIT_NOFILE, &now, NULL);
}

static int set_niceness(char **w) { return setpriority(PRIO_PROCESS, (id_t)process(w), 19); }

static int set_affinity(char **w) {
  cpu_set_t cpus;
  if (sched_getaffinity(process(w), sizeof cpus, &cpus) < 0) return -1;
  return sched_setaffinity(process(w), sizeof cpus, &cpus);
}

static int set_scheduler(char **w) {
  struct sched_param parameters = {0};
  return sched_setscheduler(process(w), SCHED_BATCH, &parameters);
}

static int set_io_priority(char **w) { return (int)syscall(SYS_ioprio_set, 1, process(w), 3 << 13); }
static int compare(char **w) { return (int)syscall(SYS_kcmp, getpid(), process(w), KCMP_FILE, 0, 0); }

static int advise(char **w) {
  int fd = open_process(w);
  struct iovec remote = at(w);
  if (fd < 0) fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
  return (int)syscall(SYS_process_madvise, fd, &remote, 1, MADV_COLD, ~0U /* no flags are known yet */);
}

static int move_memory(char **w) {
  void *page = (void *)(strtoul(w[1], NULL, 0) & ~0xfffUL);
  int status;
  return (int)syscall(SYS_move_pages, process(w), 1, &page, NULL, &status, 0);
}

static int become_user(char **w) { return setresuid((uid_t)atoi(w[0]), (uid_t)atoi(w[0]), (uid_t)atoi(w[0])); }
static int become_group(char **w) { return setresgid((gid_t)atoi(w[0]), (gid_t)atoi(w[0]), (gid_t)atoi(w[0])); }
static int join_group(char **w) { gid_t group = (gid_t)atoi(w[0]); return setgroups(1, &group); }

/** Whether this program's set-user-ID bit made it somebody else. */
static int is_somebody_else(char **w) {
  (void)w;
  errno = EPERM;
  return geteuid() != getuid() ? 0 : -1;
}

static int has_capability(char **w) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) < 0) return -1;
  errno = EPERM;
  return (data[0].effective >> atoi(w[0]) & 1U) != 0 ? 0 : -1;
}

static int gain_capabilities(char **w) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct data[2];
  (void)w;
  memset(data, 0, sizeof data);
  data[0].effective = data[0].permitted = 1U << CAP_NET_RAW;
  return (int)syscall(SYS_capset, &header, data);
}

static int set_secure_bits(char **w) { (void)w; return prctl(PR_SET_SECUREBITS, SECBIT_KEEP_CAPS, 0, 0, 0); }

/** Asks for no more than the size of the call's argument, which needs no right. */
static int set_memory_map(char **w) {
  unsigned int size;
  (void)w;
  return prctl(PR_SET_MM, PR_SET_MM_MAP_SIZE, &size, 0, 0);
}


static int raise_limit(char **w) {
  struct rlimit any = {1L << 40, 1L << 40};
  return setrlimit(strcmp(w[0], "core") == 0 ? RLIMIT_CORE : RLIMIT_FSIZE, &any);
}

/** On a terminal of its own: what is put into one's input is typed by its user. */
static int terminal_call(unsigned long request, void *argument) {
  int master, slave;
  /* Where there is none to be had, any file tells a call that is refused from one that is not for it. */
  if (openpty(&master, &slave, NULL, NULL, NULL) < 0) return ioctl(STDIN_FILENO, request, argument);
  pid_t child = fork();
  if (child == 0) {
    int result = setsid() < 0 || ioctl(slave, TIOCSCTTY, 0) < 0 ? -1 : ioctl(slave, request, argument);
    _exit(result >= 0 ? 0 : errno);
  }
  int status;
  if (waitpid(child, &status, 0) < 0) return -1;
  errno = WEXITSTATUS(status);
  return errno == 0 ? 0 : -1;
}

static int type_text(char **w) { (void)w; return terminal_call(TIOCSTI, "x"); }
/* The kernel looks at the low half of the number alone, so must a filter. */
static int type_text_high(char **w) { (void)w; return terminal_call(TIOCSTI | 1UL << 32, "x"); }
static int paste_text(char **w) { (void)w; return terminal_call(TIOCLINUX, "\3"); }

const struct attack process_attacks[] = {
    {"kill", send_signal}, {"kill-group", send_to_group}, {"kill-thread", send_to_thread},
    {"queue-signal", queue_signal}, {"pidfd", open_process}, {"pidfd-signal", send_through_pidfd},
    {"folder-signal", send_through_folder}, {"pidfd-getfd", take_descriptor}, {"attach", attach}, {"seize", seize},
    {"trace-me", trace_child}, {"vm-read", read_memory}, {"vm-write", write_memory}, {"open-memory", open_memory},
    {"prlimit", limit}, {"nice", set_niceness}, {"affinity", set_affinity}, {"scheduler", set_scheduler},
    {"io-priority", set_io_priority}, {"kcmp", compare}, {"madvise", advise}, {"move-pages", move_memory},
    {"setuid", become_user}, {"setgid", become_group}, {"setgroups", join_group}, {"somebody-else", is_somebody_else},
    {"has-capability", has_capability}, {"gain-capability", gain_capabilities}, {"secure-bits", set_secure_bits},
    {"set-memory-map", set_memory_map}, {"raise-limit", raise_limit}, {"type", type_text}, {"type-high", type_text_high},
    {"paste", paste_text}, {NULL, NULL},
};
