#define _GNU_SOURCE
#include "filter.h"

#include <errno.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "die.h"
#include "filter-rules.h"

#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

enum {
  x32_bit = 0x40000000, /* would name the same call by another number */
  /* KERNEL 6.18: what came later nobody has judged here, so this is a kernel that doesn't know it. */
  first_unknown_call = 470,
  no_call = -1, /* callers that only ask whether the kernel is there, and get ENOSYS from every kernel */
};

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
    /* Made outside. Datagrams could be sent to any address without connect. */
    confined_piece = PIECE(TYPE, WHEN(SOCK_STREAM, 6), PROTOCOL, IF_IS(0, NOTIFY), IF_IS(IPPROTO_TCP, NOTIFY),
                           RETURN(REFUSE(EPROTONOSUPPORT)), RETURN(REFUSE(EAFNOSUPPORT))),
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
  bool lonely = filter->internet == own_network;
  add_family(program, AF_INET, lonely ? &inet_piece : &confined_piece);
  add_family(program, AF_INET6, lonely ? &inet6_piece : &confined_piece);
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
      [when_no_files] = filter->files < changed_files,
      [when_none] = filter->files == no_files,
      [when_kept] = filter->files == kept_files,
      [when_files] = filter->files >= changed_files,
      [when_changed] = filter->files == changed_files,
      [when_opened] = filter->files == opened_files,
  };
  cleanup_free struct rule *standing = checked_realloc(NULL, filter_rule_count * sizeof *standing);
  size_t count = 0;
  for (size_t i = 0; i < filter_rule_count; i++) {
    if (stands[filter_rules[i].standing]) standing[count++] = filter_rules[i];
  }
  qsort(standing, count, sizeof *standing, by_call);
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

enum { holding_flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV };

bool filter_holds_callers(void) {
  /* A kernel that knows the flags gets as far as to the program that is not there. */
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, holding_flags, NULL) != 0 && errno == EFAULT;
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
  int listener = install(program, holding_flags);
  /* KERNEL 5.19 knows WAIT_KILLABLE_RECV. */
  if (listener < 0 && errno == EINVAL) listener = install(program, SECCOMP_FILTER_FLAG_NEW_LISTENER);
  return listener < 0 ? filter_listener_refused : listener;
}
