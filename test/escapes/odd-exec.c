/*
 * Starts programs in odd ways: `odd-exec CASE`. What it prints is what the kernel answered, and must be the same under
 * the exec gate. `show` prints what a program that did start was given.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SELF "./odd-exec"

extern char **environ;
static char *const shown[] = {"odd-exec", "show", NULL};

static void show(int argc, char **argv) {
  uint64_t hash = 0xcbf29ce484222325u;
  size_t bytes = 0;
  for (int i = 0; i < argc; i++) {
    for (const char *at = argv[i]; *at != '\0'; at++) hash = (hash ^ (unsigned char)*at) * 0x100000001b3u, bytes++;
  }
  char line[256], tracer[64] = "?";
  FILE *status = fopen("/proc/self/status", "r");
  while (status != NULL && fgets(line, sizeof line, status) != NULL) (void)sscanf(line, "TracerPid: %63s", tracer);
  printf("started %d words %zu bytes %llx tracer %s\n", argc, bytes, (unsigned long long)hash, tracer);
}

static void say(const char *what) {
  printf("%s: %s\n", what, strerrorname_np(errno));
  fflush(stdout);
}

/** In a child of its own, so that one case can try several. */
static int in_child(void (*body)(void)) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    body();
    fflush(stdout);
    _exit(77);
  }
  int status;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

static void run(const char *path) {
  execve(path, shown, environ);
  say(path);
}

static void at(int folder, const char *path, int flags) {
  syscall(SYS_execveat, folder, path, shown, environ, flags);
  say(path[0] == '\0' ? "empty" : path);
}

/* The C library declares that execve takes no such pointers. */
static void start(const void *path, const void *argv, const void *env) { syscall(SYS_execve, path, argv, env); }

static char *unmapped(void) { return (char *)16; }

static void bad_path(void) { start(unmapped(), shown, environ), say("path"); }
static void no_path(void) { start(NULL, shown, environ), say("no path"); }
static void bad_argv(void) { start(SELF, unmapped(), environ), say("argv"); }
static void bad_env(void) { start(SELF, shown, unmapped()), say("env"); }
static void bad_word(void) { start(SELF, (char *[]){"x", unmapped(), NULL}, environ), say("word"); }
static void bad_variable(void) { start(SELF, shown, (char *[]){unmapped(), NULL}), say("variable"); }
static void high_word(void) { start(SELF, (char *[]){"x", (char *)-4096L, NULL}, environ), say("high word"); }
static void no_argv(void) { start(SELF, NULL, environ), say("no argv"); }
static void empty_argv(void) { start(SELF, (char *[]){NULL}, environ), say("empty argv"); }
static void no_env(void) { start(SELF, shown, NULL), say("no env"); }
static void empty_words(void) { start(SELF, (char *[]){"", "", "", NULL}, environ), say("empty words"); }

static void pointers(void) {
  static void (*const bodies[])(void) = {bad_path, no_path, bad_argv,   bad_env, bad_word,   bad_variable,
                                         high_word, no_argv, empty_argv, no_env,  empty_words};
  for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) in_child(bodies[i]);
}

/** Two pages, of which only the first is there. */
static char *page_end(void) {
  char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  mprotect(pages + 4096, 4096, PROT_NONE);
  return pages + 4096;
}

static char *text_at_end(const char *text) { return strcpy(page_end() - strlen(text) - 1, text); }

static void at_borders(void) {
  char **argv = (char **)(void *)page_end() - 4;
  argv[0] = text_at_end("odd-exec"), argv[1] = text_at_end("show"), argv[2] = text_at_end(""), argv[3] = NULL;
  execve(text_at_end(SELF), argv, environ);
  say("borders");
}

static void over_border(void) {
  char *word = page_end() - 4;
  memcpy(word, "show", 4); /* its NUL would be on the missing page */
  execve(SELF, (char *[]){"odd-exec", word, NULL}, environ);
  say("over the border");
}

static void vector_over_border(void) {
  char **argv = (char **)(void *)page_end() - 1;
  argv[0] = "odd-exec";
  execve(SELF, argv, environ);
  say("vector over the border");
}

static void borders(void) { in_child(at_borders), in_child(over_border), in_child(vector_over_border); }

static size_t path_length;
static void run_long(void) {
  static char path[8192];
  memset(path, '/', path_length);
  memcpy(path, "./", 2);
  memcpy(path + path_length - 8, "odd-exec", 8);
  execve(path, shown, environ);
  printf("%zu ", path_length), say("long path");
}

static void paths(void) {
  static const size_t lengths[] = {4000, 4094, 4095, 4096, 4097, 8000};
  for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) path_length = lengths[i], in_child(run_long);
  char name[300];
  memset(name, 'n', 256), name[256] = '\0';
  execve(name, shown, environ), say("a name of 256 bytes");
  name[255] = '\0';
  execve(name, shown, environ), say("a name of 255 bytes");
}

static size_t word_count, word_length;
static void run_words(void) {
  struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
  if (setrlimit(RLIMIT_STACK, &limit) != 0) limit.rlim_cur = 0;
  char **argv = calloc(word_count + 3, sizeof *argv);
  argv[0] = "odd-exec", argv[1] = "show";
  for (size_t i = 0; i < word_count; i++) {
    argv[i + 2] = malloc(word_length + 1);
    memset(argv[i + 2], 'a' + (int)(i % 26), word_length), argv[i + 2][word_length] = '\0';
  }
  execve(SELF, argv, environ);
  printf("%zu words of %zu ", word_count, word_length), say("argv");
}

static void words(void) {
  static const size_t cases[][2] = {{100000, 5},   {100000, 0},  {600000, 0},    {1, 131071},
                                    {1, 131072},   {17, 130000}, {40, 131071},   {50, 131071},
                                    {2000, 1000},  {1, 1 << 20}, {300000, 10}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    word_count = cases[i][0], word_length = cases[i][1];
    in_child(run_words);
  }
}

static void put(const char *name, const char *bytes, mode_t mode) {
  unlink(name);
  int fd = open(name, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
  (void)!write(fd, bytes, strlen(bytes));
  close(fd);
}

static void files(void) {
  mkdir("folder", 0755), mkfifo("fifo", 0755);
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
  (void)!bind(fd, (struct sockaddr *)&address, sizeof address);
  (void)!symlink("circle", "circle"), (void)!symlink("nowhere", "dangling"), (void)!symlink("odd-exec", "good-link");
  put("plain", "#!/bin/sh\n", 0644), put("empty", "", 0755), put("text", "echo ran\n", 0755), put("nul", "\x7f" "ELF", 0755);
  put("no-interpreter", "#!\n", 0755), put("spaces", "#!   \n", 0755), put("missing", "#!/no/such\n", 0755);
  put("returns", "#!/bin/sh\r\necho ran\n", 0755), put("relative", "#!./odd-exec show\n", 0755);
  put("by-folder", "#!/tmp\n", 0755), put("by-plain", "#!./plain\n", 0755), put("by-fifo", "#!./fifo\n", 0755);
  put("unreadable", "#!./odd-exec show\n", 0311), put("no-newline", "#!./odd-exec show", 0755);
  char name[32], line[64];
  put("chain0", "#!./odd-exec\n", 0755);
  for (int i = 1; i < 8; i++) {
    snprintf(name, sizeof name, "chain%d", i), snprintf(line, sizeof line, "#!./chain%d show\n", i - 1);
    put(name, line, 0755);
  }
  char longest[400] = "#!./odd-exec ";
  memset(longest + 13, 'x', 300), longest[313] = '\n';
  put("long-line", longest, 0755);
}

static const char *file;
static void run_file(void) { run(file); }

static void kinds(void) {
  static const char *const names[] = {
      "folder",    ".",         "/",        "/dev/null",  "/dev/tty",  "/proc/self/status", "socket",     "fifo",
      "circle",    "dangling",  "plain",    "empty",      "text",      "nul",               "no-interpreter",
      "spaces",    "missing",   "returns",  "relative",   "by-folder", "by-plain",          "by-fifo",    "unreadable",
      "no-newline", "chain1",   "chain2",   "chain3",     "chain4",    "chain5",            "chain6",     "chain7",
      "long-line", "good-link", "plain/x",  "none/x",     "",          "odd-exec/",         "./folder/../odd-exec",
      "/proc/self/cwd/odd-exec", "/proc/thread-self/cwd/odd-exec", "/proc/self/root/bin/no-such", "/proc/self/fd/99", "/dev/fd/99",
      "/dev/stdin", "/proc/1/exe", "/proc/self/exe", "/proc/self/../self/exe", "/proc//self/exe", "/proc/self/map_files/0-1"};
  files();
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) file = names[i], in_child(run_file);
}

static void by_path_fd(void) { at(open("odd-exec", O_PATH), "", AT_EMPTY_PATH); }
static void by_read_fd(void) { at(open("odd-exec", O_RDONLY | O_CLOEXEC), "", AT_EMPTY_PATH); }
static void without_flag(void) { at(open("odd-exec", O_PATH), "", 0); }
static void by_cwd(void) { at(AT_FDCWD, "", AT_EMPTY_PATH); }
static void by_folder(void) { at(open("folder", O_RDONLY), "../odd-exec", 0); }
static void by_file(void) { at(open("odd-exec", O_RDONLY), "odd-exec", 0); }
static void bad_fd(void) { at(77, "odd-exec", 0); }
static void bad_fd_absolute(void) { at(77, "/proc/self/exe", 0); }
static void unfollowed_link(void) { at(AT_FDCWD, "good-link", AT_SYMLINK_NOFOLLOW); }
static void unfollowed_file(void) { at(AT_FDCWD, "odd-exec", AT_SYMLINK_NOFOLLOW); }
static void bad_flags(void) { at(AT_FDCWD, "odd-exec", 0x8000); }
static void check_only(void) { at(AT_FDCWD, "odd-exec", 0x10000 /* AT_EXECVE_CHECK */); }
static void check_plain(void) { at(AT_FDCWD, "plain", 0x10000); }
static void bad_fd_itself(void) { at(77, "", AT_EMPTY_PATH); }
static void link_fd(void) { at(open("good-link", O_PATH | O_NOFOLLOW), "", AT_EMPTY_PATH); }
static void script_by_cloexec(void) { at(open("relative", O_RDONLY | O_CLOEXEC), "", AT_EMPTY_PATH); }
static void script_by_fd(void) { at(open("relative", O_RDONLY), "", AT_EMPTY_PATH); }
static void pipe_fd(void) {
  int ends[2];
  (void)!pipe(ends);
  at(ends[0], "", AT_EMPTY_PATH);
}

static int memory_copy(unsigned flags) {
  int from = open("/proc/self/exe", O_RDONLY), to = memfd_create("program", flags);
  char block[65536];
  for (ssize_t got; (got = read(from, block, sizeof block)) > 0;) (void)!write(to, block, (size_t)got);
  return to;
}

static void memory_program(void) { at(memory_copy(MFD_CLOEXEC), "", AT_EMPTY_PATH); }
static int memory_text(unsigned flags) {
  int fd = memfd_create("script", flags);
  (void)!write(fd, "#!./odd-exec show\n", 18);
  return fd;
}
static void memory_script(void) { at(memory_text(0), "", AT_EMPTY_PATH); }
static void memory_script_cloexec(void) { at(memory_text(MFD_CLOEXEC), "", AT_EMPTY_PATH); }
static void by_fd_name(void) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", memory_copy(MFD_CLOEXEC));
  execve(path, shown, environ);
  say("by the name of its descriptor");
}

static void deleted(void) {
  if (in_child(by_read_fd) < 0) return;
  int from = open("odd-exec", O_RDONLY), to = open("copy", O_WRONLY | O_CREAT | O_TRUNC, 0755);
  char block[65536];
  for (ssize_t got; (got = read(from, block, sizeof block)) > 0;) (void)!write(to, block, (size_t)got);
  close(to);
  to = open("copy", O_RDONLY);
  unlink("copy");
  at(to, "", AT_EMPTY_PATH);
}

static void descriptors(void) {
  static void (*const bodies[])(void) = {
      by_path_fd,  by_read_fd,      without_flag,    by_cwd,           by_folder,      by_file,       bad_fd,
      bad_fd_absolute, unfollowed_link, unfollowed_file, bad_flags,    check_only,     check_plain,   link_fd, bad_fd_itself,
      script_by_cloexec, script_by_fd, pipe_fd,     memory_program,   memory_script,  memory_script_cloexec,
      by_fd_name,  deleted};
  files();
  for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
    printf("%zu ", i);
    in_child(bodies[i]);
  }
}

/* The thread stays traced when its exec fails, until something happens to it. */
static void fail_once(void) {
  execve("text", shown, environ);
  if (errno != ENOEXEC) say("text");
}

static void fail_then_start(void) { fail_once(), fail_once(), run("missing"), run("plain"), run(SELF); }

/* Whoever stops stays in what follows until its parent has seen that it goes on. */
static int seen[2];
static void stop(int number) {
  char byte;
  raise(number);
  if (read(seen[0], &byte, 1) != 1) say("seen");
}
static void fail_then_stop(void) { fail_once(), stop(SIGSTOP), fail_once(), stop(SIGTSTP), _exit(5); }

static void fail_then_die(void) { fail_once(), raise(SIGTERM); }
static void fail_then_fault(void) { fail_once(), *(volatile int *)16 = 1; }
static void fail_then_end(void) { fail_once(), _exit(6); }
static void fail_then_fork(void) {
  fail_once();
  printf("grandchild %x\n", (unsigned)in_child(fail_then_end));
  fflush(stdout);
  run(SELF);
}

/* So many signals, or programs that ended well. */
static int handled;
static void handle(int number) { handled += number == SIGUSR1; }
static void fail_then_handle(void) {
  signal(SIGUSR1, handle);
  fail_once(), raise(SIGUSR1), fail_once(), raise(SIGUSR1);
  printf("handled %d\n", handled);
}

static void *fail_in_thread(void *unused) {
  fail_once(), sleep(5);
  return unused;
}
static void *start_in_thread(void *unused) {
  run(SELF);
  return unused;
}
static void fail_beside_start(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, fail_in_thread, NULL);
  usleep(30000);
  run(SELF);
}
static void leader_gone(void) {
  pthread_t thread;
  pthread_create(&thread, NULL, start_in_thread, NULL);
  pthread_exit(NULL);
}

static void failures(void) {
  static void (*const bodies[])(void) = {fail_then_start, fail_then_die,    fail_then_fault,   fail_then_end,
                                         fail_then_fork,  fail_then_handle, fail_beside_start, leader_gone};
  files();
  for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) printf("status %x\n", (unsigned)in_child(bodies[i]));
}

static void say_wait(const char *what, int status) {
  printf("%s %s %d\n", what, WIFSTOPPED(status) ? "stopped" : WIFCONTINUED(status) ? "continued" : WIFSIGNALED(status) ? "signalled" : "exited",
         WIFSTOPPED(status) ? WSTOPSIG(status) : WIFSIGNALED(status) ? WTERMSIG(status) : WIFCONTINUED(status) ? 0 : WEXITSTATUS(status));
  fflush(stdout);
}

/** Job control of a thread that is still traced, as its parent sees it. */
static void stops(void) {
  files();
  if (pipe(seen) != 0) say("pipe");
  pid_t child = fork();
  if (child == 0) setpgid(0, 0), fail_then_stop();
  setpgid(child, child);
  int status;
  for (int i = 0; i < 2; i++) {
    waitpid(child, &status, WUNTRACED), say_wait("first", status);
    kill(child, SIGCONT);
    waitpid(child, &status, WCONTINUED), say_wait("then", status);
    if (write(seen[1], "", 1) != 1) say("seen");
  }
  siginfo_t info = {0};
  waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT);
  printf("kept %d %d\n", info.si_code == CLD_EXITED, info.si_status);
  waitpid(child, &status, 0), say_wait("last", status);
}

static void pause_ns(long time) { nanosleep(&(struct timespec){.tv_nsec = time}, NULL); }

/** Stopped and continued, or killed, at any moment of its exec. */
static void interrupted(void) {
  int good = 0, killed = 0;
  for (int i = 0; i < 300; i++) {
    pid_t child = fork();
    if (child == 0) execl("/bin/true", "true", NULL), _exit(9);
    pause_ns(i % 50 * 20000);
    if (i % 3 == 0) kill(child, SIGKILL);
    else kill(child, SIGSTOP), pause_ns(100000), kill(child, SIGCONT);
    int status;
    waitpid(child, &status, 0);
    good += status == 0;
    killed += WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }
  printf("all ended %d, most by themselves %d\n", good + killed == 300, good >= 200);
}

/** With signals coming in all the time, caught, ignored and blocked ones. */
static void stormed(void) {
  signal(SIGALRM, handle), signal(SIGCHLD, handle);
  int good = 0;
  for (int i = 0; i < 200; i++) {
    pid_t child = fork();
    if (child == 0) {
      struct itimerval often = {{0, 50}, {0, 50}};
      signal(SIGALRM, i % 2 == 0 ? SIG_IGN : handle);
      if (i % 2 == 0) setitimer(ITIMER_REAL, &often, NULL);
      for (int j = 0; j < 3; j++) {
        if (fork() == 0) _exit(0);
      }
      fail_once();
      execl("/bin/true", "true", NULL);
      _exit(9);
    }
    int status;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    good += status == 0;
  }
  printf("good %d\n", good);
}

static void statuses(void) {
  static const char *const commands[] = {"exit 0", "exit 3", "exit 126", "exit 127", "exit 255", "kill -9 $$", "kill -15 $$", "kill -11 $$", "kill -6 $$", "kill -1 $$", "kill -13 $$", "no-such-program-here", "./plain", "./text", "./folder"};
  files();
  for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) execl("/bin/bash", "bash", "-c", commands[i], NULL), _exit(99);
    int status;
    waitpid(child, &status, 0);
    say_wait(commands[i], status);
  }
}

/** A lease on the program's file: who opens it waits for its holder, and so must the caller alone. */
static void leased(void) {
  put("leased", "#!./odd-exec show\n", 0755);
  fflush(stdout);
  pid_t holder = fork();
  if (holder == 0) {
    signal(SIGIO, SIG_IGN);
    int fd = open("leased", O_RDONLY);
    if (fcntl(fd, F_SETLEASE, F_WRLCK) != 0) say("lease");
    sleep(1);
    fcntl(fd, F_SETLEASE, F_UNLCK);
    close(fd);
    _exit(0);
  }
  pause_ns(100000000);
  file = "leased";
  in_child(run_file);
  waitpid(holder, NULL, 0);
}

/** A copy of this program whose first segment belongs where no process may have anything. */
static void put_unloadable(const char *name) {
  struct stat self;
  int from = open(SELF, O_RDONLY), to = open(name, O_RDWR | O_CREAT | O_EXCL, 0755);
  if (from < 0 || to < 0 || fstat(from, &self) != 0 || ftruncate(to, self.st_size) != 0) say("unloadable");
  char *bytes = mmap(NULL, (size_t)self.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, to, 0);
  if (bytes == MAP_FAILED || read(from, bytes, (size_t)self.st_size) != self.st_size) say("unloadable");
  Elf64_Phdr *segment = (Elf64_Phdr *)(bytes + ((Elf64_Ehdr *)bytes)->e_phoff);
  while (segment->p_type != PT_LOAD) segment++;
  segment->p_vaddr += 0x7ffffffff0000000;
  munmap(bytes, (size_t)self.st_size), close(from), close(to);
}

static void *exec_unloadable(void *unused) {
  execl("./unloadable", "unloadable", NULL);
  _exit(9);
  return unused;
}

/** Threads that fail to become a program when there is no way back, more of them than may try at the same time. */
static void lost(void) {
  alarm(60); /* where nobody answers any more */
  put_unloadable("unloadable");
  int killed = 0;
  for (int i = 0; i < 600; i++) {
    pid_t child = fork();
    pthread_t thread;
    if (child == 0 && pthread_create(&thread, NULL, exec_unloadable, NULL) == 0) pause();
    int status = 0;
    waitpid(child, &status, 0);
    killed += WIFSIGNALED(status);
  }
  unlink("unloadable");
  printf("killed %d\n", killed);
  fflush(stdout);
  execl("/bin/echo", "echo", "went on", NULL);
}

/** A thousand at once, until there have been so many; `odd-exec flood N`. */
static void *flood_some(void *count) {
  volatile long left = *(long *)count; /* as vfork wants it */
  char *word = malloc(100001);
  memset(word, 'w', 100000), word[100000] = '\0';
  while (left > 0) {
    pid_t child = vfork();
    if (child == 0) execve("/bin/true", (char *[]){"true", word, NULL}, environ), _exit(9);
    int status = 1;
    if (child < 0) usleep(1000);
    else waitpid(child, &status, 0), left--;
    __atomic_fetch_add(&handled, status == 0, __ATOMIC_SEQ_CST);
  }
  return NULL;
}

static void flood(long count) {
  enum { at_once = 1000 };
  static pthread_t threads[at_once];
  pthread_attr_t small;
  pthread_attr_init(&small), pthread_attr_setstacksize(&small, 65536);
  long each = count / at_once;
  for (int i = 0; i < at_once; i++) {
    if (pthread_create(&threads[i], &small, flood_some, &each) != 0) exit(98);
  }
  for (int i = 0; i < at_once; i++) pthread_join(threads[i], NULL);
  printf("good %d\n", handled);
}

/** Traces somebody until they end; `odd-exec trace PID`. */
static int trace(pid_t pid) {
  int status;
  if (ptrace(PTRACE_SEIZE, pid, NULL, NULL) != 0) return perror("seize"), 1;
  puts("tracing"), fflush(stdout);
  while (waitpid(pid, &status, __WALL) > 0 && WIFSTOPPED(status)) {
    ptrace(PTRACE_CONT, pid, NULL, (void *)(uintptr_t)(status >> 16 == 0 ? WSTOPSIG(status) : 0));
  }
  return 0;
}

static const struct {
  const char *name;
  void (*run)(void);
} cases[] = {{"pointers", pointers}, {"borders", borders},         {"paths", paths},       {"words", words},
             {"kinds", kinds},       {"descriptors", descriptors}, {"failures", failures}, {"stops", stops},
             {"interrupted", interrupted}, {"stormed", stormed},   {"statuses", statuses}, {"leased", leased},
             {"lost", lost}};

int main(int argc, char **argv) {
  const char *wanted = argc > 1 ? argv[1] : "";
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    if (strcmp(cases[i].name, wanted) == 0) return cases[i].run(), 0;
  }
  if (strcmp(wanted, "trace") == 0) return trace(atoi(argv[2]));
  if (strcmp(wanted, "flood") == 0) return flood(atol(argv[2])), 0;
  return show(argc, argv), 0;
}
