#ifndef SALLYPORT_NEWER_CALLS_H
#define SALLYPORT_NEWER_CALLS_H

/*
 * Calls that the kernel has and not every libc knows: musl has no functions for some, older headers no numbers.
 * To be included behind the libc's own headers. Numbers from 424 on are the same on every architecture.
 */

#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif
#ifndef SYS_quotactl_fd
#define SYS_quotactl_fd 443
#endif
#ifndef SYS_process_mrelease
#define SYS_process_mrelease 448
#endif

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE (1 << 0)
#endif

#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS _IOW('!', 4, __u64)
#define SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP (1UL << 0)
#endif
#ifndef __GLIBC__
#define close_range(first, last, flags) ((int)syscall(SYS_close_range, first, last, flags))
#define renameat2(old_folder, old, new_folder, new, flags) \
  ((int)syscall(SYS_renameat2, old_folder, old, new_folder, new, flags))
#endif

#endif
