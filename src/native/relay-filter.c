#define _GNU_SOURCE
#include "relay-filter.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "filter-code.h"

#define CALL(name) IF_IS(SYS_##name, ALLOW)
/** A call that is looked at; every way through what looks at it returns. */
#define CALL_IF(name, ...)                                                                                       \
  WHEN(SYS_##name, sizeof((const struct sock_filter[]){__VA_ARGS__}) / sizeof(struct sock_filter)), __VA_ARGS__

enum { type_mask = 0xf /* the kernel's SOCK_TYPE_MASK */ };

/** Calls without a branch on arguments come first: the kernel answers those without running this at all. */
static const struct sock_filter code[] = {
    LOAD(arch), UNLESS_IS(NATIVE_ARCH, KILL), LOAD(nr),
    /* What is carried. */
    CALL(recvfrom), CALL(sendto), CALL(sendmsg), CALL(accept4), CALL(connect), CALL(shutdown), CALL(close),
    CALL(epoll_ctl), CALL(epoll_pwait),
#ifdef SYS_epoll_wait
    CALL(epoll_wait),
#endif
#ifdef SYS_poll
    CALL(poll),
#endif
    CALL(ppoll),
    /* What it takes to run: the clock, memory, last words. */
    CALL(clock_gettime), CALL(brk), CALL(munmap), CALL(mremap), CALL(madvise), CALL(getrandom), CALL(write),
    CALL(writev), CALL(restart_syscall), CALL(exit_group),
    /* No memory whose bytes could be run. */
    CALL_IF(mmap, ARGUMENT(2), IF_ANY(PROT_EXEC, KILL), RETURN(ALLOW)),
    CALL_IF(mprotect, ARGUMENT(2), IF_ANY(PROT_EXEC, KILL), RETURN(ALLOW)),
    CALL_IF(ioctl, ARGUMENT(1), UNLESS_IS(SIOCOUTQ, KILL), RETURN(ALLOW)),
    CALL_IF(socket, ARGUMENT(1), MASK(type_mask), UNLESS_IS(SOCK_STREAM, KILL), ARGUMENT(0), IF_IS(AF_INET, ALLOW),
            IF_IS(AF_INET6, ALLOW), RETURN(KILL)),
    CALL_IF(setsockopt, ARGUMENT(1), WHEN(SOL_SOCKET, 4), ARGUMENT(2), IF_IS(SO_OOBINLINE, ALLOW), RETURN(KILL),
            UNLESS_IS(IPPROTO_TCP, KILL), ARGUMENT(2), IF_IS(TCP_NODELAY, ALLOW), RETURN(KILL)),
    RETURN(KILL),
};

void relay_filter_install(void) {
  struct sock_fprog program = {.len = sizeof code / sizeof *code, .filter = (struct sock_filter *)(uintptr_t)code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) die_errno("listen", "PR_SET_NO_NEW_PRIVS");
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) die_errno("listen", "SECCOMP_SET_MODE_FILTER");
}
