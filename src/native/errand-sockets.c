#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "borrow.h"
#include "die.h"
#include "errand-internet.h"
#include "errand-target.h"
#include "landlock.h"

/** A socket that is to get a name in the file tree. */
struct naming {
  int socket; /* the caller's own, borrowed */
  int folder; /* the caller's, from which the text counts */
  mode_t mask; /* the caller's */
  struct target target;
  struct sockaddr_un address;
};
#define cleanup_naming __attribute__((cleanup(let_go)))
static void let_go(struct naming *naming) {
  if (naming->socket >= 0) close(naming->socket);
  if (naming->folder >= 0) close(naming->folder);
  target_close(&naming->target);
}

static void set_text(struct naming *naming, const char *text) {
  size_t room = sizeof naming->address.sun_path, length = strlen(text); /* it may fill the room, without a zero */
  memcpy(naming->address.sun_path, text, length < room ? length : room);
}

/** True when the text is the target's path itself, without a link on the way. */
static bool is_straight(const struct naming *naming, const char *text) {
  char path[PATH_MAX];
  if (text[0] == '/') return strcmp(text, naming->target.path) == 0;
  if (!errand_name_of(naming->folder, path, sizeof path)) return false;
  size_t length = strlen(path);
  while (strncmp(text, "./", 2) == 0) text += 2;
  return strncmp(path, naming->target.path, length) == 0 && naming->target.path[length] == '/' &&
         strcmp(naming->target.path + length + 1, text) == 0;
}

/**
 * What bind is given is what the socket is called from then on, and its server tells others to find it by that. But bind
 * follows the text once more, which somebody may have turned round since: where that could lead to something protected
 * the text is one that nobody can turn round.
 */
static void choose_text(const struct errand *errand, struct naming *naming, const char *text) {
  char folder[PATH_MAX];
  target_folder(&naming->target, folder);
  if (!wall_pins(errand->walls, folder) || is_straight(naming, text)) {
    set_text(naming, text);
  } else if (strlen(naming->target.path) < sizeof naming->address.sun_path) {
    set_text(naming, naming->target.path);
  } else {
    set_text(naming, naming->target.name);
    dup3(naming->target.parent, naming->folder, O_CLOEXEC);
  }
}

/** In a process of its own, that can make nothing but sockets, and those only below the folder that was looked at. */
static int bind_elsewhere(const struct naming *naming) {
  pid_t child = fork();
  if (child < 0) return EAGAIN;
  if (child == 0) {
    umask(naming->mask);
    if (fchdir(naming->folder) != 0 || !landlock_hold_to_sockets(naming->target.parent)) _exit(EACCES);
    _exit(bind(naming->socket, (const struct sockaddr *)&naming->address, sizeof naming->address) == 0 ? 0 : errno);
  }
  int status;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return EACCES;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : EACCES;
}

/** The path in the call's address, ended by a zero; false when it is not one. */
static bool read_path(struct errand *errand, char text[sizeof(struct sockaddr_un)]) {
  struct sockaddr_un address = {0};
  size_t length = (size_t)(unsigned)errand_argument(errand, 2, 0), start = offsetof(struct sockaddr_un, sun_path);
  if (length <= start || length > sizeof address) return false;
  if (!remote_copy(&errand->memory, (uint64_t)errand_argument(errand, 1, 0), &address, length)) return false;
  memcpy(text, address.sun_path, length - start);
  text[length - start] = '\0';
  return address.sun_family == AF_UNIX && text[0] != '\0';
}

static int domain_of(int socket) {
  int domain;
  socklen_t size = sizeof domain;
  return socket >= 0 && getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 ? domain : AF_UNSPEC;
}

static int bind_path(struct errand *errand, struct naming *naming) {
  char text[sizeof(struct sockaddr_un)], link[32];
  if (!read_path(errand, text) || !target_find_text(errand, AT_FDCWD, text, &naming->target)) return left_to_kernel;
  if (!target_needs_help(errand, &naming->target)) return left_to_kernel;
  snprintf(link, sizeof link, "/proc/%d/cwd", (int)errand->notification->pid);
  naming->folder = open(link, O_PATH | O_DIRECTORY | O_CLOEXEC);
  naming->mask = caller_mask(errand);
  if (naming->folder < 0 || !errand_still_there(errand)) return left_to_kernel;
  choose_text(errand, naming, text);
  return bind_elsewhere(naming);
}

/** What is left to the kernel may be another socket by then; but an internet one Landlock lets nobody bind. */
static int serve_bind(struct errand *errand, const struct call *call) {
  int socket = borrow((pid_t)errand->notification->pid, (int)errand_argument(errand, call->value, -1));
  cleanup_naming struct naming naming = {
      .socket = socket, .folder = -1, .target = no_target, .address = {.sun_family = AF_UNIX}};
  switch (domain_of(socket)) {
    case AF_UNIX: return bind_path(errand, &naming);
    case AF_INET:
    case AF_INET6: return errand_bind_internet(errand, socket);
    default: return left_to_kernel;
  }
}

const struct call socket_calls[] = {
    {SYS_bind, serve_bind, -1, -1, 0, -1, -1, -1, 0},
    {SYS_socket, errand_make_internet, -1, -1, 0, 1, -1, -1, 0},
};
const size_t socket_call_count = sizeof socket_calls / sizeof socket_calls[0];
