/*
 * Attackers of the exec gate. Each swaps something between what is asked about and what the kernel loads: `races NAME
 * TRIES`, in a folder with the programs `permit` and `denied`; every program that runs leaves one letter in the file
 * `ran`. With a third word it stops as soon as something has run that should not have.
 *
 * Compiled with MARK it is such a program: `d` for the denied file, `w` for an unwanted word, `v` for an unwanted
 * variable, else `p`.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { trace_fd = 3, swapped_fd = 10, permit_fd = 20, denied_fd, memory_fd };

#ifdef MARK

int main(int argc, char **argv) {
  const char *variable = getenv("RACE");
  char letter = MARK;
  if (letter == 'p' && variable != NULL && strcmp(variable, "bad") == 0) letter = 'v';
  for (int i = 1; letter == 'p' && i < argc; i++) {
    if (strcmp(argv[i], "unwanted") == 0) letter = 'w';
  }
  return write(trace_fd, &letter, 1) == 1 ? 0 : 1;
}

#else

/* Eight bytes each, so that one store swaps them. */
static const char *const paths[] = {"./permit", "./denied"};
static const char *const words[] = {"harmless", "unwanted"};
static const char *const variables[] = {"RACE=yes", "RACE=bad"};
static const char *const scripts[] = {"#!./permit\n", "#!./denied\n"};

/* What the attackers hand to execve, in memory that all of their processes have. */
static struct shared {
  _Alignas(8) char path[16];
  _Alignas(8) char word[16];
  _Alignas(8) char variable[16];
  volatile pid_t number; /* of the thread whose number somebody waits for */
  volatile bool may_exec;
} *shared;

static void die(const char *what) {
  perror(what);
  _exit(99);
}

static void store(char *into, const char *text) {
  uint64_t bytes;
  memcpy(&bytes, text, sizeof bytes);
  __atomic_store_n((uint64_t *)(void *)into, bytes, __ATOMIC_SEQ_CST);
}

static void exchange(const char *one, const char *other) {
  if (syscall(SYS_renameat2, AT_FDCWD, one, AT_FDCWD, other, 2 /* RENAME_EXCHANGE */) != 0) die("renameat2");
}

static void swap_path(int side) { store(shared->path, paths[side]); }
static void swap_word(int side) { store(shared->word, words[side]); }
static void swap_variable(int side) { store(shared->variable, variables[side]); }
static void swap_fd(int side) { dup2(permit_fd + side, swapped_fd); }
static void swap_folder(int side) { (void)!fchdir(permit_fd + side); }
static void swap_memory(int side) { (void)!pwrite(memory_fd, scripts[side], strlen(scripts[side]), 0); }
static void swap_link(int side) { (void)side, exchange("link", "other-link"); }
static void swap_file(int side) { (void)side, exchange("file", "other-file"); }
static void swap_script(int side) { (void)side, exchange("script", "other-script"); }
static void swap_nothing(int side) { (void)side; }

static void write_script(const char *name, const char *text) {
  unlink(name);
  int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
  if (fd < 0 || write(fd, text, strlen(text)) < 0) die(name);
  close(fd);
}

static void hold(const char *name, int fd) {
  int opened = open(name, O_PATH);
  if (opened < 0 || dup2(opened, fd) < 0) die(name);
  close(opened);
}

static void prepare_folders(void) { hold("permit-folder", permit_fd), hold("denied-folder", denied_fd), swap_fd(0); }
static void prepare_programs(void) { hold("permit", permit_fd), hold("denied", denied_fd), swap_fd(0); }

static void prepare_memory(void) {
  int fd = memfd_create("script", 0);
  if (fd < 0 || dup2(fd, memory_fd) < 0) die("memfd_create");
  swap_memory(0);
}

static void prepare_links(void) {
  unlink("link"), unlink("other-link");
  if (symlink("permit", "link") != 0 || symlink("denied", "other-link") != 0) die("symlink");
}

static void prepare_files(void) {
  unlink("file"), unlink("other-file");
  if (link("permit", "file") != 0 || link("denied", "other-file") != 0) die("link");
}

static void prepare_scripts(void) { write_script("script", scripts[0]), write_script("other-script", scripts[1]); }
static void prepare_nothing(void) {}

/** What is swapped, and the path that leads there. */
struct target {
  void (*prepare)(void);
  void (*swap)(int side);
  const char *path;
  int folder; /* for execveat */
};

static const struct target
    by_path = {prepare_nothing, swap_path, NULL, AT_FDCWD},
    by_word = {prepare_nothing, swap_word, NULL, AT_FDCWD},
    by_variable = {prepare_nothing, swap_variable, NULL, AT_FDCWD},
    by_link = {prepare_links, swap_link, "./link", AT_FDCWD},
    by_file = {prepare_files, swap_file, "./file", AT_FDCWD},
    by_script = {prepare_scripts, swap_script, "./script", AT_FDCWD},
    by_folder_fd = {prepare_folders, swap_fd, "program", swapped_fd},
    by_working_folder = {prepare_folders, swap_folder, "./program", AT_FDCWD},
    by_fd_name = {prepare_programs, swap_fd, "/proc/self/fd/10", AT_FDCWD},
    by_fd = {prepare_programs, swap_fd, "", swapped_fd},
    by_memory = {prepare_memory, swap_memory, "/proc/self/fd/22", AT_FDCWD},
    by_nothing = {prepare_nothing, swap_nothing, NULL, AT_FDCWD};

static const struct target *target;
static int tries_made;

static void try_exec(void) {
  char *const argv[] = {"program", shared->word, NULL};
  char *const env[] = {shared->variable, NULL};
  const char *path = target->path == NULL ? shared->path : target->path;
  if (target->folder == AT_FDCWD) execve(path, argv, env);
  else syscall(SYS_execveat, target->folder, path, argv, env, AT_EMPTY_PATH);
}

static void pause_shortly(void) {
  static __thread unsigned seed = 1;
  seed = seed * 1103515245u + 12345u;
  nanosleep(&(struct timespec){.tv_nsec = seed >> 16 & 0x7fff}, NULL); /* up to 33 µs, and what the kernel adds */
}

static _Noreturn void swap_for_ever(void) {
  prctl(PR_SET_TIMERSLACK, 1);
  for (int side = 1;; side = !side) {
    target->swap(side);
    pause_shortly();
  }
}

static void *swapping_thread(void *unused) {
  (void)unused;
  swap_for_ever();
}

static void *exec_thread(void *unused) {
  (void)unused;
  try_exec();
  return NULL;
}

static pthread_t start(void *(*body)(void *)) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, body, NULL) != 0) die("pthread_create");
  return thread;
}

/* How a child of its own comes to its exec. */
static void leader_execs(void) {
  start(swapping_thread);
  try_exec();
}

static void undumpable_execs(void) {
  prctl(PR_SET_DUMPABLE, 0);
  leader_execs();
}

static void other_thread_execs(void) {
  start(swapping_thread);
  pthread_join(start(exec_thread), NULL);
}

static void two_threads_exec(void) {
  start(swapping_thread);
  pthread_t one = start(exec_thread), other = start(exec_thread);
  try_exec();
  pthread_join(one, NULL);
  pthread_join(other, NULL);
}

static int swap_as_sibling(void *parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  /* Orphaned before it said so it would swap on, and take the processor from all tries that follow. */
  if (getppid() != *(pid_t *)parent) _exit(0);
  swap_for_ever();
}

static void sibling_swaps(void) {
  static char stack[65536] __attribute__((aligned(16)));
  static pid_t self;
  self = getpid();
  if (clone(swap_as_sibling, stack + sizeof stack, CLONE_VM | CLONE_FILES | CLONE_FS, &self) < 0) die("clone");
  try_exec();
}

static void just_execs(void) { try_exec(); }

static void fork_and(void (*body)(void)) {
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child == 0) {
    body();
    _exit(1);
  }
}

/* One try; its process is reaped later. */
static void once_leader(void) { fork_and(leader_execs); }
static void once_undumpable(void) { fork_and(undumpable_execs); }
static void once_other_thread(void) { fork_and(other_thread_execs); }
static void once_two_threads(void) { fork_and(two_threads_exec); }
static void once_sibling(void) { fork_and(sibling_swaps); }
static void once_alone(void) { fork_and(just_execs); }

static void once_vfork(void) {
  pid_t child = vfork();
  if (child < 0) die("vfork");
  if (child == 0) {
    try_exec();
    _exit(1);
  }
}

static void once_spawn(void) {
  pid_t child;
  char *const argv[] = {"program", shared->word, NULL};
  char *const env[] = {shared->variable, NULL};
  (void)!posix_spawn(&child, shared->path, NULL, NULL, argv, env);
}

/** Allowed and denied ones in turn, nothing swapped: all of the former run, none of the latter. */
static void once_mixed(void) {
  pid_t child;
  char *const argv[] = {"program", NULL};
  (void)!posix_spawn(&child, paths[__atomic_fetch_add(&tries_made, 1, __ATOMIC_SEQ_CST) % 2], NULL, NULL, argv, argv + 1);
}

/** Killed at any moment, so that its thread's number may be another's while it is decided about. */
static void once_killed(void) {
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child == 0) {
    leader_execs();
    _exit(1);
  }
  for (int i = child % 8; i > 0; i--) pause_shortly();
  kill(child, SIGKILL);
}

/** Becomes its leader; its number is free while the kernel takes apart what the process had in memory. */
static void *give_number_away(void *unused) {
  (void)unused;
  shared->number = (pid_t)syscall(SYS_gettid);
  while (!shared->may_exec) pause_shortly();
  execl(paths[0], "program", (char *)NULL);
  _exit(1);
}

static _Noreturn void large_execs(void) {
  size_t size = 64 << 20;
  char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) die("mmap");
  madvise(memory, size, MADV_NOHUGEPAGE);
  memset(memory, 1, size);
  start(give_number_away);
  for (;;) pause();
}

/** A child that gets the number tries; so does the last one, whatever it has got. The number that it had. */
static pid_t fork_for(pid_t number, bool last) {
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child == 0 && (getpid() == number || last)) {
    alarm(20); /* one that nobody answers */
    leader_execs();
  }
  if (child == 0) _exit(1);
  waitpid(child, NULL, 0);
  return child;
}

static void once_successor(void) {
  enum { most_forks = 150, shortly_before = 4 };
  shared->number = 0, shared->may_exec = false;
  pid_t child = fork();
  if (child < 0) die("fork");
  if (child == 0) large_execs();
  while (shared->number == 0) pause_shortly();
  pid_t number = shared->number, at = 0;
  for (int i = 0; i < most_forks && (at >= number || at < number - shortly_before); i++) at = fork_for(0, false);
  shared->may_exec = true;
  while (syscall(SYS_tgkill, child, number, 0) == 0) continue;
  for (int i = 1; i <= shortly_before * 2 && at != number; i++) at = fork_for(number, i == shortly_before * 2);
}

enum swapper { within, in_a_thread, in_a_process };

static const struct attacker {
  const char *name;
  const struct target *target;
  void (*once)(void);
  enum swapper swapper;
  int threads; /* that try at the same time */
} attackers[] = {
    {"path-by-thread", &by_path, once_leader, within, 1},
    {"path-by-process", &by_path, once_alone, in_a_process, 1},
    {"path-by-sibling", &by_path, once_sibling, within, 1},
    {"path-in-vfork", &by_path, once_vfork, in_a_thread, 1},
    {"path-in-spawn-storm", &by_path, once_spawn, in_a_thread, 8},
    {"path-of-undumpable", &by_path, once_undumpable, within, 1},
    {"path-in-other-thread", &by_path, once_other_thread, within, 1},
    {"path-in-two-threads", &by_path, once_two_threads, within, 1},
    {"path-killed", &by_path, once_killed, within, 4},
    {"path-under-number-of-another", &by_path, once_successor, within, 1},
    {"word-by-thread", &by_word, once_leader, within, 1},
    {"word-by-process", &by_word, once_alone, in_a_process, 1},
    {"word-in-spawn-storm", &by_word, once_spawn, in_a_thread, 8},
    {"variable-by-thread", &by_variable, once_leader, within, 1},
    {"link-by-process", &by_link, once_alone, in_a_process, 1},
    {"file-by-process", &by_file, once_alone, in_a_process, 1},
    {"script-by-process", &by_script, once_alone, in_a_process, 1},
    {"folder-fd-by-thread", &by_folder_fd, once_leader, within, 1},
    {"working-folder-by-thread", &by_working_folder, once_leader, within, 1},
    {"fd-name-by-thread", &by_fd_name, once_leader, within, 1},
    {"fd-by-thread", &by_fd, once_leader, within, 1},
    {"memory-by-process", &by_memory, once_alone, in_a_process, 1},
    {"mixed-spawn-storm", &by_nothing, once_mixed, within, 8},
};

static const struct attacker *attacker;
static int tries_left;
static bool until_won;

static size_t count(const char *letters) {
  char bytes[65536];
  ssize_t got = pread(trace_fd, bytes, sizeof bytes, 0);
  size_t found = 0;
  for (ssize_t i = 0; i < got; i++) found += strchr(letters, bytes[i]) != NULL;
  return found;
}

static void *attack(void *unused) {
  (void)unused;
  while (__atomic_sub_fetch(&tries_left, 1, __ATOMIC_SEQ_CST) >= 0) {
    attacker->once();
    while (waitpid(-1, NULL, __WALL) < 0 && errno == EINTR) continue;
    if (until_won && count("dwv") > 0) break;
  }
  return NULL;
}

static void start_swapper(void) {
  if (attacker->swapper == in_a_thread) start(swapping_thread);
  if (attacker->swapper != in_a_process) return;
  pid_t parent = getpid(), child = fork();
  if (child < 0) die("fork");
  if (child != 0) return;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() == parent) swap_for_ever();
  _exit(0);
}

static void prepare(void) {
  int flags = O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  int trace = open("ran", flags, 0600);
  if (trace < 0 || dup2(trace, trace_fd) < 0) die("ran");
  shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) die("mmap");
  swap_path(0), swap_word(0), swap_variable(0);
  target = attacker->target;
  target->prepare();
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  for (size_t i = 0; i < sizeof attackers / sizeof attackers[0]; i++) {
    if (strcmp(attackers[i].name, argv[1]) == 0) attacker = &attackers[i];
  }
  if (attacker == NULL) return 2;
  tries_left = atoi(argv[2]);
  until_won = argc > 3;
  prepare();
  start_swapper();
  pthread_t threads[16];
  for (int i = 0; i < attacker->threads; i++) threads[i] = start(attack);
  for (int i = 0; i < attacker->threads; i++) pthread_join(threads[i], NULL);
  printf("%s %zu %zu\n", attacker->name, count("p"), count("dwv"));
  return 0;
}

#endif
