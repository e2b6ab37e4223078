/*
 * Makes every refused call with arguments that no kernel can act on, and prints for each how it was answered: `ok` or
 * the name of the errno. Without the filter the kernel finds fault with the arguments.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif

#define BAD 8 /* an address that nobody has */

static const struct {
  const char *name;
  long number, a, b, c, d;
} calls[] = {
    {"ptrace", SYS_ptrace, 9999, 0, 0, 0},
    {"process_vm_readv", SYS_process_vm_readv, 1, BAD, 1, BAD},
    {"process_vm_writev", SYS_process_vm_writev, 1, BAD, 1, BAD},
    {"process_madvise", SYS_process_madvise, -1, 0, 0, 0},
    {"process_mrelease", SYS_process_mrelease, -1, 0, 0, 0},
    {"pidfd_getfd", SYS_pidfd_getfd, -1, 0, 0, 0},
    {"kcmp", SYS_kcmp, -1, -1, 99, 0},
    {"move_pages", SYS_move_pages, 0, 1, BAD, BAD},
    {"migrate_pages", SYS_migrate_pages, 0, 1 << 30, BAD, BAD},
    {"clone3", SYS_clone3, BAD, 4096 * 4096, 0, 0},
    {"clone user", SYS_clone, CLONE_NEWUSER | CLONE_FS, 0, 0, 0},
    {"clone traced", SYS_clone, CLONE_PTRACE | CLONE_THREAD, 0, 0, 0},
    {"unshare unknown", SYS_unshare, 1 << 3, 0, 0, 0},
    {"setns", SYS_setns, -1, 0, 0, 0},
    {"mount", SYS_mount, 0, BAD, 0, 0},
    {"umount2", SYS_umount2, BAD, 0, 0, 0},
    {"move_mount", SYS_move_mount, -1, BAD, -1, BAD},
    {"open_tree", SYS_open_tree, -1, BAD, 0xffff, 0},
    {"mount_setattr", SYS_mount_setattr, -1, BAD, 0xfffff, 0},
    {"fsopen", SYS_fsopen, BAD, 0, 0, 0},
    {"fsconfig", SYS_fsconfig, -1, 99, 0, 0},
    {"fsmount", SYS_fsmount, -1, 0xffff, 0, 0},
    {"fspick", SYS_fspick, -1, BAD, 0xffff, 0},
    {"pivot_root", SYS_pivot_root, BAD, BAD, 0, 0},
    {"chroot", SYS_chroot, BAD, 0, 0, 0},
    {"open_by_handle_at", SYS_open_by_handle_at, -1, BAD, 0, 0},
    {"fanotify_init", SYS_fanotify_init, -1, 0, 0, 0},
    {"quotactl", SYS_quotactl, -1, BAD, 0, 0},
    {"quotactl_fd", SYS_quotactl_fd, -1, -1, 0, 0},
    {"swapon", SYS_swapon, BAD, 0, 0, 0},
    {"swapoff", SYS_swapoff, BAD, 0, 0, 0},
    {"acct", SYS_acct, BAD, 0, 0, 0},
    {"io_uring_setup", SYS_io_uring_setup, 1, BAD, 0, 0},
    {"io_uring_enter", SYS_io_uring_enter, -1, 0, 0, 0},
    {"io_uring_register", SYS_io_uring_register, -1, 0, 0, 0},
    {"bpf", SYS_bpf, 9999, BAD, 64, 0},
    {"perf_event_open", SYS_perf_event_open, BAD, 0, -1, -1},
    {"userfaultfd", SYS_userfaultfd, 0x7fff, 0, 0, 0},
    {"add_key", SYS_add_key, BAD, BAD, 0, 0},
    {"request_key", SYS_request_key, BAD, BAD, 0, 0},
    {"keyctl", SYS_keyctl, 9999, 0, 0, 0},
    {"kexec_load", SYS_kexec_load, 0, 0, 0, -1},
    {"kexec_file_load", SYS_kexec_file_load, -1, -1, 0, 0},
    {"init_module", SYS_init_module, BAD, 64, BAD, 0},
    {"finit_module", SYS_finit_module, -1, BAD, 0, 0},
    {"delete_module", SYS_delete_module, BAD, 0, 0, 0},
    {"reboot", SYS_reboot, 1, 1, 0, 0},
    {"settimeofday", SYS_settimeofday, BAD, 0, 0, 0},
    {"clock_settime", SYS_clock_settime, 999, BAD, 0, 0},
    {"sethostname", SYS_sethostname, BAD, 4, 0, 0},
    {"setdomainname", SYS_setdomainname, BAD, 4, 0, 0},
    {"syslog", SYS_syslog, 99, 0, 0, 0},
    {"prctl of memory", SYS_prctl, PR_SET_MM, PR_SET_MM_MAP_SIZE, BAD, 0},
    {"type into a terminal", SYS_ioctl, -1, TIOCSTI, 0, 0},
    {"type into a terminal, high half", SYS_ioctl, -1, TIOCSTI | 1L << 40, 0, 0},
    {"console", SYS_ioctl, -1, TIOCLINUX, 0, 0},
    {"fast open", SYS_sendto, -1, BAD, 1, MSG_FASTOPEN},
    {"fast open message", SYS_sendmsg, -1, BAD, MSG_FASTOPEN, 0},
    {"fast open messages", SYS_sendmmsg, -1, BAD, 1, MSG_FASTOPEN},
    {"fchmod set-user-ID", SYS_fchmod, -1, 04755, 0, 0},
    {"fchmod set-group-ID", SYS_fchmod, -1, 02755, 0, 0},
    {"fchmodat set-user-ID", SYS_fchmodat, -1, BAD, 04755, 0},
    {"fchmodat2 set-user-ID", SYS_fchmodat2, -1, BAD, 04755, 0},
    {"openat set-user-ID", SYS_openat, -1, BAD, O_CREAT | O_WRONLY, 04755},
    {"openat set-group-ID", SYS_openat, -1, BAD, O_CREAT | O_WRONLY, 02755},
    {"openat without a name, set-user-ID", SYS_openat, -1, BAD, O_TMPFILE | O_WRONLY, 04755},
    {"openat of what is there", SYS_openat, -1, BAD, O_RDONLY | O_DIRECTORY, 04755},
    {"openat2", SYS_openat2, -1, BAD, BAD, 24},
    {"mknodat set-user-ID", SYS_mknodat, -1, BAD, S_IFREG | 04755, 0},
    {"a call of tomorrow", 600, 0, 0, 0, 0},
    {"no call", -1, 0, 0, 0, 0},
#ifdef __x86_64__
    {"iopl", SYS_iopl, 99, 0, 0, 0},
    {"ioperm", SYS_ioperm, 1 << 20, 1, 1, 0},
    {"modify_ldt", SYS_modify_ldt, 0, 0, 0, 0},
    {"chmod set-user-ID", SYS_chmod, BAD, 04755, 0, 0},
    {"chmod set-group-ID", SYS_chmod, BAD, 02755, 0, 0},
    {"open set-user-ID", SYS_open, BAD, O_CREAT | O_WRONLY, 04755, 0},
    {"creat set-user-ID", SYS_creat, BAD, 04755, 0, 0},
    {"mknod set-user-ID", SYS_mknod, BAD, S_IFREG | 04755, 0, 0},
#endif
};

#define SOCKET(domain, type, protocol) {#domain " " #type " " #protocol, SYS_socket, domain, type, protocol}
#define PAIR(domain, type) {"pair " #domain " " #type, SYS_socketpair, domain, type, 0}

static const struct {
  const char *name;
  long call, domain, type, protocol;
} sockets[] = {
    SOCKET(AF_UNIX, SOCK_STREAM, 0),
    SOCKET(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0),
    SOCKET(AF_UNIX, SOCK_DGRAM, 0),
    SOCKET(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0),
    SOCKET(AF_UNIX, SOCK_RAW, 0),
    PAIR(AF_UNIX, SOCK_STREAM),
    PAIR(AF_UNIX, SOCK_DGRAM),
    PAIR(AF_UNIX, SOCK_RAW),
    PAIR(AF_TIPC, SOCK_STREAM),
    SOCKET(AF_INET, SOCK_STREAM, 0),
    SOCKET(AF_INET, SOCK_STREAM, IPPROTO_TCP),
    SOCKET(AF_INET, SOCK_DGRAM, IPPROTO_UDP),
    SOCKET(AF_INET6, SOCK_DGRAM, 0),
    SOCKET(AF_INET, SOCK_STREAM, IPPROTO_MPTCP),
    SOCKET(AF_INET, SOCK_STREAM, IPPROTO_SCTP),
    SOCKET(AF_INET, SOCK_DGRAM, IPPROTO_UDPLITE),
    SOCKET(AF_INET, SOCK_RAW, IPPROTO_ICMP),
    SOCKET(AF_INET, SOCK_PACKET, 0),
    SOCKET(AF_INET6, SOCK_RAW, IPPROTO_RAW),
    SOCKET(AF_INET, SOCK_SEQPACKET, 0),
    SOCKET(AF_NETLINK, SOCK_RAW, 0),
    SOCKET(AF_NETLINK, SOCK_DGRAM, 4),
    SOCKET(AF_PACKET, SOCK_RAW, 0),
    SOCKET(AF_VSOCK, SOCK_STREAM, 0),
    SOCKET(AF_ALG, SOCK_SEQPACKET, 0),
    SOCKET(AF_KEY, SOCK_RAW, 2),
    SOCKET(AF_BLUETOOTH, SOCK_RAW, 0),
    SOCKET(AF_XDP, SOCK_RAW, 0),
};

static void say(const char *name, long result) {
  printf("%s: %s\n", name, result >= 0 ? "ok" : strerrorname_np(errno));
}

static void say_truth(const char *name, int truth) { printf("%s: %s\n", name, truth ? "ok" : "no"); }

static void *nothing(void *arg) { return arg; }

/* What programs do every day. */
static void start_processes(void) {
  int status;
  pthread_t thread;
  say_truth("a thread", pthread_create(&thread, NULL, nothing, NULL) == 0 && pthread_join(thread, NULL) == 0);
  pid_t child = fork();
  if (child == 0) _exit(7);
  say_truth("a fork", waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
  child = vfork();
  if (child == 0) _exit(8);
  say_truth("a vfork", waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 8);
  char *argv[] = {"true", NULL}, *env[] = {NULL};
  int error = posix_spawn(&child, "/bin/true", NULL, NULL, argv, env);
  say_truth("a spawn", error == 0 && waitpid(child, &status, 0) == child && status == 0);
  say("own files apart", unshare(CLONE_FILES | CLONE_FS));
}

static long add_filter(unsigned flags) {
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EXDEV),
      /* Weaker than what stands already: the stricter answer counts. */
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_chroot, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof code / sizeof code[0], .filter = code};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static void filter_oneself(void) {
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  say("a filter with a listener", add_filter(SECCOMP_FILTER_FLAG_NEW_LISTENER));
  say("a filter for all threads", add_filter(SECCOMP_FILTER_FLAG_TSYNC));
  say("what it refuses", syscall(SYS_getppid));
  say("what it would let pass", syscall(SYS_chroot, BAD));
}

int main(void) {
  setsid(); /* no terminal can be meant */
  for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
    say(calls[i].name, syscall(calls[i].number, calls[i].a, calls[i].b, calls[i].c, calls[i].d, 0));
  }
  for (size_t i = 0; i < sizeof sockets / sizeof sockets[0]; i++) {
    int pair[2];
    say(sockets[i].name, syscall(sockets[i].call, sockets[i].domain, sockets[i].type, sockets[i].protocol, pair));
  }
  start_processes();
  filter_oneself();
  return 0;
}
