#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"

static const struct { const char *name; unsigned long flag; } namespaces[] = {
    {"user", CLONE_NEWUSER}, {"mount", CLONE_NEWNS}, {"net", CLONE_NEWNET}, {"pid", CLONE_NEWPID},
    {"ipc", CLONE_NEWIPC},   {"uts", CLONE_NEWUTS},  {"cgroup", CLONE_NEWCGROUP}, {"time", 0x80 /* CLONE_NEWTIME */},
};

static unsigned long flag_of(const char *name) {
  for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++) {
    if (strcmp(namespaces[i].name, name) == 0) return namespaces[i].flag;
  }
  return 0;
}

static int leave(char **w) { return unshare((int)flag_of(w[0])); }

static int await(long child) {
  if (child == 0) _exit(0);
  return child < 0 ? -1 : (int)waitpid((pid_t)child, NULL, 0);
}

static int clone_into(char **w) { return await(syscall(SYS_clone, flag_of(w[0]) | SIGCHLD, 0, 0, 0, 0)); }

/** The flags of this one lie in memory, where no filter sees them. */
static int clone3_into(char **w) {
  struct { unsigned long flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls; } how = {
      .flags = flag_of(w[0]), .exit_signal = SIGCHLD};
  return await(syscall(SYS_clone3, &how, sizeof how));
}

static int enter(char **w) {
  int fd = open(w[0], O_RDONLY);
  return fd < 0 ? -1 : setns(fd, 0);
}

/** Into all of a process's namespaces at once, without a file of /proc. */
static int enter_process(char **w) {
  int fd = (int)syscall(SYS_pidfd_open, atoi(w[0]), 0);
  if (fd < 0) fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
  return setns(fd, CLONE_NEWNS | CLONE_NEWNET);
}

static int mount_over(char **w) { return mount("attack", w[0], "tmpfs", 0, NULL); }
static int mount_proc(char **w) { return mount("attack", w[0], "proc", 0, NULL); }
static int mount_sys(char **w) { return mount("attack", w[0], "sysfs", 0, NULL); }
static int bind_over(char **w) { return mount(w[0], w[1], NULL, MS_BIND, NULL); }
static int make_writable(char **w) { return mount(NULL, w[0], NULL, MS_REMOUNT | MS_BIND, NULL); }
static int make_shared(char **w) { return mount(NULL, w[0], NULL, MS_SHARED | MS_REC, NULL); }
static int unmount(char **w) { return umount2(w[0], MNT_DETACH); }

static int overlay(char **w) {
  char options[4096];
  snprintf(options, sizeof options, "lowerdir=%s,upperdir=%s,workdir=%s,userxattr", w[0], w[1], w[2]);
  return mount("attack", w[0], "overlay", 0, options);
}

static int new_root(char **w) {
  if (chdir(w[0]) < 0) return -1;
  return (int)syscall(SYS_pivot_root, ".", ".");
}

/** The classic: keep a folder outside of the new root open and climb from there. */
static int climb_from_chroot(char **w) {
  int fd = open(".", O_RDONLY | O_DIRECTORY);
  if (fd < 0 || chroot(w[0]) < 0 || fchdir(fd) < 0) return -1;
  for (int i = 0; i < 64; i++) (void)!chdir("..");
  return chroot(".");
}

/* The newer interface, call by call: numbers are the same on every architecture. */
enum { nr_open_tree = 428, nr_move_mount, nr_fsopen, nr_fsconfig, nr_fsmount, nr_fspick, nr_mount_setattr = 442 };

static int copy_tree(char **w) { return (int)syscall(nr_open_tree, AT_FDCWD, w[0], 1 /* OPEN_TREE_CLONE */); }
static int open_type(char **w) { return (int)syscall(nr_fsopen, w[0], 0); }
static int pick(char **w) { return (int)syscall(nr_fspick, AT_FDCWD, w[0], 0); }
static int configure(char **w) { (void)w; return (int)syscall(nr_fsconfig, -1, 6, NULL, NULL, 0); }
static int mount_opened(char **w) { (void)w; return (int)syscall(nr_fsmount, -1, 0, 0); }
static int move(char **w) { return (int)syscall(nr_move_mount, AT_FDCWD, w[0], AT_FDCWD, w[1], 0); }

static int set_mount(char **w) {
  struct { unsigned long set, clear, propagation, userns; } how = {.clear = 1 /* MOUNT_ATTR_RDONLY */};
  return (int)syscall(nr_mount_setattr, AT_FDCWD, w[0], 0, &how, sizeof how);
}

const struct attack mount_attacks[] = {
    {"unshare", leave}, {"clone", clone_into}, {"clone3", clone3_into}, {"setns", enter},
    {"setns-process", enter_process}, {"mount", mount_over}, {"mount-proc", mount_proc}, {"mount-sys", mount_sys},
    {"bind", bind_over}, {"remount", make_writable}, {"make-shared", make_shared}, {"umount", unmount},
    {"overlay", overlay}, {"pivot-root", new_root}, {"chroot", climb_from_chroot}, {"open-tree", copy_tree},
    {"fsopen", open_type}, {"fspick", pick}, {"fsconfig", configure}, {"fsmount", mount_opened},
    {"move-mount", move}, {"mount-setattr", set_mount}, {NULL, NULL},
};
