#define _GNU_SOURCE
#include "errand.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "privileges.h"
#include "shared-memory.h"

static const struct {
  const struct call *calls;
  const size_t *count;
} tables[] = {
    {open_calls, &open_call_count},           {entry_calls, &entry_call_count}, {socket_calls, &socket_call_count},
    {attribute_calls, &attribute_call_count}, {other_calls, &other_call_count},
};

static const struct call *find_kept_call(long number) {
  for (size_t i = 0; i < kept_call_count; i++) {
    if (kept_calls[i].number == number) return &kept_calls[i];
  }
  return NULL;
}

static const struct call *find_call(long number) {
  for (size_t table = 0; table < sizeof tables / sizeof tables[0]; table++) {
    for (size_t i = 0; i < *tables[table].count; i++) {
      if (tables[table].calls[i].number == number) return &tables[table].calls[i];
    }
  }
  return NULL;
}

bool errand_serves(int call) { return find_call(call) != NULL; }

long errand_argument(const struct errand *errand, signed char index, long otherwise) {
  return index < 0 ? otherwise : (long)errand->notification->data.args[index];
}

int errand_flags(const struct errand *errand, const struct call *call) {
  return call->fixed | (int)errand_argument(errand, call->flags, 0);
}

bool errand_text(struct errand *errand, signed char index, char *text, size_t room) {
  uint64_t address = (uint64_t)errand_argument(errand, index, 0);
  for (size_t length = 0; length < room;) {
    size_t available;
    const char *from = remote_at(&errand->memory, address + length, &available);
    if (from == NULL) return false;
    size_t take = available < room - length ? available : room - length;
    const char *end = memchr(from, '\0', take);
    memcpy(text + length, from, end == NULL ? take : (size_t)(end - from) + 1);
    if (end != NULL) return true;
    length += take;
  }
  return false;
}

bool errand_path(struct errand *errand, signed char index, char *path, size_t room) {
  if (!errand_text(errand, index, path, room)) return false;
  bool shared = errand->walls != NULL && shared_memory_enter(errand->order, errand->walls, path, room);
  errand->apart = errand->apart || shared;
  return true;
}

bool errand_still_there(const struct errand *errand) {
  __u64 id = errand->notification->id;
  return ioctl(errand->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &id) == 0;
}

bool errand_name_of(int fd, char *path, size_t room) {
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, room - 1);
  struct stat there;
  if (length <= 0 || path[0] != '/' || fstat(fd, &there) != 0 || there.st_nlink == 0) return false;
  path[length] = '\0';
  return true;
}

static void reply(const struct errand *errand, struct seccomp_notif_resp response) {
  union {
    struct seccomp_notif_resp response;
    char room[256]; /* the kernel's may be longer than the header's */
  } whole = {.response = response};
  whole.response.id = errand->notification->id;
  /* ENOENT: the caller was killed meanwhile. */
  (void)!ioctl(errand->listener, SECCOMP_IOCTL_NOTIF_SEND, &whole);
}

void errand_answer(const struct errand *errand, int error) { reply(errand, (struct seccomp_notif_resp){.error = -error}); }

int errand_hand_over(struct errand *errand, int fd, int flags) {
  struct seccomp_notif_addfd added = {
      .id = errand->notification->id,
      .srcfd = (uint32_t)fd,
      .newfd_flags = (flags & O_CLOEXEC) != 0 ? O_CLOEXEC : 0,
  };
  int number = ioctl(errand->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &added);
  if (number < 0) return errno;
  reply(errand, (struct seccomp_notif_resp){.val = number});
  return answered;
}

void errand_run(int listener, const struct seccomp_notif *notification, const struct order *order) {
  static struct errand errand;
  errand.listener = listener;
  errand.notification = notification;
  errand.order = order;
  errand.apart = false;
  errand.walls = order_shares_host(order) ? walls_of(order) : NULL;
  remote_open(&errand.memory, (pid_t)notification->pid);
  long number = notification->data.nr;
  const struct call *call = errand.walls == NULL ? find_kept_call(number) : find_call(number);
  /* The caller has no capability, and neither has what is done for it. */
  privileges_lower();
  int result = call == NULL ? left_to_kernel : call->serve(&errand, call);
  privileges_raise();
  if (result == left_to_kernel) reply(&errand, (struct seccomp_notif_resp){.flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE});
  else if (result != answered) errand_answer(&errand, result);
}
