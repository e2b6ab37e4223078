#define _GNU_SOURCE
#include "filter-rules.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/tiocl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "newer-calls.h"

/* Since 5.1 new calls have one number on every architecture; the C library's headers may be older than these. */
#ifndef SYS_open_tree_attr
#define SYS_open_tree_attr 467
#endif
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_setxattrat
#define SYS_setxattrat 463
#define SYS_removexattrat 466
#endif
#ifndef SYS_file_setattr
#define SYS_file_setattr 469
#endif

/* KERNEL 6.7: the first of those with other keys. */
enum { first_newer_option = 38 /* TCP_AO_ADD_KEY */ };

#define NEW_NAMESPACES                                                                                         \
  (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)
/* shm_open says O_NOFOLLOW, for reading too. */
#define OPENS_MORE (O_ACCMODE | O_CREAT | O_TRUNC | O_DIRECTORY | O_NOFOLLOW)
#define UNSHARES_NO_NAMESPACE (CLONE_FILES | CLONE_FS | CLONE_SYSVSEM | CLONE_SIGHAND | CLONE_VM | CLONE_THREAD)

/* The bit of O_TMPFILE that O_DIRECTORY hasn't. */
#define MAKES (O_CREAT | (O_TMPFILE & ~O_DIRECTORY))
/*
 * A file that runs as whom it belongs to, and this is outside too, for any local user. On a folder set-group-ID hands its
 * group down, and chmod doesn't say what it is for: only where a file is made the bit is refused.
 */
#define NO_OWNER_MODE(index) ARGUMENT(index), IF_ANY(S_ISUID, REFUSE(EPERM))
#define NO_FILE_MODE(index) ARGUMENT(index), IF_ANY(S_ISUID | S_ISGID, REFUSE(EPERM))
/* Without one of these flags the mode is whatever the register held. */
#define NO_MADE_MODE(flags) \
  ARGUMENT(flags), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, MAKES, 0, 3), NO_FILE_MODE((flags) + 1)

static const struct piece
    /* A child that is traced along would be a stranger to the gate, whose tracing lasts until an exec has failed. */
    clone_piece = PIECE(ARGUMENT(0), IF_ANY(NEW_NAMESPACES | CLONE_PTRACE, REFUSE(EPERM)), RETURN(ALLOW)),
    unshare_piece = PIECE(ARGUMENT(0), IF_ANY(~(unsigned)UNSHARES_NO_NAMESPACE, REFUSE(EPERM)), RETURN(ALLOW)),
    /* Text in a terminal's input is typed for the shell outside. */
    ioctl_piece =
        PIECE(ARGUMENT(1), IF_IS(TIOCSTI, REFUSE(EPERM)), IF_IS(TIOCLINUX, REFUSE(EPERM)), RETURN(ALLOW)),
    file_ioctl_piece = PIECE(ARGUMENT(1), IF_IS(TIOCSTI, REFUSE(EPERM)), IF_IS(TIOCLINUX, REFUSE(EPERM)),
                             IF_IS(TIOCGPTPEER, NOTIFY), IF_IS(FS_IOC_SETFLAGS, NOTIFY), IF_IS(FS_IOC_FSSETXATTR, NOTIFY),
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
    open_piece = PIECE(NO_MADE_MODE(1), ARGUMENT(1), IF_ANY(OPENS_MORE, NOTIFY), RETURN(ALLOW)),
    openat_piece = PIECE(NO_MADE_MODE(2), ARGUMENT(2), IF_ANY(OPENS_MORE, NOTIFY), RETURN(ALLOW)),
    own_open_piece = PIECE(NO_MADE_MODE(1), RETURN(ALLOW)), served_open_piece = PIECE(NO_MADE_MODE(1), RETURN(NOTIFY)),
    own_openat_piece = PIECE(NO_MADE_MODE(2), RETURN(ALLOW)),
    served_openat_piece = PIECE(NO_MADE_MODE(2), RETURN(NOTIFY)),
    own_make_piece = PIECE(NO_FILE_MODE(1), RETURN(ALLOW)), served_make_piece = PIECE(NO_FILE_MODE(1), RETURN(NOTIFY)),
    own_makeat_piece = PIECE(NO_FILE_MODE(2), RETURN(ALLOW)),
    served_makeat_piece = PIECE(NO_FILE_MODE(2), RETURN(NOTIFY)),
    own_mode_piece = PIECE(NO_OWNER_MODE(1), RETURN(ALLOW)), served_mode_piece = PIECE(NO_OWNER_MODE(1), RETURN(NOTIFY)),
    own_modeat_piece = PIECE(NO_OWNER_MODE(2), RETURN(ALLOW)),
    served_modeat_piece = PIECE(NO_OWNER_MODE(2), RETURN(NOTIFY)),
    /* A server that shares its port would take connections of the host's servers away; a connection that is made with
       the first data would not be the one that was looked at; and without its key a socket would be anybody's. */
    option_piece = PIECE(ARGUMENT(1), WHEN(SOL_SOCKET, 4), ARGUMENT(2), IF_IS(SO_REUSEPORT, PRETEND), RETURN(ALLOW),
                         UNLESS_IS(IPPROTO_TCP, ALLOW), ARGUMENT(2),
                         IF_IS(TCP_FASTOPEN_CONNECT, REFUSE(EOPNOTSUPP)),
                         IF_IS(TCP_MD5SIG, REFUSE(EPERM)), IF_IS(TCP_MD5SIG_EXT, REFUSE(EPERM)),
                         IF_FROM(first_newer_option, REFUSE(ENOPROTOOPT)), RETURN(ALLOW)),
    /* The address of the path is 0 where a file descriptor says it all: who has one of a kept file gets the kernel's answer. */
    times_piece = PIECE(ARGUMENT(1), IF_IS(0, ALLOW), RETURN(NOTIFY)),
    remove_piece = PIECE(ARGUMENT(2), IF_ANY(AT_REMOVEDIR, NOTIFY), RETURN(ALLOW)),
    own_limits_piece = PIECE(ARGUMENT(0), IF_IS(0, ALLOW), RETURN(REFUSE(EPERM)));

#define REFUSED(name, error) {SYS_##name, always, REFUSE(error), NULL}
#define LOOKED_AT(name) {SYS_##name, always, 0, &name##_piece}

#define NOTIFIED(name, standing) {SYS_##name, standing, NOTIFY, NULL}
#define OWN(name, kind, standing) {SYS_##name, standing, 0, &own_##kind##_piece}
#define SERVED(name, kind, standing) {SYS_##name, standing, 0, &served_##kind##_piece}

const struct rule filter_rules[] = {
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
    {SYS_setsockopt, when_shared, 0, &option_piece},
    /* Judged outside. */
    {SYS_execve, when_notify_exec, NOTIFY, NULL}, {SYS_execveat, when_notify_exec, NOTIFY, NULL},
    {SYS_connect, when_notify_connect, NOTIFY, NULL},
    /* What changes nothing succeeds. Walk through a tree and they come by thousands: what works on open files is left out. */
    SERVED(fchmodat, modeat, when_kept), SERVED(fchmodat2, modeat, when_kept), NOTIFIED(fchownat, when_kept),
    {SYS_utimensat, when_kept, 0, &times_piece}, {SYS_unlinkat, when_kept, 0, &remove_piece},
    /* Modes. openat2 keeps its own in memory; who calls it knows kernels without. */
    REFUSED(openat2, ENOSYS), OWN(openat, openat, when_no_files), OWN(mknodat, makeat, when_no_files),
    OWN(fchmodat, modeat, when_none), OWN(fchmodat2, modeat, when_none), OWN(fchmod, mode, when_no_files),
#ifdef SYS_open
    OWN(open, open, when_no_files), OWN(creat, make, when_no_files), OWN(mknod, make, when_no_files),
    OWN(chmod, mode, when_none),
#endif
    /* Done outside, where Landlock can't grant them one by one, or knows nothing of them. */
    {SYS_openat, when_changed, 0, &openat_piece}, SERVED(openat, openat, when_opened),
    NOTIFIED(mkdirat, when_files), SERVED(mknodat, makeat, when_files), NOTIFIED(unlinkat, when_files),
    NOTIFIED(renameat2, when_files), NOTIFIED(linkat, when_files), NOTIFIED(symlinkat, when_files),
    NOTIFIED(truncate, when_files), SERVED(fchmodat, modeat, when_files), SERVED(fchmodat2, modeat, when_files),
    SERVED(fchmod, mode, when_files), NOTIFIED(fchownat, when_files), NOTIFIED(fchown, when_files),
    NOTIFIED(utimensat, when_files), NOTIFIED(setxattr, when_files), NOTIFIED(lsetxattr, when_files),
    NOTIFIED(fsetxattr, when_files), NOTIFIED(removexattr, when_files), NOTIFIED(lremovexattr, when_files),
    NOTIFIED(fremovexattr, when_files), {SYS_ioctl, when_files, 0, &file_ioctl_piece},
    NOTIFIED(setpriority, when_files), NOTIFIED(ioprio_set, when_files), NOTIFIED(sched_setaffinity, when_files),
    NOTIFIED(sched_setscheduler, when_files), NOTIFIED(sched_setparam, when_files),
    NOTIFIED(sched_setattr, when_files), NOTIFIED(bind, when_files),
    {SYS_setxattrat, when_files, REFUSE(ENOSYS), NULL}, {SYS_removexattrat, when_files, REFUSE(ENOSYS), NULL},
    {SYS_file_setattr, when_files, REFUSE(ENOSYS), NULL},
#ifdef SYS_renameat
    NOTIFIED(renameat, when_files),
#endif
#ifdef SYS_open
    {SYS_open, when_changed, 0, &open_piece}, SERVED(open, open, when_opened), SERVED(creat, make, when_files),
    NOTIFIED(mkdir, when_files), SERVED(mknod, make, when_files), NOTIFIED(unlink, when_files),
    NOTIFIED(rmdir, when_files), NOTIFIED(rename, when_files), NOTIFIED(link, when_files),
    NOTIFIED(symlink, when_files), SERVED(chmod, mode, when_files), NOTIFIED(chown, when_files),
    NOTIFIED(lchown, when_files), NOTIFIED(utime, when_files), NOTIFIED(utimes, when_files),
    NOTIFIED(futimesat, when_files),
    NOTIFIED(rmdir, when_kept), SERVED(chmod, mode, when_kept), NOTIFIED(chown, when_kept), NOTIFIED(lchown, when_kept),
    NOTIFIED(utime, when_kept), NOTIFIED(utimes, when_kept), NOTIFIED(futimesat, when_kept),
#endif
};
const size_t filter_rule_count = sizeof filter_rules / sizeof filter_rules[0];
