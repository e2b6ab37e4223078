#define _GNU_SOURCE
#include "filter.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/netlink.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/tiocl.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "newer-calls.h"

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#else
#error "this architecture is not known here: add its AUDIT_ARCH name"
#endif

/* Since 5.1 new calls have one number on every architecture; the C library's headers may be older than these. */
#ifndef SYS_open_tree_attr
#define SYS_open_tree_attr 467
#endif
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
#ifndef SYS_setxattrat
#define SYS_setxattrat 463
#define SYS_removexattrat 466
#endif
#ifndef SYS_file_setattr
#define SYS_file_setattr 469
#endif
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

enum {
  x32_bit = 0x40000000, /* would name the same call by another number */
  /* KERNEL 6.18: what came later nobody has judged here, so this is a kernel that doesn't know it. */
  first_unknown_call = 470,
  no_call = -1, /* callers that only ask whether the kernel is there, and get ENOSYS from every kernel */
};

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
/* Low halves only, where the kernel itself takes 32 bits. Little-endian, as both architectures are. */
#define ARGUMENT(index) LOAD(args[index])
#define MASK(bits) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (bits))
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define IF_IS(value, action) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1), RETURN(action)
#define IF_ANY(bits, action) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (bits), 0, 1), RETURN(action)
#define IF_FROM(value, action) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (value), 0, 1), RETURN(action)
#define UNLESS_IS(value, action) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 1, 0), RETURN(action)

#define ALLOW SECCOMP_RET_ALLOW
#define NOTIFY SECCOMP_RET_USER_NOTIF
#define KILL SECCOMP_RET_KILL_PROCESS
#define REFUSE(error) (SECCOMP_RET_ERRNO | (error))

/** A piece of the program that looks at one call's arguments; every way through it returns. */
struct piece {
  const struct sock_filter *code;
  unsigned short length;
};
#define PIECE(...)                                                                   \
  {.code = (const struct sock_filter[]){__VA_ARGS__},                                \
   .length = sizeof((const struct sock_filter[]){__VA_ARGS__}) / sizeof(struct sock_filter)}

#define NEW_NAMESPACES                                                                                         \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)
#define OPENS_MORE (O_ACCMODE | O_CREAT | O_TRUNC | O_DIRECTORY)
#define UNSHARES_NO_NAMESPACE (CLONE_FILES | CLONE_FS | CLONE_SYSVSEM | CLONE_SIGHAND | CLONE_VM | CLONE_THREAD)

static const struct piece
    /* A child that is traced along would be a stranger to the gate, whose tracing lasts until an exec has failed. */
    clone_piece = PIECE(ARGUMENT(0), IF_ANY(NEW_NAMESPACES | CLONE_PTRACE, REFUSE(EPERM)), RETURN(ALLOW)),
    unshare_piece = PIECE(ARGUMENT(0), IF_ANY(~(unsigned)UNSHARES_NO_NAMESPACE, REFUSE(EPERM)), RETURN(ALLOW)),
    /* Text in a terminal's input is typed for the shell outside. */
    ioctl_piece =
        PIECE(ARGUMENT(1), IF_IS(TIOCSTI, REFUSE(EPERM)), IF_IS(TIOCLINUX, REFUSE(EPERM)), RETURN(ALLOW)),
    file_ioctl_piece = PIECE(ARGUMENT(1), IF_IS(TIOCSTI, REFUSE(EPERM)), IF_IS(TIOCLINUX, REFUSE(EPERM)),
                             IF_IS(FS_IOC_SETFLAGS, NOTIFY), IF_IS(FS_IOC_FSSETXATTR, NOTIFY),
                             IF_IS(FS_IOC32_SETFLAGS, REFUSE(ENOTTY)), IF_IS(FS_IOC_SETVERSION, REFUSE(ENOTTY)),
                             IF_IS(FS_IOC_SET_ENCRYPTION_POLICY, REFUSE(ENOTTY)), RETURN(ALLOW)),
    /* The gate knows an image by where the kernel put its stack and its arguments. */
    prctl_piece = PIECE(ARGUMENT(0), IF_IS(PR_SET_MM, REFUSE(EPERM)), RETURN(ALLOW)),
    /* A newer listener would be asked in the place of the gate: where none stands yet, the command gets none either. */
    seccomp_piece = PIECE(ARGUMENT(0), UNLESS_IS(SECCOMP_SET_MODE_FILTER, ALLOW), ARGUMENT(1),
                          IF_ANY(SECCOMP_FILTER_FLAG_NEW_LISTENER, REFUSE(EBUSY)), RETURN(ALLOW)),
    /* Connects without connect, and past Landlock. The errno of a kernel where it is switched off. */
    flags_2_piece = PIECE(ARGUMENT(2), IF_ANY(MSG_FASTOPEN, REFUSE(EOPNOTSUPP)), RETURN(ALLOW)),
    flags_3_piece = PIECE(ARGUMENT(3), IF_ANY(MSG_FASTOPEN, REFUSE(EOPNOTSUPP)), RETURN(ALLOW)),
    open_piece = PIECE(ARGUMENT(1), IF_ANY(OPENS_MORE, NOTIFY), RETURN(ALLOW)),
    openat_piece = PIECE(ARGUMENT(2), IF_ANY(OPENS_MORE, NOTIFY), RETURN(ALLOW)),
    own_limits_piece = PIECE(ARGUMENT(0), IF_IS(0, ALLOW), RETURN(REFUSE(EPERM)));

enum standing { always, when_notify_exec, when_notify_connect, when_shared, when_no_files, when_files, when_changed, when_opened };

/** One call: refused, notified, or looked at by its piece. */
struct rule {
  long call;
  enum standing standing;
  unsigned action;
  const struct piece *piece;
};

#define REFUSED(name, error) {SYS_##name, always, REFUSE(error), NULL}
#define LOOKED_AT(name) {SYS_##name, always, 0, &name##_piece}

#define NOTIFIED(name, standing) {SYS_##name, standing, NOTIFY, NULL}

static const struct rule rules[] = {
    /* Other processes. */
    REFUSED(ptrace, EPERM), REFUSED(process_vm_readv, EPERM), REFUSED(process_vm_writev, EPERM),
    REFUSED(process_madvise, EPERM), REFUSED(process_mrelease, EPERM), REFUSED(pidfd_getfd, EPERM),
    REFUSED(kcmp, EPERM), REFUSED(move_pages, EPERM), REFUSED(migrate_pages, EPERM),
    /* Namespaces. clone3 keeps its flags in memory; every C library falls back to clone. */
    REFUSED(clone3, ENOSYS), LOOKED_AT(clone), LOOKED_AT(unshare), REFUSED(setns, EPERM),
    /* Mounts and roots. */
    REFUSED(mount, EPERM), REFUSED(umount2, EPERM), REFUSED(move_mount, EPERM), REFUSED(open_tree, EPERM),
    REFUSED(open_tree_attr, EPERM), REFUSED(mount_setattr, EPERM), REFUSED(fsopen, EPERM), REFUSED(fsconfig, EPERM),
    REFUSED(fsmount, EPERM), REFUSED(fspick, EPERM), REFUSED(pivot_root, EPERM), REFUSED(chroot, EPERM),
    REFUSED(open_by_handle_at, EPERM), REFUSED(fanotify_init, EPERM), REFUSED(quotactl, EPERM),
    REFUSED(quotactl_fd, EPERM), REFUSED(swapon, EPERM), REFUSED(swapoff, EPERM), REFUSED(acct, EPERM),
    /* Wide ways into the kernel. io_uring makes calls that no filter sees; libuv and liburing know kernels without. */
    REFUSED(io_uring_setup, ENOSYS), REFUSED(io_uring_enter, ENOSYS), REFUSED(io_uring_register, ENOSYS),
    REFUSED(bpf, EPERM), REFUSED(perf_event_open, EPERM), REFUSED(userfaultfd, EPERM), REFUSED(add_key, EPERM),
    REFUSED(request_key, EPERM), REFUSED(keyctl, EPERM), REFUSED(lookup_dcookie, ENOSYS), REFUSED(nfsservctl, ENOSYS),
    {SYS_ioctl, when_no_files, 0, &ioctl_piece}, LOOKED_AT(prctl), LOOKED_AT(seccomp),
    /* The machine. adjtimex may be asked for the time by everybody; to set it takes a capability. */
    REFUSED(kexec_load, EPERM), REFUSED(kexec_file_load, EPERM), REFUSED(init_module, EPERM),
    REFUSED(finit_module, EPERM), REFUSED(delete_module, EPERM), REFUSED(reboot, EPERM), REFUSED(settimeofday, EPERM),
    REFUSED(clock_settime, EPERM), REFUSED(sethostname, EPERM), REFUSED(setdomainname, EPERM), REFUSED(syslog, EPERM),
    REFUSED(vhangup, EPERM),
#if defined(__x86_64__)
    REFUSED(iopl, EPERM), REFUSED(ioperm, EPERM), REFUSED(modify_ldt, ENOSYS), REFUSED(uselib, ENOSYS),
    REFUSED(sysfs, ENOSYS), REFUSED(_sysctl, ENOSYS),
#endif
    /* Sockets. */
    {SYS_sendto, always, 0, &flags_3_piece}, {SYS_sendmsg, always, 0, &flags_2_piece},
    {SYS_sendmmsg, always, 0, &flags_3_piece}, {SYS_socket, always, 0, NULL}, {SYS_socketpair, always, 0, NULL},
    /* What namespaces keep apart elsewhere. */
    {SYS_shmget, when_shared, REFUSE(EPERM), NULL}, {SYS_shmat, when_shared, REFUSE(EPERM), NULL},
    {SYS_shmctl, when_shared, REFUSE(EPERM), NULL}, {SYS_semget, when_shared, REFUSE(EPERM), NULL},
    {SYS_semop, when_shared, REFUSE(EPERM), NULL}, {SYS_semtimedop, when_shared, REFUSE(EPERM), NULL},
    {SYS_semctl, when_shared, REFUSE(EPERM), NULL}, {SYS_msgget, when_shared, REFUSE(EPERM), NULL},
    {SYS_msgsnd, when_shared, REFUSE(EPERM), NULL}, {SYS_msgrcv, when_shared, REFUSE(EPERM), NULL},
    {SYS_msgctl, when_shared, REFUSE(EPERM), NULL}, {SYS_mq_open, when_shared, REFUSE(EPERM), NULL},
    {SYS_mq_unlink, when_shared, REFUSE(EPERM), NULL}, {SYS_prlimit64, when_shared, 0, &own_limits_piece},
    /* Judged outside. */
    {SYS_execve, when_notify_exec, NOTIFY, NULL}, {SYS_execveat, when_notify_exec, NOTIFY, NULL},
    {SYS_connect, when_notify_connect, NOTIFY, NULL},
    /* Done outside, where Landlock can't grant them one by one, or knows nothing of them. */
    {SYS_openat, when_changed, 0, &openat_piece}, NOTIFIED(openat, when_opened),
    NOTIFIED(mkdirat, when_files), NOTIFIED(mknodat, when_files), NOTIFIED(unlinkat, when_files),
    NOTIFIED(renameat2, when_files), NOTIFIED(linkat, when_files), NOTIFIED(symlinkat, when_files),
    NOTIFIED(truncate, when_files), NOTIFIED(fchmodat, when_files), NOTIFIED(fchmodat2, when_files),
    NOTIFIED(fchmod, when_files), NOTIFIED(fchownat, when_files), NOTIFIED(fchown, when_files),
    NOTIFIED(utimensat, when_files), NOTIFIED(setxattr, when_files), NOTIFIED(lsetxattr, when_files),
    NOTIFIED(fsetxattr, when_files), NOTIFIED(removexattr, when_files), NOTIFIED(lremovexattr, when_files),
    NOTIFIED(fremovexattr, when_files), {SYS_ioctl, when_files, 0, &file_ioctl_piece},
    NOTIFIED(setpriority, when_files), NOTIFIED(ioprio_set, when_files), NOTIFIED(sched_setaffinity, when_files),
    NOTIFIED(sched_setscheduler, when_files), NOTIFIED(sched_setparam, when_files),
    NOTIFIED(sched_setattr, when_files),
    {SYS_setxattrat, when_files, REFUSE(ENOSYS), NULL}, {SYS_removexattrat, when_files, REFUSE(ENOSYS), NULL},
    {SYS_file_setattr, when_files, REFUSE(ENOSYS), NULL},
#ifdef SYS_renameat
    NOTIFIED(renameat, when_files),
#endif
#ifdef SYS_open
    {SYS_open, when_changed, 0, &open_piece}, NOTIFIED(open, when_opened), NOTIFIED(creat, when_files),
    NOTIFIED(mkdir, when_files), NOTIFIED(mknod, when_files), NOTIFIED(unlink, when_files),
    NOTIFIED(rmdir, when_files), NOTIFIED(rename, when_files), NOTIFIED(link, when_files),
    NOTIFIED(symlink, when_files), NOTIFIED(chmod, when_files), NOTIFIED(chown, when_files),
    NOTIFIED(lchown, when_files), NOTIFIED(utime, when_files), NOTIFIED(utimes, when_files),
    NOTIFIED(futimesat, when_files),
#endif
};

#define WHEN(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
#define TYPE ARGUMENT(1), MASK(0xf) /* the kernel's SOCK_TYPE_MASK */
#define PROTOCOL ARGUMENT(2)
/* MPTCP, SMC and SCTP go past Landlock's rules for TCP, L2TP below them. */
#define INET_PIECE(icmp)                                                                                          \
  PIECE(TYPE, IF_IS(SOCK_RAW, REFUSE(EPERM)), IF_IS(SOCK_PACKET, REFUSE(EPERM)),                                  \
        WHEN(SOCK_STREAM, 6), PROTOCOL, IF_IS(0, ALLOW), IF_IS(IPPROTO_TCP, ALLOW),                               \
        RETURN(REFUSE(EPROTONOSUPPORT)),                                                                          \
        WHEN(SOCK_DGRAM, 8), PROTOCOL, IF_IS(0, ALLOW), IF_IS(IPPROTO_UDP, ALLOW), IF_IS(icmp, ALLOW),            \
        RETURN(REFUSE(EPROTONOSUPPORT)), RETURN(REFUSE(ESOCKTNOSUPPORT)))

static const struct piece
    /* No datagrams, which could be sent to any address without connect; the kernel turns raw ones into datagrams. */
    unix_piece = PIECE(TYPE, IF_IS(SOCK_STREAM, ALLOW), IF_IS(SOCK_SEQPACKET, ALLOW),
                       RETURN(REFUSE(ESOCKTNOSUPPORT))),
    inet_piece = INET_PIECE(IPPROTO_ICMP),
    inet6_piece = INET_PIECE(IPPROTO_ICMPV6),
    /* Reads addresses and routes; to change them takes a capability. */
    netlink_piece = PIECE(PROTOCOL, IF_IS(NETLINK_ROUTE, ALLOW), RETURN(REFUSE(EPROTONOSUPPORT)));

struct program {
  struct sock_filter code[BPF_MAXINSNS];
  unsigned short length;
};

static void add(struct program *program, const struct sock_filter *code, size_t length) {
  if (length > BPF_MAXINSNS - (size_t)program->length) die("filter", "the program is too long");
  for (size_t i = 0; i < length; i++) program->code[program->length++] = code[i];
}
#define ADD(program, ...)                                          \
  add(program, (const struct sock_filter[]){__VA_ARGS__},          \
      sizeof((const struct sock_filter[]){__VA_ARGS__}) / sizeof(struct sock_filter))

static void add_family(struct program *program, unsigned family, const struct piece *piece) {
  ADD(program, WHEN(family, (unsigned char)piece->length));
  add(program, piece->code, piece->length);
}

static void add_socket(struct program *program, const struct filter *filter) {
  ADD(program, ARGUMENT(0));
  if (filter->notify_connect) add_family(program, AF_UNIX, &unix_piece);
  if (filter->inet) add_family(program, AF_INET, &inet_piece);
  if (filter->inet) add_family(program, AF_INET6, &inet6_piece);
  add_family(program, AF_NETLINK, &netlink_piece);
  ADD(program, RETURN(REFUSE(EAFNOSUPPORT)));
}

static void add_socket_pair(struct program *program) {
  ADD(program, ARGUMENT(0));
  add_family(program, AF_UNIX, &unix_piece);
  ADD(program, RETURN(REFUSE(EAFNOSUPPORT)));
}

static void add_rule(struct program *program, const struct rule *rule, const struct filter *filter) {
  ADD(program, BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)rule->call, 1, 0), RETURN(ALLOW));
  if (rule->piece != NULL) add(program, rule->piece->code, rule->piece->length);
  else if (rule->call == SYS_socket) add_socket(program, filter);
  else if (rule->call == SYS_socketpair) add_socket_pair(program);
  else ADD(program, RETURN(rule->action));
}

/** By halves, for the program runs on every call whose answer the kernel can't remember. */
static void add_search(struct program *program, const struct filter *filter, const struct rule *from, size_t count) {
  if (count == 1) {
    add_rule(program, from, filter);
    return;
  }
  size_t half = count / 2;
  ADD(program, BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (unsigned)from[half].call, 0, 1));
  unsigned short jump = program->length;
  ADD(program, BPF_STMT(BPF_JMP | BPF_JA, 0));
  add_search(program, filter, from, half);
  program->code[jump].k = program->length - jump - 1u;
  add_search(program, filter, from + half, count - half);
}

static int by_call(const void *one, const void *other) {
  long difference = ((const struct rule *)one)->call - ((const struct rule *)other)->call;
  return difference < 0 ? -1 : difference > 0;
}

static void write_program(struct program *program, const struct filter *filter) {
  const bool stands[] = {
      [always] = true,
      [when_notify_exec] = filter->notify_exec,
      [when_notify_connect] = filter->notify_connect,
      [when_shared] = filter->shared,
      [when_no_files] = filter->files == no_files,
      [when_files] = filter->files != no_files,
      [when_changed] = filter->files == changed_files,
      [when_opened] = filter->files == opened_files,
  };
  struct rule standing[sizeof rules / sizeof rules[0]];
  size_t count = 0;
  for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
    if (stands[rules[i].standing]) standing[count++] = rules[i];
  }
  qsort(standing, count, sizeof standing[0], by_call);
  ADD(program, LOAD(arch), UNLESS_IS(NATIVE_ARCH, KILL), LOAD(nr), IF_IS((unsigned)no_call, REFUSE(ENOSYS)));
#if defined(__x86_64__)
  ADD(program, IF_FROM(x32_bit, KILL));
#endif
  ADD(program, IF_FROM(first_unknown_call, REFUSE(ENOSYS)));
  add_search(program, filter, standing, count);
}

static int install(struct program *program, unsigned flags) {
  struct sock_fprog code = {.len = program->length, .filter = program->code};
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &code);
}

int filter_install(const struct filter *filter) {
  cleanup_free struct program *program = checked_realloc(NULL, sizeof *program);
  program->length = 0;
  write_program(program, filter);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) die_errno("filter", "PR_SET_NO_NEW_PRIVS");
  if (!filter->notify_exec && !filter->notify_connect && filter->files == no_files) {
    if (install(program, 0) != 0) die_errno("filter", "SECCOMP_SET_MODE_FILTER");
    return filter_without_listener;
  }
  /* A signal that would not kill must not break a call off while it is being judged, or done for the caller. */
  unsigned flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
  int listener = install(program, flags);
  /* KERNEL 5.19 knows WAIT_KILLABLE_RECV. */
  if (listener < 0 && errno == EINVAL) listener = install(program, SECCOMP_FILTER_FLAG_NEW_LISTENER);
  return listener < 0 ? filter_listener_refused : listener;
}
