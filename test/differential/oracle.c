/*
 * The oracle's two halves in one static binary. As process 1 of the throwaway sandbox it runs each
 * script that arrives on standard input with the real bash and reports which programs were executed;
 * under any other name it stands in for a program: it records its argv and either becomes the real
 * wrapper of that name or ends without doing anything.
 *
 * In:  u32 length, script bytes; repeated until end of file.
 * Out: u32 length, u32 status (wait status, or TIMED_OUT), records; one frame a script, in order.
 * Record: u32 length, the path given to execve, NUL, each word of argv followed by NUL.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <libgen.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define LOG "/oracle/log/records"
#define REAL "/oracle/real/"
#define SELF "/oracle/oracle"
#define SCRATCH "/scratch"
#define TIMED_OUT 0xffffffffu
#define SCRIPT_CAP (1u << 20)
#define RECORD_CAP (1u << 16)
#define LOG_CAP (1 << 18)

static _Noreturn void die(const char *what) {
    perror(what);
    _exit(70);
}

/* ---- the stand-in ---- */

static void record(const char *path, int argc, char **argv) {
    static char buffer[RECORD_CAP];
    size_t at = sizeof(uint32_t);
    for (int i = -1; i < argc; i++) {
        const char *word = i < 0 ? path : argv[i];
        size_t length = strlen(word) + 1;
        if (at + length > sizeof buffer)
            break;
        memcpy(buffer + at, word, length);
        at += length;
    }
    uint32_t body = (uint32_t)(at - sizeof(uint32_t));
    memcpy(buffer, &body, sizeof body);
    int fd = open(LOG, O_WRONLY | O_APPEND | O_CLOEXEC);
    struct stat size;
    if (fd < 0 || fstat(fd, &size) != 0 || size.st_size > LOG_CAP)
        return;
    /* One write with O_APPEND: records of concurrent processes never mix. */
    if (write(fd, buffer, at) < 0)
        die("write record");
    close(fd);
}

/* Wrappers that need a password, a terminal or a kernel feature are played: what they would start is started. */
static void play(const char *name, int argc, char **argv) {
    static const char *const starters[] = {"sudo", "doas", "time", "strace", "busybox", "unshare"};
    if (argc < 2)
        return;
    for (size_t i = 0; i < sizeof starters / sizeof *starters; i++) {
        if (!strcmp(name, starters[i]) && argv[1][0] != '-')
            execvp(argv[1], argv + 1);
    }
    const char *text = NULL;
    if (!strcmp(name, "su") && argc > 2 && !strcmp(argv[1], "-c"))
        text = argv[2];
    else if (!strcmp(name, "watch") && argc == 2 && argv[1][0] != '-')
        text = argv[1];
    if (text)
        execl("/bin/sh", "sh", "-c", text, NULL);
}

static int stand_in(int argc, char **argv) {
    const char *path = (const char *)getauxval(AT_EXECFN);
    if (!path)
        path = argv[0];
    record(path, argc, argv);
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char real[256];
    snprintf(real, sizeof real, REAL "%s", name);
    execv(real, argv);
    play(name, argc, argv);
    /* Some names fail, so that both sides of `||` and `&&` are walked. */
    return !strcmp(name, "grep") || !strcmp(name, "diff") || !strcmp(name, "test");
}

/* ---- the runner ---- */

static int read_all(int fd, void *into, size_t length) {
    char *to = into;
    while (length > 0) {
        ssize_t got = read(fd, to, length);
        if (got == 0)
            return 0;
        if (got < 0)
            die("read");
        to += got;
        length -= (size_t)got;
    }
    return 1;
}

static void write_all(int fd, const void *from, size_t length) {
    const char *at = from;
    while (length > 0) {
        ssize_t put = write(fd, at, length);
        if (put < 0)
            die("write");
        at += put;
        length -= (size_t)put;
    }
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *where) {
    (void)info;
    (void)kind;
    return where->level == 0 ? 0 : remove(path);
}

static void put_file(const char *name, const char *text) {
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        die(name);
    write_all(fd, text, strlen(text));
    close(fd);
}

/* Every script finds the same few files, whatever the one before it left. */
static void reset_scratch(void) {
    if (chdir("/") != 0)
        die("chdir /");
    chmod(SCRATCH, 0755);
    nftw(SCRATCH, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    nftw("/tmp", remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    if (chdir(SCRATCH) != 0)
        die("chdir " SCRATCH);
    put_file("a.txt", "one\ntwo\n");
    put_file("b.txt", "three\n");
    put_file("names.txt", "m1\nm2\n");
    if (mkdir("sub", 0755) != 0 || symlink(SELF, "tool") != 0 || symlink(SELF, "sub/m3") != 0)
        die("fixture");
}

static void limit(int what, rlim_t most) {
    struct rlimit value = {most, most};
    setrlimit(what, &value);
}

static _Noreturn void become_bash(char *script) {
    int null = open("/dev/null", O_RDWR);
    for (int fd = 0; fd < 3; fd++)
        dup2(null, fd);
    close_range(3, ~0u, 0);
    setsid();
    limit(RLIMIT_CPU, 2);
    limit(RLIMIT_FSIZE, 1 << 22);
    limit(RLIMIT_NPROC, 200);
    limit(RLIMIT_AS, (rlim_t)1 << 30);
    limit(RLIMIT_CORE, 0);
    /* Endless recursion is cut short; nothing else of a script's meaning depends on FUNCNEST. */
    char *environment[] = {"PATH=/bin", "HOME=/scratch", "FUNCNEST=40", "LC_ALL=C.UTF-8", NULL};
    char *words[] = {"bash", "-c", script, NULL};
    execve(REAL "bash", words, environment);
    die("execve bash");
}

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits until no process but this one is left: orphans come here, because this is process 1. */
static uint32_t wait_for_everybody(pid_t script, int64_t patience) {
    int64_t deadline = milliseconds() + patience;
    uint32_t status = 0;
    int killed = 0;
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    for (;;) {
        int ended;
        pid_t pid = waitpid(-1, &ended, WNOHANG | __WALL);
        if (pid < 0 && errno == ECHILD)
            return killed ? TIMED_OUT : status;
        if (pid == script)
            status = (uint32_t)ended;
        if (pid > 0)
            continue;
        int64_t left = killed ? 100 : deadline - milliseconds();
        if (left <= 0) {
            killed = 1;
            kill(-1, SIGKILL);
            left = 100;
        }
        struct timespec pause = {left / 1000, (left % 1000) * 1000000};
        if (sigtimedwait(&child, NULL, &pause) < 0 && killed)
            kill(-1, SIGKILL);
    }
}

static void report(uint32_t status) {
    static char records[LOG_CAP + RECORD_CAP * 4];
    int fd = open(LOG, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die(LOG);
    size_t length = 0;
    ssize_t got;
    while (length < sizeof records && (got = read(fd, records + length, sizeof records - length)) > 0)
        length += (size_t)got;
    close(fd);
    uint32_t head[2] = {(uint32_t)(length + sizeof(uint32_t)), status};
    write_all(STDOUT_FILENO, head, sizeof head);
    write_all(STDOUT_FILENO, records, length);
}

static int run_scripts(int64_t patience) {
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    uint32_t length;
    while (read_all(STDIN_FILENO, &length, sizeof length)) {
        if (length > SCRIPT_CAP)
            die("script too long");
        char *script = calloc(1, length + 1);
        if (!script || !read_all(STDIN_FILENO, script, length))
            die("script");
        reset_scratch();
        put_file(LOG, "");
        pid_t pid = fork();
        if (pid < 0)
            die("fork");
        if (pid == 0) {
            sigprocmask(SIG_UNBLOCK, &child, NULL);
            become_bash(script);
        }
        report(wait_for_everybody(pid, patience));
        free(script);
    }
    return 0;
}

int main(int argc, char **argv) {
    if (getpid() == 1 && argc == 3 && !strcmp(argv[1], "--run"))
        return run_scripts(atoi(argv[2]));
    return stand_in(argc, argv);
}
