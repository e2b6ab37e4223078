#define _GNU_SOURCE
#include "trace-exec.h"

#include <elf.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

bool tracee_seize(pid_t tid) {
  return ptrace(PTRACE_SEIZE, tid, NULL, (void *)(PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL)) == 0;
}

void tracee_interrupt(pid_t tid) { ptrace(PTRACE_INTERRUPT, tid, NULL, NULL); }

bool has_company(pid_t tid) {
  char path[32];
  struct stat status;
  snprintf(path, sizeof path, "/proc/%d/task", tid);
  return stat(path, &status) != 0 || status.st_nlink != 3; /* `.`, `..` and one thread */
}

bool are_of_one_process(pid_t tid, pid_t other) {
  char path[48];
  snprintf(path, sizeof path, "/proc/%d/task/%d", tid, other);
  return access(path, F_OK) == 0;
}

bool tracee_has_execed(pid_t pid, int status, pid_t *before) {
  if (status >> 8 != (SIGTRAP | PTRACE_EVENT_EXEC << 8)) return false;
  unsigned long message = 0;
  *before = ptrace(PTRACE_GETEVENTMSG, pid, NULL, &message) == 0 ? (pid_t)message : pid;
  return true;
}

void tracee_pass(pid_t tid, int status) {
  bool delivers = status >> 16 == 0; /* else a stop of the kernel's own making */
  ptrace(PTRACE_DETACH, tid, NULL, (void *)(uintptr_t)(delivers ? WSTOPSIG(status) : 0));
}

void tracee_release(pid_t tid) { ptrace(PTRACE_DETACH, tid, NULL, NULL); }

#if defined(__x86_64__)
/* mov $STATUS, %edi; mov $exit_group, %eax; syscall */
static const unsigned char ending[16] = {0xbf, 0, 0, 0, 0, 0xb8, 0xe7, 0, 0, 0, 0x0f, 0x05, 0xcc, 0xcc, 0xcc, 0xcc};
enum { status_at = 1 };
static void put_status(unsigned char *code, int status) { code[status_at] = (unsigned char)status; }
static uintptr_t next_instruction(const struct user_regs_struct *registers) { return registers->rip; }
#elif defined(__aarch64__)
/* movz x0, #STATUS; movz x8, #exit_group; svc #0; brk #0 */
static const unsigned char ending[16] = {0, 0, 0x80, 0xd2, 0xc8, 0x0b, 0x80, 0xd2, 1, 0, 0, 0xd4, 0, 0, 0x20, 0xd4};
static void put_status(unsigned char *code, int status) {
  code[0] = (unsigned char)(status << 5);
  code[1] = (unsigned char)(status >> 3);
}
static uintptr_t next_instruction(const struct user_regs_struct *registers) { return registers->pc; }
#else
#error "this architecture's way to end a process is not known here"
#endif

void tracee_exit(pid_t tid, int status) {
  struct user_regs_struct registers;
  struct iovec vector = {.iov_base = &registers, .iov_len = sizeof registers};
  unsigned char code[sizeof ending];
  memcpy(code, ending, sizeof ending);
  put_status(code, status);
  bool written = ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &vector) == 0;
  for (size_t at = 0; written && at < sizeof code; at += sizeof(long)) {
    long word;
    memcpy(&word, code + at, sizeof word);
    written = ptrace(PTRACE_POKETEXT, tid, (void *)(next_instruction(&registers) + at), (void *)word) == 0;
  }
  /* Without the right status then, but never with its own first instruction. */
  if (!written) kill(tid, SIGKILL);
  ptrace(PTRACE_DETACH, tid, NULL, NULL);
}
