#ifndef SALLYPORT_FILTER_CODE_H
#define SALLYPORT_FILTER_CODE_H

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

/* The words in which a filter of system calls is written. */

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#else
#error "this architecture is not known here: add its AUDIT_ARCH name"
#endif

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
#define PRETEND REFUSE(0) /* done, by its answer */

/** A piece of the program that looks at one call's arguments; every way through it returns. */
struct piece {
  const struct sock_filter *code;
  unsigned short length;
};
#define PIECE(...)                                                                   \
  {.code = (const struct sock_filter[]){__VA_ARGS__},                                \
   .length = sizeof((const struct sock_filter[]){__VA_ARGS__}) / sizeof(struct sock_filter)}
#define WHEN(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))

#endif
