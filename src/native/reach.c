#define _GNU_SOURCE
#include "reach.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <unistd.h>

#include "alarm.h"
#include "borrow.h"
#include "capture.h"
#include "complain.h"
#include "die.h"
#include "own-servers.h"
#include "resolve.h"
#include "sockets.h"

enum { patience_us = 2000 };

static bool is_unix_address(const struct connection *connection) {
  return connection->domain == AF_UNIX && connection->address.any.sa_family == AF_UNIX &&
         connection->length > offsetof(struct sockaddr_un, sun_path) && connection->length <= sizeof(struct sockaddr_un);
}

/** The path or name. It may fill its whole room; behind that the address has zeros. */
static const char *name_of(const struct connection *connection) {
  return (const char *)&connection->address + offsetof(struct sockaddr_un, sun_path);
}

/** The rest of a path that starts at one of the caller's open folders, which only the caller itself can follow. */
static const char *below_open_folder(const char *path, int *folder) {
  static const char *const starts[] = {"/proc/self/fd/", "/proc/thread-self/fd/", "/dev/fd/"};
  for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
    size_t length = strlen(starts[i]);
    if (strncmp(path, starts[i], length) != 0) continue;
    size_t digits = strspn(path + length, "0123456789");
    if (digits == 0 || digits > 9 || path[length + digits] != '/') return NULL;
    *folder = atoi(path + length);
    return path + length + digits + 1;
  }
  return NULL;
}

/** Programs reach over-long paths through an open folder or their own. */
static int open_target(const struct connection *connection) {
  static const char own_folder[] = "/proc/self/cwd/";
  const char *path = name_of(connection);
  struct their_path their = {.tid = connection->tid, .folder = AT_FDCWD, .path = path, .follow = true};
  int folder;
  const char *rest = below_open_folder(path, &folder);
  if (rest != NULL) their = (struct their_path){connection->tid, folder, rest, true};
  else if (strncmp(path, own_folder, sizeof own_folder - 1) == 0) their.path = path + sizeof own_folder - 1;
  return resolve_open(&their);
}

int connection_look(struct connection *connection, const __u64 *args) {
  connection->socket = borrow(connection->tid, (int)args[0]);
  if (connection->socket < 0) return errno == EPERM ? EACCES : errno;
  int length = (int)args[2];
  if (length < 0 || (size_t)length > sizeof connection->address) return EINVAL;
  struct iovec here = {.iov_base = &connection->address, .iov_len = (size_t)length};
  struct iovec there = {.iov_base = (void *)(uintptr_t)args[1], .iov_len = (size_t)length};
  if (length > 0 && process_vm_readv(connection->tid, &here, 1, &there, 1, 0) != length) return EFAULT;
  connection->length = (socklen_t)length;
  socklen_t size = sizeof connection->domain;
  if (getsockopt(connection->socket, SOL_SOCKET, SO_DOMAIN, &connection->domain, &size) != 0) return errno;
  if (!is_unix_address(connection) || name_of(connection)[0] == '\0') return 0;
  connection->target = open_target(connection);
  return connection->target < 0 ? errno : 0;
}

/**
 * connect, given up after the patience. Whether the socket blocks is its owner's to say and to change at any moment, so
 * it is not relied upon.
 */
static int connect_impatiently(int socket, const struct sockaddr *address, socklen_t length) {
  if (!alarm_start(patience_us)) return errno;
  int error = connect(socket, address, length) == 0 ? 0 : errno;
  alarm_stop();
  return error == EINTR ? would_wait : error;
}

/** The device of the file system itself; stat tells another one of subvolumes and layers. */
static bool mounted_device(const struct connection *connection, uint32_t *device) {
  char path[64], line[4096];
  snprintf(path, sizeof path, "/proc/self/fdinfo/%d", connection->target);
  FILE *info = fopen(path, "re");
  int mount = -1, id;
  unsigned high, low;
  while (info != NULL && mount < 0 && fgets(line, sizeof line, info) != NULL) {
    if (sscanf(line, "mnt_id: %d", &id) == 1) mount = id;
  }
  if (info != NULL) fclose(info);
  snprintf(path, sizeof path, "/proc/%d/mountinfo", connection->tid);
  FILE *mounts = mount < 0 ? NULL : fopen(path, "re");
  bool found = false;
  while (mounts != NULL && !found && fgets(line, sizeof line, mounts) != NULL) {
    found = sscanf(line, "%d %*d %u:%u", &id, &high, &low) == 3 && id == mount;
  }
  if (mounts != NULL) fclose(mounts);
  if (found) *device = socket_device(makedev(high, low));
  return found;
}

/** Whether a socket bound at the place is one that was made inside; false also when the kernel doesn't tell. */
static bool is_inside(const struct reach *reach, const struct socket_place *place, struct bound_socket *bound) {
  if (!sockets_find(reach->sockets, place, bound) || !bound->found) return false;
  return !reach->shared || socket_is_ours(bound->number);
}

static bool is_allowed(const struct reach *reach, const struct stat *target) {
  for (size_t i = 0; i < reach->allowed->count; i++) {
    struct open_how how = {.flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_NO_SYMLINKS};
    cleanup_fd int fd = (int)syscall(SYS_openat2, AT_FDCWD, reach->allowed->items[i], &how, sizeof how);
    struct stat listed;
    if (fd < 0 || fstat(fd, &listed) != 0) continue;
    if (listed.st_dev == target->st_dev && listed.st_ino == target->st_ino) return true;
  }
  return false;
}

bool reach_has_told(struct reach *reach, const struct connection *connection, uint64_t about) {
  if (reach->told_tid == connection->tid && reach->told_about == about) return true;
  reach->told_tid = connection->tid;
  reach->told_about = about;
  return false;
}

/** Says why. */
static void tell(struct reach *reach, const struct connection *connection, const struct socket_place *place) {
  if (reach_has_told(reach, connection, place->named ? 0 : place->inode)) return;
  char line[256];
  const char *name = name_of(connection);
  snprintf(line, sizeof line, "sallyport: denied: connect to %s%.108s: this socket belongs to the host (unix_sockets)",
           place->named ? "@" : "", place->named ? name + 1 : name);
  complain(connection->tid, line);
}

/** A socket that is not known to be inside: the host's, or a file that its socket has left behind. */
static int refuse(struct reach *reach, const struct connection *connection, const struct socket_place *place) {
  cleanup_fd int own = reach->shared ? -1 : sockets_open();
  struct bound_socket bound;
  if (sockets_find(reach->shared ? reach->sockets : own, place, &bound) && !bound.found) return ECONNREFUSED;
  tell(reach, connection, place);
  return EACCES;
}

/** Exactly the inode that was looked at, whatever its names lead to now. */
static int connect_to_inode(const struct connection *connection) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  snprintf(address.sun_path, sizeof address.sun_path, "/proc/self/fd/%d", connection->target);
  return connect_impatiently(connection->socket, (const struct sockaddr *)&address, sizeof address);
}

static int attempt_path(struct reach *reach, const struct connection *connection, bool again) {
  struct stat target;
  if (fstat(connection->target, &target) != 0) return errno;
  if (!S_ISSOCK(target.st_mode)) return ECONNREFUSED;
  struct socket_place place = {.inode = target.st_ino, .device = socket_device(target.st_dev)};
  struct bound_socket bound = {0};
  bool inside = is_inside(reach, &place, &bound);
  if (!inside && !bound.found && mounted_device(connection, &place.device)) {
    inside = is_inside(reach, &place, &bound);
  }
  if (!inside && !is_allowed(reach, &target)) return refuse(reach, connection, &place);
  if (again && bound.full) return would_wait;
  return connect_to_inode(connection);
}

static int attempt_name(struct reach *reach, const struct connection *connection, bool again) {
  /* The names belong to the socket's own network namespace. */
  struct socket_place place = {
      .named = true,
      .name = name_of(connection),
      .length = connection->length - offsetof(struct sockaddr_un, sun_path),
  };
  struct bound_socket bound = {0};
  if (reach->shared && !is_inside(reach, &place, &bound)) return refuse(reach, connection, &place);
  if (!reach->shared && again) (void)!sockets_find(reach->sockets, &place, &bound);
  if (again && bound.full) return would_wait;
  return connection_connect(connection);
}

int connection_connect(const struct connection *connection) {
  return connect_impatiently(connection->socket, &connection->address.any, connection->length);
}

int connection_try(struct reach *reach, struct connection *connection, bool again) {
  bool internet = connection->domain == AF_INET || connection->domain == AF_INET6;
  if (internet && reach->shared) return connect_to_own_server(reach, connection);
  if (connection->target >= 0) return attempt_path(reach, connection, again);
  if (is_unix_address(connection)) return attempt_name(reach, connection, again);
  if (internet && reach->capture != NULL) return capture_connect(reach->capture, connection);
  return connection_connect(connection);
}
