#define _GNU_SOURCE
#include <errno.h>
#include <linux/bpf.h>
#include <linux/filter.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <sys/wait.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <sys/io.h>
#endif

#include "attack.h"

/*
 * The arguments are such that even the machine's root changes nothing with them: how the kernel answers tells whether
 * it ever came to look at them.
 */
static int load_program(char **w) {
  struct bpf_insn code[] = {{.code = 0xb7}, {.code = 0x95}}; /* r0 = 0; exit */
  union bpf_attr attributes = {.prog_type = BPF_PROG_TYPE_SOCKET_FILTER, .insn_cnt = 2};
  (void)w;
  attributes.insns = (unsigned long)code;
  attributes.license = (unsigned long)"GPL";
  return (int)syscall(SYS_bpf, BPF_PROG_LOAD, &attributes, sizeof attributes);
}

static int make_map(char **w) {
  union bpf_attr attributes = {.map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4, .max_entries = 1};
  (void)w;
  return (int)syscall(SYS_bpf, BPF_MAP_CREATE, &attributes, sizeof attributes);
}

static int count_events(char **w) {
  struct perf_event_attr attributes = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attributes,
                                       .config = PERF_COUNT_SW_TASK_CLOCK, .exclude_kernel = 1, .exclude_hv = 1};
  (void)w;
  return (int)syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0);
}

static int make_ring(char **w) {
  unsigned int parameters[30] = {0};
  (void)w;
  return (int)syscall(SYS_io_uring_setup, 1, parameters);
}

static int catch_faults(char **w) { (void)w; return (int)syscall(SYS_userfaultfd, 1 /* UFFD_USER_MODE_ONLY */); }
static int load_kernel(char **w) { (void)w; return (int)syscall(SYS_kexec_load, 0, 0, NULL, 0xffff); }
static int load_kernel_file(char **w) { (void)w; return (int)syscall(SYS_kexec_file_load, -1, -1, 0, NULL, 0xffff); }
static int load_module(char **w) { (void)w; return (int)syscall(SYS_init_module, "", 0, ""); }
static int load_module_file(char **w) { (void)w; return (int)syscall(SYS_finit_module, -1, "", 0); }
static int unload_module(char **w) { (void)w; return (int)syscall(SYS_delete_module, "sallyport-none", 04000); }
static int restart(char **w) { (void)w; return (int)syscall(SYS_reboot, 0, 0, 0, NULL); }
static int add_swap(char **w) { return swapon(w[0], 0); }
static int remove_swap(char **w) { return swapoff(w[0]); }
static int name_host(char **w) { return sethostname(w[0], strlen(w[0])); }
static int name_domain(char **w) { return setdomainname(w[0], strlen(w[0])); }
static int set_time(char **w) { (void)w; return (int)syscall(SYS_settimeofday, NULL, NULL); }
static int set_clock(char **w) { struct timespec at = {0}; (void)w; return (int)syscall(SYS_clock_settime, 1, &at); }
static int account(char **w) { return acct(w[0]); }
static int quota(char **w) { return (int)syscall(SYS_quotactl, 0x800004 << 8, w[0], 0, NULL); }
static int read_log(char **w) { char text[64]; (void)w; return (int)syscall(SYS_syslog, 3, text, sizeof text); }

static int tune_clock(char **w) {
  struct timex now = {0};
  (void)w;
  if (adjtimex(&now) < 0) return -1;
  now.modes = ADJ_STATUS;
  return adjtimex(&now);
}

static int hang_up(char **w) {
  (void)w;
  pid_t child = fork();
  if (child == 0) {
    setsid(); /* there is no terminal to hang up */
    _exit(vhangup() == 0 ? 0 : errno);
  }
  int status;
  if (waitpid(child, &status, 0) < 0) return -1;
  errno = WEXITSTATUS(status);
  return errno == 0 ? 0 : -1;
}

/** Whoever listens to a filter of their own answers calls in the name of the kernel. */
static int listen_to_calls(char **w) {
  struct sock_filter code[] = {{.code = BPF_RET | BPF_K, .k = SECCOMP_RET_ALLOW}};
  struct sock_fprog program = {.len = 1, .filter = code};
  (void)w;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return -1;
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
}

#if defined(__x86_64__)
static int open_ports(char **w) { (void)w; return iopl(3); }
static int open_port(char **w) { (void)w; return ioperm(0x80, 1, 1); }
static int change_segments(char **w) { char text[16]; (void)w; return (int)syscall(SYS_modify_ldt, 0, text, sizeof text); }

/** A call through the door of 32-bit programs, whose numbers mean other things. */
static int call_i386(char **w) {
  long result;
  (void)w;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L /* getpid there */) : "memory", "r8", "r9", "r10", "r11");
  errno = (int)-result;
  return result > 0 ? 0 : -1;
}

static int call_x32(char **w) { (void)w; return (int)syscall(SYS_getpid | 0x40000000); }
#endif

const struct attack kernel_attacks[] = {
    {"bpf-load", load_program}, {"bpf-map", make_map}, {"perf", count_events}, {"io-uring", make_ring},
    {"userfaultfd", catch_faults}, {"kexec", load_kernel}, {"kexec-file", load_kernel_file},
    {"module", load_module}, {"module-file", load_module_file}, {"module-unload", unload_module},
    {"reboot", restart}, {"swapon", add_swap}, {"swapoff", remove_swap}, {"hostname", name_host},
    {"domainname", name_domain}, {"settimeofday", set_time}, {"clock-settime", set_clock}, {"adjtimex", tune_clock},
    {"acct", account}, {"quota", quota}, {"log-read", read_log}, {"vhangup", hang_up},
    {"seccomp-listener", listen_to_calls},
#if defined(__x86_64__)
    {"iopl", open_ports}, {"ioperm", open_port}, {"modify-ldt", change_segments}, {"i386", call_i386},
    {"x32", call_x32},
#endif
    {NULL, NULL},
};
