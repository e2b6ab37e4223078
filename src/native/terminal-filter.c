#include "terminal-filter.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <linux/tiocl.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "die.h"

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#else
#error "this architecture is not known here: add its AUDIT_ARCH name"
#endif

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(action) BPF_STMT(BPF_RET | BPF_K, (action))
#define SKIP_UNLESS(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))
#define SKIP_BELOW(value, count) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, (value), 0, (count))

/* x32 calls carry this bit, and would name the same call by another number. */
enum { x32_bit = 0x40000000 };

void terminal_filter_install(void) {
  /* Low halves only: the kernel itself takes an ioctl's request as 32 bits. Little-endian, as both architectures are. */
  struct sock_filter filter[] = {
      LOAD(arch), SKIP_UNLESS(NATIVE_ARCH, 1), BPF_STMT(BPF_JMP | BPF_JA, 1), RETURN(SECCOMP_RET_KILL_PROCESS),
      LOAD(nr), SKIP_BELOW(x32_bit, 1), RETURN(SECCOMP_RET_KILL_PROCESS),
      SKIP_UNLESS(SYS_ioctl, 5),
      LOAD(args[1]),
      SKIP_UNLESS(TIOCSTI, 1), RETURN(SECCOMP_RET_ERRNO | EPERM),
      SKIP_UNLESS(TIOCLINUX, 1), RETURN(SECCOMP_RET_ERRNO | EPERM),
      RETURN(SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) die_errno("filter", "PR_SET_NO_NEW_PRIVS");
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) die_errno("filter", "PR_SET_SECCOMP");
}
