#define _GNU_SOURCE
#include "sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/unix_diag.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <unistd.h>

#include "open-files.h"

int sockets_open(void) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  struct timeval patience = {.tv_sec = 1};
  if (fd >= 0) (void)!setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  return fd;
}

uint32_t socket_device(dev_t device) { return (uint32_t)(major(device) << 20 | minor(device)); }

static bool ask(int sockets, uint32_t sequence) {
  struct {
    struct nlmsghdr header;
    struct unix_diag_req request;
  } question = {
      .header = {.nlmsg_len = sizeof question,
                 .nlmsg_type = SOCK_DIAG_BY_FAMILY,
                 .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
                 .nlmsg_seq = sequence},
      /* Who is connected has its listener's place too, and there may be many of them. */
      .request = {.sdiag_family = AF_UNIX,
                  .udiag_states = 1 << TCP_LISTEN | 1 << TCP_CLOSE,
                  .udiag_show = UDIAG_SHOW_NAME | UDIAG_SHOW_VFS | UDIAG_SHOW_RQLEN},
  };
  return send(sockets, &question, sizeof question, MSG_DONTWAIT) == (ssize_t)sizeof question;
}

/** Takes one socket of the answer; true when it is the one at the place. */
static bool match(const struct nlmsghdr *header, const struct socket_place *place, struct bound_socket *bound) {
  const struct unix_diag_msg *told = NLMSG_DATA(header);
  const char *at = (const char *)(told + 1), *end = (const char *)header + header->nlmsg_len;
  bool here = false, full = false;
  while (end - at >= (ptrdiff_t)sizeof(struct nlattr)) {
    const struct nlattr *attribute = (const struct nlattr *)(const void *)at;
    const char *value = at + NLA_HDRLEN;
    if (attribute->nla_len < NLA_HDRLEN || attribute->nla_len > end - at) break;
    size_t length = attribute->nla_len - NLA_HDRLEN;
    struct unix_diag_vfs file;
    struct unix_diag_rqlen queue;
    if (attribute->nla_type == UNIX_DIAG_NAME && place->named) {
      here = length == place->length && memcmp(value, place->name, length) == 0;
    } else if (attribute->nla_type == UNIX_DIAG_VFS && !place->named && length >= sizeof file) {
      memcpy(&file, value, sizeof file);
      /* The kernel tells the lower half of an inode's number. */
      here = file.udiag_vfs_dev == place->device && file.udiag_vfs_ino == (uint32_t)place->inode;
    } else if (attribute->nla_type == UNIX_DIAG_RQLEN && length >= sizeof queue) {
      memcpy(&queue, value, sizeof queue);
      full = told->udiag_state == TCP_LISTEN && queue.udiag_rqueue > queue.udiag_wqueue;
    }
    at += NLA_ALIGN(attribute->nla_len);
  }
  if (here) *bound = (struct bound_socket){.found = true, .full = full, .number = told->udiag_ino};
  return here;
}

bool sockets_find(int sockets, const struct socket_place *place, struct bound_socket *bound) {
  static uint32_t sequence;
  static _Alignas(struct nlmsghdr) char answer[65536];
  *bound = (struct bound_socket){0};
  if (sockets < 0 || !ask(sockets, ++sequence)) return false;
  for (;;) {
    ssize_t got = recv(sockets, answer, sizeof answer, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    unsigned left = (unsigned)got;
    for (struct nlmsghdr *header = (struct nlmsghdr *)answer; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
      if (header->nlmsg_seq != sequence) continue; /* of a question that was given up */
      if (header->nlmsg_type == NLMSG_DONE) return true;
      if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY) return false;
      if (!bound->found) match(header, place, bound);
    }
  }
}

static bool is_wanted(const void *wanted, const struct open_file *file) { return strcmp(file->target, wanted) == 0; }

bool socket_is_ours(uint32_t number) {
  static pid_t last;
  char wanted[32];
  snprintf(wanted, sizeof wanted, "socket:[%u]", number);
  pid_t holder = open_files_search(last, is_wanted, wanted);
  if (holder != 0) last = holder;
  return holder != 0;
}
