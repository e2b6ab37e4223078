/* Tries one forbidden thing and prints how the kernel answered: `ok` or the name of the errno. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int do_open(char **a) { return open(a[0], O_RDONLY); }
static int do_write(char **a) { return open(a[0], O_WRONLY); }
static int do_create(char **a) { return open(a[0], O_WRONLY | O_CREAT, 0600); }
static int do_mkdir(char **a) { return mkdir(a[0], 0700); }
static int do_unlink(char **a) { return unlink(a[0]); }
static int do_rename(char **a) { return rename(a[0], a[1]); }
static int do_link(char **a) { return link(a[0], a[1]); }
static int do_chmod(char **a) { return chmod(a[0], 0777); }
static int do_mount(char **a) { return mount("probe", a[0], "tmpfs", 0, NULL); }
static int do_bind(char **a) { return mount(a[0], a[1], NULL, MS_BIND, NULL); }
static int do_remount(char **a) { return mount(NULL, a[0], NULL, MS_REMOUNT | MS_BIND, NULL); }
static int do_umount(char **a) { return umount2(a[0], MNT_DETACH); }
static int do_userns(char **a) { (void)a; return unshare(CLONE_NEWUSER); }
static int do_mountns(char **a) { (void)a; return unshare(CLONE_NEWNS); }
static int do_device(char **a) { return mknod(a[0], S_IFBLK | 0600, makedev(atoi(a[1]), atoi(a[2]))); }
static int do_kill(char **a) { return kill(atoi(a[0]), 0); }
static int do_attach(char **a) { return (int)ptrace(PTRACE_SEIZE, atoi(a[0]), 0, 0); }
static int do_setuid(char **a) { return setuid((uid_t)atoi(a[0])); }
static int do_chroot(char **a) { return chroot(a[0]); }
static int do_inject(char **a) { char c = 'x'; return ioctl(atoi(a[0]), TIOCSTI, &c); }

static int do_abstract(char **a) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  memcpy(address.sun_path + 1, a[0], strlen(a[0]));
  return connect(fd, (struct sockaddr *)&address, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + strlen(a[0])));
}

/* Connects to a socket of the file system. */
static int do_socket(char **a) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  strncpy(address.sun_path, a[0], sizeof address.sun_path - 1);
  return connect(fd, (struct sockaddr *)&address, sizeof address);
}

/* Forks until it can't, and prints how far it came. */
static int do_forks(char **a) {
  int count = 0, most = atoi(a[0]);
  while (count < most) {
    pid_t pid = fork();
    if (pid < 0) break;
    if (pid == 0) { pause(); _exit(0); }
    count++;
  }
  printf("%d ", count);
  return count == most ? 0 : -1;
}

static int do_memory(char **a) {
  size_t size = (size_t)atoi(a[0]) << 20;
  volatile char *memory = malloc(size); /* else the compiler leaves the writing out */
  if (memory == NULL) return -1;
  for (size_t at = 0; at < size; at += 4096) memory[at] = 1;
  return 0;
}

static const struct {
  const char *name;
  int (*run)(char **);
} probes[] = {
    {"open", do_open},     {"write", do_write},     {"create", do_create},     {"mkdir", do_mkdir},
    {"unlink", do_unlink}, {"rename", do_rename},   {"link", do_link},         {"chmod", do_chmod},
    {"mount", do_mount},   {"bind", do_bind},       {"remount", do_remount},   {"umount", do_umount},
    {"userns", do_userns}, {"mountns", do_mountns}, {"device", do_device},     {"kill", do_kill},
    {"attach", do_attach}, {"setuid", do_setuid},   {"chroot", do_chroot},     {"inject", do_inject},
    {"abstract", do_abstract}, {"socket", do_socket}, {"forks", do_forks},     {"memory", do_memory},
};

int main(int argc, char **argv) {
  for (size_t i = 0; argc > 1 && i < sizeof probes / sizeof probes[0]; i++) {
    if (strcmp(probes[i].name, argv[1]) != 0) continue;
    errno = 0;
    int result = probes[i].run(argv + 2);
    puts(result >= 0 ? "ok" : strerrorname_np(errno));
    fflush(stdout);
    if (probes[i].run == do_forks) kill(0, SIGKILL);
    return 0;
  }
  return 2;
}
